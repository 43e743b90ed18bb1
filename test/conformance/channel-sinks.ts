import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Server as SocketServer, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Behaviour = 'accept' | 'refuse' | 'busy' | 'hang-first' | 'cut-after';

/** What a provider may do to a message, and what it got. */
export interface Sink {
  readonly url: string;
  behave(behaviour: Behaviour): void;
  /** Messages that were taken whole. */
  readonly got: { text: string; path: string; headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/** A mail server that speaks real SMTP. */
export async function smtpSink(): Promise<Sink> {
  let behaviour: Behaviour = 'accept';
  const got: Sink['got'] = [];
  const failure = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    closeTimeout: 100,
    onConnect: (_session, done) => void (behaviour === 'hang-first' ? undefined : done()),
    onRcptTo: (_address, _session, done) =>
      done(behaviour === 'refuse' ? failure(550, 'no such mailbox') : behaviour === 'busy' ? failure(451, 'greylisted, come back') : null),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        got.push({ text: Buffer.concat(parts).toString('utf8'), path: '', headers: {} });
        if (behaviour !== 'cut-after') done(null, 'queued as 42'); // else it says nothing more
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    behave: (next) => (behaviour = next),
    got,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** A gateway or robot: `answers` are what it says to each behaviour. */
export async function httpSink(answers: Record<'accept' | 'refuse' | 'busy', [status: number, body: object]>): Promise<Sink> {
  let behaviour: Behaviour = 'accept';
  const got: Sink['got'] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (behaviour === 'accept' || behaviour === 'cut-after')
        got.push({ text: Buffer.concat(parts).toString('utf8'), path: request.url ?? '', headers: request.headers });
      if (behaviour === 'cut-after') return void request.socket.destroy();
      if (behaviour === 'hang-first') return;
      const [status, body] = answers[behaviour];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/send`,
    behave: (next) => (behaviour = next),
    got,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** An address at which nobody listens. */
export async function deadPort(): Promise<number> {
  const sockets = new Set<Socket>();
  const server: SocketServer = createSocketServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
