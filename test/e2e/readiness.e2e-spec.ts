import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiskFileStore } from '../../src/platform/files/disk-file-store.js';
import { signIn } from '../staff.js';
import { startApp, STACK } from '../app.js';
import { OwnRedis } from '../own-redis.js';

/** Whether a balancer goes on sending requests here. */
describe(`readiness on ${STACK}`, () => {
  // SQLite with a Redis is refused at the start: there the queue is the table
  const ROLES = STACK === 'mysql' ? ['all', 'web'] : ['all'];

  it.each(ROLES)('REQ-SY4 a process (%s) is sent requests while Redis is away, and answers them', async (ROLE) => {
    const redis = STACK === 'mysql' ? await OwnRedis.make() : undefined;
    await redis?.up();
    const house = await startApp({ ROLE, ...(redis ? { REDIS_URL: redis.url } : {}) });
    const ready = async () => {
      const answer = await house.app.inject('/api/health/ready');
      return { code: answer.statusCode, ...answer.json<{ status: string; parts: Record<string, string> }>() };
    };
    const becomes = async (status: string) => {
      for (const until = Date.now() + 20_000; Date.now() < until; await new Promise((done) => setTimeout(done, 100)))
        if ((await ready()).status === status) break;
      return ready();
    };
    try {
      const parts = { database: 'ok', migrations: 'ok', files: 'ok', queue: 'ok' };
      expect(await becomes('ok')).toMatchObject({ code: 200, parts });
      await redis?.down();
      const degraded = redis && ROLE === 'all';
      expect(await becomes(degraded ? 'degraded' : 'ok')).toMatchObject({
        code: 200,
        parts: { ...parts, queue: degraded ? 'failing' : 'ok' },
      });
      const headers = await signIn(house);
      const made = await house.app.inject({ method: 'POST', url: '/api/tags', headers, payload: { name: '断线' } });
      const invited = await house.app.inject({ method: 'POST', url: '/api/auth/forgot', payload: { login: 'admin' } });
      expect([made.statusCode, invited.statusCode]).toEqual([201, 200]);
      await redis?.up();
      expect(await becomes('ok')).toMatchObject({ code: 200, parts });
    } finally {
      await house.close();
      await redis?.down();
    }
  });

  it('REQ-SY4 a process whose files have no room left, or no folder, is sent requests, and says so', async () => {
    const house = await startApp({ ROLE: 'all' });
    const folder = join(house.world.env['DATA_DIR']!, 'files');
    try {
      expect((await house.app.inject('/api/health/ready')).json()).toMatchObject({ status: 'ok', parts: { files: 'ok' } });
      await expect(new DiskFileStore(folder, Number.MAX_SAFE_INTEGER).check()).rejects.toThrow('no space is left');
      rmSync(folder, { recursive: true, force: true });
      writeFileSync(folder, 'in its place');
      await sleep(1100); // an answer is kept for a second
      const answer = await house.app.inject('/api/health/ready');
      expect([answer.statusCode, answer.json()]).toMatchObject([200, { status: 'degraded', parts: { files: 'failing', database: 'ok' } }]);
    } finally {
      await house.close();
    }
  });
});
