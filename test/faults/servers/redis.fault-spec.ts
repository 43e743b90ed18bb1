import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Database } from '../../../src/platform/database/database.js';
import { bootJobs, TestSales } from '../../conformance/job-world.js';
import { migratedWorld } from '../../migrated.js';
import { OwnRedis } from '../../own-redis.js';
import type { World } from '../../world.js';
import { FaultProxy } from '../support/fault-proxy.js';

describe('jobs, BullMQ with a Redis that fails', () => {
  let redis: OwnRedis;
  let world: World;
  const count = async (app: INestApplicationContext, sql: string) => Number((await app.get(Database).rows<{ n: number }>(sql))[0]!.n);
  const allDone = async (app: INestApplicationContext, n: number) => {
    for (const from = performance.now(); performance.now() - from < 30_000; await sleep(30))
      if ((await count(app, "SELECT COUNT(*) AS n FROM job WHERE state = 'done'")) === n) break;
    expect(await count(app, "SELECT COUNT(*) AS n FROM job WHERE state = 'done'")).toBe(n);
    expect(await count(app, 'SELECT COUNT(*) AS n FROM effect')).toBe(n);
    expect(await count(app, 'SELECT COUNT(DISTINCT jobId) AS n FROM effect')).toBe(n);
  };
  beforeAll(async () => {
    redis = await OwnRedis.make();
    world = await migratedWorld({ REDIS_URL: redis.url });
  });
  afterAll(async () => {
    await redis.down();
    await world.close();
  });

  it('REQ-SY9 a process shares the few connections to Redis that it has opened, however much is asked at once', async () => {
    const own = await migratedWorld({ REDIS_URL: redis.url });
    await redis.up();
    const asker = new Redis(redis.url);
    const clients = async () => ((await asker.client('LIST')) as string).trim().split('\n').length - 1;
    const app = await bootJobs(own.env);
    try {
      const sales = app.get(TestSales);
      await sales.sell(1);
      await allDone(app, 1);
      const few = await clients();
      expect(few).toBeGreaterThan(0);
      expect(few).toBeLessThanOrEqual(4);
      const most: number[] = [];
      const selling = Promise.all(Array.from({ length: 20 }, () => sales.sell(10)));
      for (let i = 0; i < 10; i++) {
        most.push(await clients());
        await sleep(20);
      }
      await selling;
      await allDone(app, 201);
      expect(Math.max(...most, await clients())).toBe(few);
    } finally {
      asker.disconnect();
      await app.close();
      await redis.down();
      await own.close();
    }
  }, 60_000);

  it('REQ-SY7 down at the start, flushed and killed in flight: nothing is lost, nothing twice, and the end does not wait for it', async () => {
    let from = performance.now();
    const app = await bootJobs(world.env);
    expect(performance.now() - from).toBeLessThan(5000);
    const sales = app.get(TestSales);
    await sales.sell(40);
    await sleep(600);
    expect(await count(app, 'SELECT COUNT(*) AS n FROM effect')).toBe(0);
    await redis.up();
    await allDone(app, 40);
    const selling = sales.sell(150);
    for (let i = 0; i < 5; i++) {
      await sleep(50);
      await redis.flush();
    }
    await selling;
    await sales.sell(10, { fails: 1 });
    await redis.flush();
    await allDone(app, 200);
    await sales.sell(60);
    await redis.down();
    await sales.sell(10);
    await redis.up();
    await allDone(app, 270);
    await redis.down();
    await sales.sell(3);
    await sleep(300);
    from = performance.now();
    await app.close();
    expect(performance.now() - from).toBeLessThan(6000);
    await redis.up();
    const next = await bootJobs(world.env);
    await allDone(next, 273);
    await next.close();
  }, 90_000);

  it('REQ-SY7 flushed 10 times with 1,000 jobs waiting, cut off and silent for seconds: each has its effect once', async () => {
    await redis.up();
    const proxy = await FaultProxy.before(redis.port);
    const own = await migratedWorld({ REDIS_URL: `redis://127.0.0.1:${proxy.port}/0` });
    const seller = await bootJobs({ ...own.env, ROLE: 'web' });
    const apps = [seller];
    try {
      await Promise.all(Array.from({ length: 20 }, () => seller.get(TestSales).sell(50)));
      expect(await count(seller, "SELECT COUNT(*) AS n FROM job WHERE state = 'waiting'")).toBe(1000);
      apps.push(await bootJobs({ ...own.env, ROLE: 'worker' }), await bootJobs({ ...own.env, ROLE: 'worker' }));
      let before = 0;
      for (let i = 0; i < 10; i++) {
        await sleep(30 + Math.random() * 100);
        before += (await count(seller, "SELECT COUNT(*) AS n FROM job WHERE state = 'done'")) < 1000 ? 1 : 0;
        await redis.flush();
        if (i % 3 === 1) proxy.cut();
        if (i % 3 !== 2) continue;
        proxy.set('hang');
        await sleep(1000);
        proxy.set('pass');
        proxy.cut();
      }
      expect(before).toBeGreaterThan(3); // else nothing was tried
      await allDone(seller, 1000);
    } finally {
      await Promise.all(apps.map((app) => app.close()));
      await proxy.close();
      await redis.down();
      await own.close();
    }
  }, 120_000);
});
