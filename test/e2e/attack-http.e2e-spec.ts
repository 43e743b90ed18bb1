import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { ADMIN, type AuthHeaders, newStaff, signIn, STAFF_PASSWORD } from '../staff.js';

/** What hostile and broken clients send. Each of these was once answered 500, or taken for something else. */
describe('attacks on the door', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house);
  });
  afterAll(() => house.close());

  const upload = (payload: string, type = 'multipart/form-data; boundary=XX') =>
    house.app.inject({ method: 'POST', url: '/api/imports', headers: { ...admin, 'content-type': type }, payload });
  const FILE = '--XX\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\nname\nA\r\n';

  it.each([
    ['has no boundary', FILE, 'multipart/form-data'],
    ['has an empty boundary', FILE, 'multipart/form-data; boundary='],
    ['is cut within a header', FILE.slice(0, 60), undefined],
    ['is cut behind its content', FILE, undefined],
    ['is no multipart at all', 'garbage', undefined],
  ])('RELIABILITY 22 an upload whose body %s is refused as malformed', async (_, payload, type) => {
    const answer = await upload(payload, type);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'input.malformed']);
  });

  it('RELIABILITY 22 the same upload with its end is taken', async () => {
    expect((await upload(`${FILE}--XX--\r\n`)).statusCode).toBe(201);
  });

  it('REQ-A9 a CSRF token of the right length in other letters is refused, on the API and in the back office', async () => {
    const browser = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    const forged = 'é'.repeat(browser.cookies.get('XSRF-TOKEN')!.length);
    const api = await browser.send('POST', '/api/tags', { json: { name: 'forged' }, headers: { 'x-xsrf-token': forged } });
    expect([api.status, api.body.code]).toEqual([403, 'csrf']);
    expect((await browser.post('/api/resources/Tag/actions/new', { name: 'forged' }, { 'x-xsrf-token': forged })).status).toBe(403);
  });

  const post = (payload: Buffer | string, type = 'application/json') =>
    house.app.inject({ method: 'POST', url: '/api/tags', headers: { ...admin, 'content-type': type }, payload });

  it.each([
    ['GBK', Buffer.from([...Buffer.from('{"name":"'), 0xd5, 0xc5, 0xc8, 0xfd, ...Buffer.from('"}')])],
    ['half a surrogate pair', '{"name":"a\\ud83d"}'],
    ['half a pair in a key', '{"\\udc00":1}'],
  ])('RELIABILITY 6.8 text that would be stored damaged (%s) is refused', async (_, payload) => {
    const answer = await post(payload);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'input.malformed']);
  });

  it('whole characters outside the first plane are taken, escaped or not', async () => {
    expect((await post('{"name":"\\ud83d\\ude00 escaped"}')).json()).toMatchObject({ name: '😀 escaped' });
    expect((await post('{"name":"😁 plain"}')).json()).toMatchObject({ name: '😁 plain' });
  });

  it('a search with control characters is refused', async () => {
    const answer = await house.app.inject({ url: '/api/tags?search=%00', headers: admin });
    expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, 'search']);
  });

  it('bytes that are no HTTP are answered by a problem as well', async () => {
    await house.app.listen(0, '127.0.0.1');
    const { port } = house.app.getHttpServer().address() as { port: number };
    const said = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('FOO / HTTP/1.1\r\n\r\n'));
      socket
        .on('data', (chunk) => (text += chunk.toString()))
        .on('close', () => resolve(text))
        .on('error', reject);
    });
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(said).toContain('application/problem+json');
    expect(JSON.parse(said.split('\r\n\r\n')[1]!)).toMatchObject({ status: 400, code: 'input.malformed' });
  });

  it('REQ-A4 a burst of guesses at the old password is locked after five', async () => {
    const victim = await newStaff(house);
    const guess = (oldPassword: string) =>
      house.app.inject({
        method: 'POST',
        url: '/api/auth/password',
        headers: victim.headers,
        payload: { oldPassword, newPassword: 'Another-good-1' },
      });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => guess(`wrong ${i}`)));
    expect(answers.filter((a) => a.statusCode === 400)).toHaveLength(5);
    expect(answers.filter((a) => a.statusCode === 429)).toHaveLength(7);
    expect((await guess(STAFF_PASSWORD)).statusCode).toBe(429);
  });

  it('RELIABILITY 3 the end answers what is under way and does not wait for connections that stay open', async () => {
    const ending = await startApp();
    await ending.app.listen(0, '127.0.0.1');
    const { port } = ending.app.getHttpServer().address() as { port: number };
    const agent = new Agent({ keepAlive: true });
    const login = () =>
      new Promise<string>((resolve, reject) => {
        const options = { port, agent, method: 'POST', path: '/api/auth/login', headers: { 'content-type': 'application/json' } };
        const sent = request(options, (answer) =>
          answer.resume().on('end', () => resolve(`${answer.statusCode} ${answer.headers.connection}`)),
        );
        sent.on('error', reject).end(JSON.stringify(ADMIN));
      });
    await login();
    const underWay = Array.from({ length: 6 }, login);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const from = performance.now();
    await ending.close();
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(await Promise.all(underWay)).toEqual(underWay.map(() => expect.stringMatching(/^200 /)));
    agent.destroy();
  });

  it('RELIABILITY 22 a refused upload does not hold up the connection it came by', async () => {
    const { port } = house.app.getHttpServer().address() as { port: number };
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (method: string, path: string, headers: Record<string, string>, body?: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = request({ port, agent, method, path, headers: { ...admin, ...headers } }, (answer) =>
          answer.resume().on('end', () => resolve(answer.statusCode)),
        );
        sent
          .setTimeout(5_000, () => sent.destroy(new Error('no answer')))
          .on('error', reject)
          .end(body);
      });
    const type = { 'content-type': 'multipart/form-data; boundary=XX' };
    const twice = FILE.replace('name\r\nA', 'x'.repeat(2_000_000)).repeat(2);
    expect(await ask('POST', '/api/imports', type, `${twice}--XX--\r\n`)).toBe(400);
    expect(await ask('GET', '/api/tags', {})).toBe(200);
    agent.destroy();
  });
});
