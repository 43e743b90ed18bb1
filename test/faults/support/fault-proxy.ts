import { connect, createServer, type Server, type Socket } from 'node:net';

/** `pass` everything; `hang`: accept and say nothing; `refuse`: cut whoever comes, and whoever is there. */
export type ProxyMode = 'pass' | 'hang' | 'refuse';

/** Stands between the product and a server, and fails on demand. */
export class FaultProxy {
  private mode: ProxyMode = 'pass';
  private readonly sockets = new Set<Socket>();
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async before(target: number, mode: ProxyMode = 'pass'): Promise<FaultProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new FaultProxy(server, (server.address() as { port: number }).port);
    proxy.mode = mode;
    server.on('connection', (socket) => proxy.meet(socket, target));
    return proxy;
  }

  set(mode: ProxyMode): void {
    this.mode = mode;
    if (mode === 'refuse') this.cut();
  }

  /** Ends every connection there is; new ones are treated by the mode. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private meet(socket: Socket, target: number): void {
    this.keep(socket);
    if (this.mode === 'refuse') {
      socket.resetAndDestroy();
      return;
    }
    const beyond = connect(target, '127.0.0.1');
    this.keep(beyond);
    const forward = (from: Socket, to: Socket) => {
      from.on('data', (chunk) => {
        // what is said while it hangs never arrives, as behind a dead switch
        if (this.mode !== 'hang') to.write(chunk);
      });
      from.on('close', () => to.destroy());
    };
    forward(socket, beyond);
    forward(beyond, socket);
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}
