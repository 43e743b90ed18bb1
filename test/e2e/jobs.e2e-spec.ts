import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { defineJob, Handles, jobKinds } from '../../src/platform/jobs/job-kind.js';
import type { JobRun } from '../../src/platform/jobs/job-run.js';
import { JobTuning } from '../../src/platform/jobs/job-tuning.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { Context } from '../../src/platform/context/context.js';
import { Config } from '../../src/platform/config/config.js';
import { startApp, type TestApp } from '../app.js';
import { REDIS_SERVER, STACK } from '../world.js';
import { BackOffice } from '../admin.js';
import { ADMIN, type AuthHeaders, newStaff, signIn } from '../staff.js';

const stepsJob = defineJob<{ steps: number }>('test.steps', { label: { 'zh-CN': '分步', en: 'Steps' }, transactional: false });
const whoJob = defineJob<{ fail: boolean }>('test.who', { label: { 'zh-CN': '谁', en: 'Who' }, attempts: 1 });

@Injectable()
class StepsHandler {
  constructor(private readonly context: Context) {}

  @Handles(stepsJob)
  async steps({ steps }: { steps: number }, run: JobRun) {
    for (let n = 1; n <= steps && !run.stopped(); n++) {
      run.progress(n, steps);
      await sleep(10);
    }
    return { steps };
  }

  @Handles(whoJob)
  async who({ fail }: { fail: boolean }) {
    if (fail) throw new Error('as asked');
    const { name, roles } = this.context.actor;
    return Promise.resolve({ name, roles, source: this.context.source });
  }
}

@Module({ providers: [jobKinds.declare([stepsJob, whoJob]), StepsHandler] })
class StepsModule {}

describe('jobs', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let seller: Awaited<ReturnType<typeof newStaff>>;
  let other: Awaited<ReturnType<typeof newStaff>>;
  const get = (url: string, headers: AuthHeaders) => house.app.inject({ url, headers });
  const post = (url: string, headers: AuthHeaders, payload?: object) =>
    house.app.inject({ method: 'POST', url, headers, ...(payload ? { payload } : {}) });
  const enqueue = (steps: number, by: number, runAt?: number) =>
    house.app.get(Jobs).enqueue(stepsJob, { steps }, { actor: { kind: 'staff', id: by }, ...(runAt ? { runAt } : {}) });
  const settled = async (id: number, headers: AuthHeaders) => {
    for (let i = 0; i < 300; i++, await sleep(30)) {
      const job = (await get(`/api/jobs/${id}`, headers)).json<{ state: string }>();
      if (['done', 'failed', 'cancelled'].includes(job.state)) return job;
    }
    throw new Error(`job ${id} did not end`);
  };

  beforeAll(async () => {
    house = await startApp({}, undefined, [StepsModule]);
    Object.assign(house.app.get(JobTuning), { pollMs: 50, beatMs: 50, backoffMs: 20 });
    admin = await signIn(house);
    seller = await newStaff(house, { roles: ['salesperson'] });
    other = await newStaff(house, { roles: ['salesperson'] });
  });
  afterAll(() => house.close());

  it('REQ-SY7 whoever started a job sees it with its progress; to others it is not there; operations see all', async () => {
    const id = await enqueue(5, seller.id);
    expect(await settled(id, seller.headers)).toMatchObject({
      id,
      kind: 'test.steps',
      label: '分步',
      state: 'done',
      result: { steps: 5 },
      startedBy: { kind: 'staff', id: seller.id },
      progress: { done: 5, total: 5, percent: 100 },
    });
    expect((await get(`/api/jobs/${id}`, other.headers)).statusCode).toBe(404);
    expect((await get('/api/jobs?kind=test.steps', other.headers)).json()).toMatchObject({ total: 0 });
    expect((await get('/api/jobs?kind=test.steps', seller.headers)).json()).toMatchObject({ total: 1 });
    expect((await get(`/api/jobs/${id}`, { ...admin, 'accept-language': 'en' })).json()).toMatchObject({ label: 'Steps' });
    expect((await get('/api/jobs?state=done&kind=test.steps', admin)).json()).toMatchObject({ total: 1 });
    expect((await house.app.inject({ url: `/api/jobs/${id}` })).statusCode).toBe(401);
  });

  it('REQ-SY7 filters that do not exist are refused by name', async () => {
    const answer = await get('/api/jobs?state=odd&colour=red', admin);
    expect(answer.statusCode).toBe(400);
    expect(
      answer
        .json<{ errors: { path: string }[] }>()
        .errors.map((fault) => fault.path)
        .sort(),
    ).toEqual(['colour', 'state']);
  });

  it('REQ-SY7 a job acts as its starter; of one who was deactivated it fails, and says why', async () => {
    const enqueueWho = (id: number) => house.app.get(Jobs).enqueue(whoJob, { fail: false }, { actor: { kind: 'staff', id } });
    expect(await settled(await enqueueWho(seller.id), admin)).toMatchObject({
      state: 'done',
      result: { name: seller.username, roles: ['salesperson'], source: 'job' },
    });
    const leaver = await newStaff(house, { roles: ['salesperson'], active: false });
    expect(await settled(await enqueueWho(leaver.id), admin)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('no longer active') as string,
    });
  });

  it('REQ-SY7 its starter cancels a job; others cannot, and not when it has ended', async () => {
    const id = await enqueue(10_000, seller.id);
    expect((await post(`/api/jobs/${id}/cancel`, other.headers)).statusCode).toBe(404);
    expect((await post(`/api/jobs/${id}/cancel`, seller.headers)).statusCode).toBe(200);
    expect(await settled(id, seller.headers)).toMatchObject({ state: 'cancelled' });
    expect((await post(`/api/jobs/${id}/cancel`, seller.headers)).json()).toMatchObject({ status: 409, code: 'job.over' });
    const later = await enqueue(1, seller.id, house.app.get(Clock).now() + DAY);
    expect((await post(`/api/jobs/${later}/cancel`, admin)).json()).toMatchObject({ state: 'cancelled' });
    const log = await get(`/api/audit?subject=Job&subjectId=${later}`, admin);
    expect(log.json()).toMatchObject({ items: [{ action: 'cancel' }] });
  });

  it('REQ-SY7 a dead letter is tried again by those who may', async () => {
    const id = await house.app.get(Jobs).enqueue(whoJob, { fail: true }, { actor: { kind: 'staff', id: seller.id } });
    expect(await settled(id, admin)).toMatchObject({ state: 'failed', failures: 1, error: 'as asked' });
    expect((await post(`/api/jobs/${id}/retry`, seller.headers)).statusCode).toBe(403);
    await house.app.get(Database).run('UPDATE job SET payload = ? WHERE id = ?', ['{"fail":false}', id]);
    expect((await post(`/api/jobs/${id}/retry`, admin)).json()).toMatchObject({ failures: 0 });
    expect(await settled(id, admin)).toMatchObject({ state: 'done', error: null });
    expect((await post(`/api/jobs/${id}/retry`, admin)).json()).toMatchObject({ code: 'job.not-failed' });
  });

  it('REQ-SY7 a dead letter does not come back beside a job with the same key', async () => {
    const options = { key: 'only-one', actor: { kind: 'staff' as const, id: seller.id } };
    const dead = await house.app.get(Jobs).enqueue(whoJob, { fail: true }, options);
    await settled(dead, admin);
    await house.app.get(Jobs).enqueue(whoJob, { fail: true }, { ...options, runAt: house.app.get(Clock).now() + DAY });
    expect((await post(`/api/jobs/${dead}/retry`, admin)).json()).toMatchObject({ status: 409, code: 'job.another-active' });
  });

  it('REQ-SY7 progress streams until the end, and not to others', async () => {
    await house.app.listen(0, '127.0.0.1');
    const base = `http://127.0.0.1:${(house.app.getHttpServer().address() as AddressInfo).port}`;
    const id = await enqueue(40, seller.id);
    expect((await fetch(`${base}/api/jobs/${id}/events`, { headers: other.headers })).status).toBe(404);
    const stream = await fetch(`${base}/api/jobs/${id}/events`, { headers: seller.headers });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const said = await stream.text();
    const seen = [...said.matchAll(/event: progress\ndata: (.*)\n/g)].map(
      (match) => JSON.parse(match[1]!) as { state: string; progress: { done: number } | null },
    );
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toMatchObject({ state: 'done', progress: { done: 40 } });
    expect(said).toContain('event: end\ndata: {"reason":"done"}');
  });

  it('REQ-SY7 a stream ends when its reader loses his account', async () => {
    const base = `http://127.0.0.1:${(house.app.getHttpServer().address() as AddressInfo).port}`;
    const reader = await newStaff(house, { roles: ['operations'] });
    const id = await enqueue(10_000, seller.id);
    const stream = await fetch(`${base}/api/jobs/${id}/events`, { headers: reader.headers });
    const database = house.app.get(Database);
    await database.run('UPDATE staff SET active = ? WHERE id = ?', [false, reader.id]);
    await database.run('UPDATE rights_epoch SET epoch = epoch + 1');
    expect(await stream.text()).toContain('event: end\ndata: {"reason":"not-allowed"}');
    await post(`/api/jobs/${id}/cancel`, admin);
  });

  it('REQ-E16 REQ-SY7 operations see when things run, change it, and run them now', async () => {
    const list = (await get('/api/schedules', admin)).json<{ items: { name: string; cron: string; nextSlotAt: string }[] }>();
    expect(list.items.map((schedule) => schedule.name)).toContain('jobs.prune');
    const one = (await get('/api/schedules/jobs.prune', admin)).json<{ version: number }>();
    const patch = (payload: object, headers = admin) =>
      house.app.inject({ method: 'PATCH', url: '/api/schedules/jobs.prune', headers, payload });
    expect((await patch({ cron: '0 5 * * *' }, seller.headers)).statusCode).toBe(403);
    expect((await patch({ cron: 'every day' })).json()).toMatchObject({ status: 400, code: 'schedule.cron-invalid' });
    for (const cron of ['* * * * * *', 'abc', ''])
      expect((await patch({ cron })).json()).toMatchObject({ status: 400, code: 'schedule.cron-invalid' });
    const changed = (await patch({ cron: '0 5 * * *', version: one.version })).json<{ cron: string; nextSlotAt: string }>();
    expect(changed.cron).toBe('0 5 * * *');
    expect(changed.nextSlotAt).toMatch(/T21:00:00.000Z$/); // five o'clock in Shanghai
    expect((await patch({ paused: true, version: one.version })).json()).toMatchObject({ status: 409, code: 'stale' });
    expect((await patch({ paused: true })).json()).toMatchObject({ paused: true, nextSlotAt: null });
    expect((await patch({ paused: false, cron: null })).json()).toMatchObject({ paused: false, cron: '20 3 * * *' });
    const ran = await post('/api/schedules/jobs.prune/run', admin);
    expect(ran.statusCode).toBe(202);
    expect(await settled(ran.json<{ jobId: number }>().jobId, admin)).toMatchObject({ kind: 'jobs.prune', state: 'done' });
    expect((await get('/api/schedules/no.such', admin)).statusCode).toBe(404);
  });

  it('REQ-SY7 what the house did by itself and did well is left out of the list on screen, unless all is asked for', async () => {
    const { jobId } = (await post('/api/schedules/house.clean-up/run', admin)).json<{ jobId: number }>();
    await settled(jobId, admin);
    const database = house.app.get(Database);
    await database.run("UPDATE job SET actorKind = 'system', actorId = 0 WHERE id = ?", [jobId]);
    const shown = async (list: Promise<{ body: { records: { id: number }[] } }>) => (await list).body.records.map(({ id }) => id);
    const desk = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    expect(await shown(desk.list('jobs'))).not.toContain(jobId);
    expect(await shown(desk.list('jobs', '?filters.routine=true'))).toContain(jobId);
    await database.run("UPDATE job SET state = 'failed' WHERE id = ?", [jobId]);
    expect(await shown(desk.list('jobs'))).toContain(jobId);
    expect((await get('/api/jobs?routine=false&kind=house.clean-up', admin)).json()).toMatchObject({ total: 1 });
  });

  if (STACK === 'mysql')
    it('REQ-SY7 what stands in Redis lies in one slot of a cluster', async () => {
      const { redisPrefix } = house.app.get(Config, { strict: false });
      await settled(await enqueue(1, seller.id), admin);
      const redis = new Redis(REDIS_SERVER);
      try {
        const keys = await redis.keys(`*${redisPrefix}*`);
        expect(keys.length).toBeGreaterThan(0);
        expect(keys.filter((key) => !key.startsWith(`{${redisPrefix}}:`))).toEqual([]);
      } finally {
        redis.disconnect();
      }
    });
});

describe('the end of a process', () => {
  it('REQ-SY7 waits neither for an open stream nor for a long job', async () => {
    const house = await startApp({}, undefined, [StepsModule]);
    await house.app.listen(0, '127.0.0.1');
    const headers = await signIn(house);
    const base = `http://127.0.0.1:${(house.app.getHttpServer().address() as AddressInfo).port}`;
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(() => house.app.get(Jobs).enqueue(stepsJob, { steps: 10_000 })));
    const stream = await fetch(`${base}/api/jobs/${ids[0]}/events`, { headers });
    const from = performance.now();
    await house.close();
    expect(performance.now() - from).toBeLessThan(8000);
    await stream.text().catch(() => '');
  });
});
