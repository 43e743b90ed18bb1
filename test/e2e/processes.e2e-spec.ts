import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { ADMIN } from '../staff.js';
import { migratedWorld } from '../migrated.js';
import { STACK, type World } from '../world.js';

const BUILT = join(process.cwd(), 'dist/src/main.js');

/** The processes that `npm start` starts: one with everything on SQLite, a `web` and a `worker` on a server. */
describe(`the built processes on ${STACK}`, () => {
  let world: World;
  const started: ChildProcess[] = [];
  beforeAll(async () => {
    world = await migratedWorld(STACK === 'sqlite' ? { SQLITE_PATH: '' } : {});
    world.env['PORT'] = String(await freePort());
  });
  afterAll(async () => {
    for (const one of started) one.kill('SIGKILL');
    await world.close();
  });

  const start = async (ROLE: string, ready: string) => {
    const one = spawn(process.execPath, [BUILT], {
      env: { PATH: process.env['PATH'], ...world.env, ROLE, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(one);
    let said = '';
    const heard = new Promise<void>((resolve) =>
      one.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()).includes(ready) && resolve()),
    );
    const gone = once(one, 'exit').then(() => {
      throw new Error(`it ended: ${said}`);
    });
    await Promise.race([heard, gone]);
    gone.catch(() => undefined);
    return one;
  };
  const call = async (path: string, headers: Record<string, string> = {}, payload?: object) => {
    const body = payload ? { method: 'POST', body: JSON.stringify(payload) } : {};
    const answer = await fetch(`http://127.0.0.1:${world.env['PORT']}/api${path}`, {
      ...body,
      headers: { ...headers, 'content-type': 'application/json' },
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('REQ-SY4 REQ-SY7 serve, do what was left to them, and end in order when they are told to', async () => {
    const web = await start(STACK === 'sqlite' ? 'all' : 'web', 'Tide CRM is running');
    const { accessToken } = (await call('/auth/login', {}, ADMIN)).body as { accessToken: string };
    const headers = { authorization: `Bearer ${accessToken}` };
    const { status, body } = await call('/schedules/jobs.prune/run', headers, {});
    expect(status).toBe(202);
    const job = async () => (await call(`/jobs/${String(body['jobId'])}`, headers)).body['state'];
    if (STACK === 'mysql') {
      expect(await job()).toBe('waiting');
      await start('worker', 'Tide CRM works on jobs');
    }
    await vi.waitUntil(async () => (await job()) === 'done', { timeout: 15_000, interval: 50 });
    // as browsers keep them in store, and as somebody leaves them who stops in the middle of a request
    for (const said of ['', 'GET /api/health HTTP/1.1\r\nhost: x']) {
      const spare = connect(Number(world.env['PORT']), '127.0.0.1').on('error', () => undefined);
      await once(spare, 'connect');
      spare.write(said);
    }
    for (const one of [...started].reverse()) {
      const ended = once(one, 'exit');
      one.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    }
    expect(web.exitCode).toBe(0);
  }, 60_000);
});
