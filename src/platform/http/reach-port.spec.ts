import { createServer, type Server } from 'node:net';
import { whyPortTaken } from './reach-port.js';

describe('the port to listen on', () => {
  let other: Server;
  let port: number;
  beforeAll(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    port = (other.address() as { port: number }).port;
  });
  afterAll(() => new Promise((resolve) => other.close(resolve)));

  const wanted = { port: 0, monitorPort: null, host: '127.0.0.1', runsWeb: true, defaultLocale: 'en' } as const;

  it('REQ-Q1 a taken port is one line that names the variable and what to do', async () => {
    expect(await whyPortTaken({ ...wanted, port })).toBe(
      `PORT: port ${port} of 127.0.0.1 is taken. End what uses it, or choose another one: PORT=${port + 1} npm start`,
    );
    expect(await whyPortTaken({ ...wanted, monitorPort: port, defaultLocale: 'zh-CN' })).toContain(
      `MONITOR_PORT：127.0.0.1 的端口 ${port} 已被占用`,
    );
    expect(await whyPortTaken({ ...wanted, host: '192.0.2.1' })).toBe('HOST: this machine has no address 192.0.2.1');
  });

  it('a free port says nothing, and processes that answer nobody need none', async () => {
    expect(await whyPortTaken(wanted)).toBeUndefined();
    expect(await whyPortTaken({ ...wanted, port, runsWeb: false })).toBeUndefined();
  });
});
