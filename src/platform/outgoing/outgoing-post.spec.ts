import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { OutgoingFailure, postOutgoing } from './outgoing-post.js';

describe('calls to addresses that somebody has configured', () => {
  const got: string[] = [];
  let behave: (request: IncomingMessage, response: ServerResponse) => void;
  const server = createServer((request, response) => {
    got.push(request.url ?? '');
    request.resume();
    behave(request, response);
  });
  let port: number;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    got.length = 0;
    behave = (_request, response) => response.end('{"ok":true}');
  });

  const post = (url: string, allow: string[] = [], within = 2000) =>
    postOutgoing(url, { a: 1 }, { allow, within, signal: new AbortController().signal }).catch(
      (error: unknown) => error as OutgoingFailure,
    );
  const local = (host = '127.0.0.1') => `http://${host}:${port}/in`;

  it('REQ-Q1 go to no address of this machine or network, by whatever name, and nothing leaves', async () => {
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
      '2130706433',
      '0x7f.1',
      '127.1',
      '169.254.169.254',
    ])
      expect([host, await post(local(host))]).toMatchObject([host, { code: 'EADDRESSREFUSED', untouched: true }]);
    expect(got).toEqual([]);
  });

  it('REQ-Q1 go there where the configuration allows it, by address, network or name', async () => {
    expect(await post(local(), ['127.0.0.0/8'])).toEqual({ status: 200, text: '{"ok":true}' });
    expect(await post(local('localhost'), ['localhost'])).toMatchObject({ status: 200 });
    expect(await post(local('localhost'), ['example.cn', '10.0.0.0/8'])).toMatchObject({ code: 'EADDRESSREFUSED' });
  });

  it('a name is looked up once, what was looked at is what is called, and of several addresses only those that may be', async () => {
    const means = [['10.0.0.1', '127.0.0.1'], ['10.0.0.1']];
    const asked = vi.spyOn(dns, 'lookup').mockImplementation(((_host: string, _options: object, answer: (...given: unknown[]) => void) => {
      answer(
        null,
        means.shift()!.map((address) => ({ address, family: 4 })),
      );
    }) as never);
    syncBuiltinESMExports();
    try {
      expect(await post(local('rebinding.example.cn'), ['127.0.0.1'])).toMatchObject({ status: 200 });
      expect(asked).toHaveBeenCalledTimes(1);
      expect(await post(local('rebinding.example.cn'), ['127.0.0.1'])).toMatchObject({ code: 'EADDRESSREFUSED', untouched: true });
      expect(got).toEqual(['/in']);
    } finally {
      asked.mockRestore();
      syncBuiltinESMExports();
    }
  });

  it('a redirect is an answer, and not followed', async () => {
    behave = (_request, response) => response.writeHead(302, { location: `http://127.0.0.1:${port}/secret` }).end();
    expect(await post(local(), ['127.0.0.1'])).toMatchObject({ status: 302 });
    expect(got).toEqual(['/in']);
  });

  it('what never ends to speak is read to 16 KB, and what takes too long is left', async () => {
    behave = (_request, response) => {
      const more = () => response.write('x'.repeat(9000), () => !response.destroyed && setImmediate(more));
      more();
    };
    expect(await post(local(), ['127.0.0.1'])).toMatchObject({ status: 200, text: 'x'.repeat(16_384) });
    behave = () => undefined;
    const from = performance.now();
    expect(await post(local(), ['127.0.0.1'], 200)).toMatchObject({ untouched: false });
    expect(performance.now() - from).toBeLessThan(1500);
  });

  it('where nobody listens nobody has heard of it', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const dead = (closed.address() as AddressInfo).port;
    await new Promise((resolve) => closed.close(resolve));
    expect(await post(`http://127.0.0.1:${dead}/`, ['127.0.0.1'])).toMatchObject({ code: 'ECONNREFUSED', untouched: true });
  });
});
