import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Context } from '../../src/platform/context/context.js';
import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { JobQueueRepository } from '../../src/platform/jobs/job-queue.repository.js';
import { JobRepository } from '../../src/platform/jobs/job.repository.js';
import type { JobTuning } from '../../src/platform/jobs/job-tuning.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { JobPruning } from '../../src/platform/jobs/prune.handler.js';
import { RunningJobs } from '../../src/platform/jobs/running-jobs.js';
import { migratedWorld } from '../migrated.js';
import { STACK, type World } from '../world.js';
import { bootJobs, effects, inState, job, longJob, scheduledJob, slowJob, TestSales, until } from './job-world.js';

// One suite, looped over the drivers of this lane: the same promises hold whoever carries the jobs.
const DRIVERS = STACK === 'sqlite' ? ['embedded on SQLite'] : ['embedded on MariaDB', 'BullMQ on MariaDB'];

describe.each(DRIVERS)('jobs, %s', (driver) => {
  const bull = driver.startsWith('BullMQ');
  let world: World;
  const apps: INestApplicationContext[] = [];
  const boot = async (
    tuning: Partial<JobTuning> = {},
    extra: Record<string, string> = {},
    schedules: Parameters<typeof bootJobs>[2] = [],
  ) => {
    const app = await bootJobs({ ...world.env, ...extra }, tuning, schedules);
    apps.push(app);
    return app;
  };
  const end = async (app: INestApplicationContext) => {
    apps.splice(apps.indexOf(app), 1);
    await app.close();
  };

  beforeEach(async () => {
    world = await migratedWorld(bull ? {} : { REDIS_URL: '' });
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await world.close();
  });

  it('REQ-SY7 a committed job runs once as the system; one that was rolled back never', async () => {
    const app = await boot();
    await expect(app.get(TestSales).sell(5, {}, {}, true)).rejects.toThrow('rolled back');
    const ids = await app.get(TestSales).sell(30);
    await inState(app, ids, 'done');
    await sleep(150);
    const seen = await effects(app);
    expect(seen.map((effect) => effect.jobId).sort((a, b) => a - b)).toEqual(ids);
    expect(new Set(seen.map((effect) => effect.actor))).toEqual(new Set(['system']));
    expect((await job(app, ids[0]!)).result).toEqual({ attempt: 1 });
  });

  it('REQ-SY7 a failed try leaves no effect and is tried again; after the last it is a dead letter, which can be revived', async () => {
    const app = await boot();
    const [flaky, hopeless, final] = [
      (await app.get(TestSales).sell(1, { fails: 2 }))[0]!,
      (await app.get(TestSales).sell(1, { fails: 4 }))[0]!,
      (await app.get(TestSales).sell(1, { forGood: true }))[0]!,
    ];
    await inState(app, [flaky], 'done');
    await inState(app, [hopeless, final], 'failed');
    expect(await job(app, flaky)).toMatchObject({ attempt: 3, failures: 2, error: null });
    expect(await job(app, hopeless)).toMatchObject({ failures: 4, error: 'not yet', activeKey: null });
    expect(await job(app, final)).toMatchObject({ failures: 1, error: 'never' });
    expect((await effects(app)).map((effect) => effect.jobId)).toEqual([flaky]);
    expect(await app.get(JobRepository).revive(hopeless, app.get(Clock).now())).toBe(true);
    await inState(app, [hopeless], 'done');
    expect((await effects(app)).filter((effect) => effect.jobId === hopeless)).toHaveLength(1);
  });

  it('REQ-SY7 a job waits for its time', async () => {
    const app = await boot();
    const [later] = await app.get(TestSales).sell(1, {}, { runAt: app.get(Clock).now() + DAY });
    await sleep(300);
    expect((await job(app, later!)).state).toBe('waiting');
    app.get(Clock).advance(DAY);
    await inState(app, [later!], 'done');
  });

  it('REQ-SY7 a second enqueue with the same key joins the one that waits or runs, and is a new job after it', async () => {
    const app = await boot();
    const jobs = app.get(Jobs);
    const runAt = app.get(Clock).now() + DAY;
    const [first] = await app.get(TestSales).sell(1, {}, { key: 'k', runAt });
    expect(await app.get(TestSales).sell(2, {}, { key: 'k' })).toEqual([first, first]);
    const two = await Promise.all([app.get(TestSales).sellSlowly({ key: 'two' }, 150), app.get(TestSales).sellSlowly({ key: 'two' }, 10)]);
    expect(two[0]).toBe(two[1]);
    const running = await jobs.enqueue(longJob, { steps: 4, stepMs: 100 }, { key: 'long' });
    await inState(app, [running], 'running');
    expect(await jobs.enqueue(longJob, { steps: 4, stepMs: 100 }, { key: 'long' })).toBe(running);
    await inState(app, [running], 'done');
    expect((await job(app, running)).attempt).toBe(1);
    expect(await jobs.enqueue(longJob, { steps: 0, stepMs: 0 }, { key: 'long' })).not.toBe(running);
  });

  it('REQ-SY7 a joined job that was already running runs once more when that was asked for', async () => {
    const app = await boot();
    const id = await app.get(Jobs).enqueue(longJob, { steps: 3, stepMs: 500 }, { key: 'again' });
    await inState(app, [id], 'running');
    for (let i = 0; i < 3; i++)
      expect(await app.get(Jobs).enqueue(longJob, { steps: 3, stepMs: 500 }, { key: 'again', rerun: true })).toBe(id);
    await inState(app, [id], 'done');
    expect(await job(app, id)).toMatchObject({ attempt: 2, rerun: false, activeKey: null });
  });

  it('REQ-SY7 what shall run once more is due at once, though the clock was ahead when it ended', async () => {
    const app = await boot({ concurrency: 0 }, STACK === 'mysql' ? { ROLE: 'web' } : {});
    const clock = app.get(Clock);
    const queue = app.get(JobQueueRepository);
    const again = () => app.get(Jobs).enqueue(longJob, { steps: 1, stepMs: 0 }, { key: 'ahead', rerun: true });
    const id = await again();
    const [claim] = await queue.claimDue(['test.long'], 1, 60_000);
    await again();
    clock.advance(DAY);
    expect(await queue.finish(claim!, null, null, null)).toBe(true);
    clock.advance(-DAY);
    expect(await job(app, id)).toMatchObject({ state: 'waiting', rerun: false });
    expect(await queue.claimDue(['test.long'], 1, 60_000)).toMatchObject([{ id, attempt: 2 }]);
  });

  it('REQ-SY7 progress is kept, and cancelling stops a running job and a waiting one', async () => {
    const app = await boot();
    const id = await app.get(Jobs).enqueue(longJob, { steps: 1000, stepMs: 20 });
    await until(async () => Number((await job(app, id)).progressDone) > 3);
    expect((await job(app, id)).progressTotal).toBe(1000);
    const [waiting] = await app.get(TestSales).sell(1, {}, { runAt: app.get(Clock).now() + DAY });
    const now = app.get(Clock).now();
    expect(await app.get(JobRepository).cancelWaiting(waiting!, now)).toBe(true);
    expect(await app.get(JobRepository).cancelWaiting(id, now)).toBe(false);
    expect(await app.get(JobRepository).requestCancel(id)).toBe(true);
    await inState(app, [id, waiting!], 'cancelled');
    const seen = (await effects(app)).length;
    expect(seen).toBeLessThan(1000);
    await sleep(200);
    expect(await effects(app)).toHaveLength(seen);
  });

  it('REQ-SY7 a job that takes too long is stopped, and leaves nothing', async () => {
    const app = await boot();
    const id = await app.get(Jobs).enqueue(slowJob, { ms: 60_000 });
    await until(async () => (await job(app, id)).failures > 0);
    expect(await job(app, id)).toMatchObject({ error: 'took longer than 3 s' });
    expect((await effects(app)).filter((effect) => effect.attempt === 1)).toEqual([]);
  });

  it('REQ-SY7 the lease of a long job is renewed: it is nobody else’s for as long as it takes', async () => {
    const app = await boot({ leaseMs: 300 });
    const id = await app.get(Jobs).enqueue(longJob, { steps: 12, stepMs: 100 });
    await inState(app, [id], 'done');
    expect(await job(app, id)).toMatchObject({ attempt: 1, failures: 0 });
  });

  it('REQ-SY7 a job whose process died is taken over when its lease ends; one that keeps dying is a dead letter', async () => {
    const app = await boot();
    const runAt = app.get(Clock).now() + DAY;
    const [orphan, poison] = await app.get(TestSales).sell(2, {}, { runAt });
    await app
      .get(Database)
      .run(
        "UPDATE job SET state = 'running', attempt = 1, leasedBy = 'dead', leaseUntil = 1, failures = CASE WHEN id = ? THEN 3 ELSE 0 END",
        [poison!],
      );
    await inState(app, [orphan!], 'done');
    expect(await job(app, orphan!)).toMatchObject({ attempt: 2, failures: 1 });
    expect(await job(app, poison!)).toMatchObject({ state: 'failed', failures: 4, error: 'its process ended' });
  });

  it('REQ-SY7 who has lost his lease changes nothing, and his effect goes with it', async () => {
    const app = await boot({ beatMs: 60_000, rescueMs: 60_000 });
    const id = await app.get(Jobs).enqueue(slowJob, { ms: 600 });
    await until(() => app.get(RunningJobs).size === 1);
    if (STACK === 'sqlite') return; // the handler's transaction holds the only connection: nobody else can take its job
    await app.get(Database).run("UPDATE job SET leasedBy = 'another' WHERE id = ?", [id]);
    await until(() => app.get(RunningJobs).size === 0);
    expect(await job(app, id)).toMatchObject({ state: 'running', leasedBy: 'another' });
    expect(await effects(app)).toEqual([]);
  });

  it('REQ-SY7 a second delivery of the same try finds nothing to take', async () => {
    const app = await boot({ pollMs: 60_000 });
    await sleep(200); // the first poll
    const queue = app.get(JobQueueRepository);
    const [id] = await app.get(TestSales).sell(1, {}, { runAt: 0 });
    await inState(app, [id!], 'done');
    expect(await queue.claim(id!, 0, ['test.note'], 1000)).toBeNull();
    expect(await queue.claim(id!, 1, ['test.note'], 1000)).toBeNull();
  });

  it('REQ-SY7 an end in order hands back what does not end by itself, without counting a failure', async () => {
    const app = await boot({ graceMs: 2500 });
    const long = await app.get(Jobs).enqueue(longJob, { steps: 400, stepMs: 50 });
    const quick = await app.get(Jobs).enqueue(slowJob, { ms: 400 });
    await until(() => app.get(RunningJobs).size === 2);
    if (STACK === 'sqlite') await inState(app, [quick], 'done');
    const from = performance.now();
    if (STACK === 'sqlite') {
      // its memory is gone with the process; that both ended in time is what can be seen
      await end(app);
      expect(performance.now() - from).toBeLessThan(8000);
      return;
    }
    await end(app);
    expect(performance.now() - from).toBeLessThan(8000);
    const next = await boot({ pollMs: 60_000 }, { ROLE: 'web' });
    expect(await job(next, quick)).toMatchObject({ state: 'done', failures: 0 });
    expect(await job(next, long)).toMatchObject({ state: 'waiting', failures: 0, leasedBy: null });
  });

  it('REQ-E16 a schedule enqueues one run a slot, and one after an outage', async () => {
    const schedules = [{ name: 'test.daily', label: { 'zh-CN': '每日', en: 'Daily' }, cron: '0 9 * * *', job: scheduledJob }];
    const app = await boot({}, {}, schedules);
    const runs = () => app.get(Database).rows<{ slot: number }>('SELECT slot FROM schedule_run');
    await until(async () => (await app.get(Database).rows('SELECT * FROM schedule')).length === 1);
    expect(await runs()).toEqual([]); // a new schedule begins with its next slot
    app.get(Clock).advance(10 * DAY);
    await until(async () => (await effects(app)).length === 1);
    await sleep(1500);
    expect(await runs()).toHaveLength(1);
    expect(await effects(app)).toHaveLength(1);
  });

  it('REQ-SY7 old finished jobs are removed, dead letters kept longer', async () => {
    const app = await boot();
    const ids = [...(await app.get(TestSales).sell(3)), ...(await app.get(TestSales).sell(1, { forGood: true }))];
    await inState(app, ids.slice(0, 3), 'done');
    await inState(app, ids.slice(3), 'failed');
    app.get(Clock).advance(31 * DAY);
    const run = { stopped: () => false, progress: () => undefined };
    expect(await app.get(JobPruning).prune({}, run as never)).toEqual({ removed: 3 });
    expect(await job(app, ids[3]!)).toMatchObject({ state: 'failed' });
  });

  it('REQ-SY7 a job acts with the rights its starter has now; an unknown starter makes a dead letter that says so', async () => {
    const app = await boot();
    const [id] = await app.get(Context).run({}, () => app.get(TestSales).sell(1, {}, { actor: { kind: 'staff', id: 7 } }));
    await inState(app, [id!], 'failed');
    expect(await job(app, id!)).toMatchObject({ actorKind: 'staff', actorId: 7, error: 'staff 7, who started this, is no longer active' });
    expect(await effects(app)).toEqual([]);
  });

  if (STACK === 'sqlite') return;

  it('REQ-SY7 three processes race: every job has one effect', async () => {
    const three = [await boot(), await boot(), await boot()] as const;
    const ids = (await Promise.all(three.map((app) => app.get(TestSales).sell(40, { fails: 1 })))).flat();
    await inState(three[0], ids, 'done', 20_000);
    const seen = await effects(three[0]);
    expect([seen.length, new Set(seen.map((effect) => effect.jobId)).size]).toEqual([120, 120]);
  }, 40_000);

  it('REQ-E16 three processes with one schedule enqueue one run a slot', async () => {
    const schedules = [{ name: 'test.daily', label: { 'zh-CN': '每日', en: 'Daily' }, cron: '0 9 * * *', job: scheduledJob }];
    const three = await Promise.all([1, 2, 3].map(() => boot({}, {}, schedules)));
    await until(async () => (await three[0]!.get(Database).rows('SELECT * FROM schedule')).length === 1);
    for (const app of three) app.get(Clock).advance(3 * DAY);
    await until(async () => (await effects(three[0]!)).length > 0);
    await sleep(1500);
    expect(await effects(three[0]!)).toHaveLength(1);
  });
});
