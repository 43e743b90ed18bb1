import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.js';
import { JobTuning } from '../../src/platform/jobs/job-tuning.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { bulkOwned } from '../builders/held-customers.js';
import { call, done } from '../calls.js';
import { Importer } from '../imports.js';
import { migratedWorld } from '../migrated.js';
import { OwnRedis } from '../own-redis.js';
import { newStaff } from '../staff.js';
import type { World } from '../world.js';
import { killed, startChild } from './support/child.js';

const CUSTOMERS = 4000;
const KILLS = 3;

// Where workers die, each customer of a bulk change is changed once, handed over once, and given back once.
describe('bulk changes and what befalls their processes', { timeout: 240_000 }, () => {
  let world: World;
  let redis: OwnRedis | undefined;
  let house: TestApp;
  let child: ChildProcess | undefined;
  let boss: Awaited<ReturnType<typeof newStaff>>;
  let sellers: { id: number }[];

  const startWorker = async () => {
    child = (await startChild('import-child', world.env)).child;
  };
  const rows = <T = Record<string, unknown>>(sql: string, params: number[] = []) =>
    house.app.get(Database, { strict: false }).rows<T>(sql, params);
  const count = async (from: string, params: number[] = []) =>
    Number((await rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from}`, params))[0]!.n);
  const setOf = (id: number) => done(call(house, 'GET', `/change-sets/${id}`, boss));
  const until = async (id: number, what: (set: any) => boolean) => {
    for (let i = 0; i < 2400; i++) {
      const set = await setOf(id);
      if (what(set)) return set;
      await sleep(25);
    }
    throw new Error(`change set ${id}: it did not happen in time`);
  };
  /** Killed again and again on the way: what is done stays done, and the next one goes on behind it. */
  const throughKills = async (id: number, doneOf: (set: any) => number, ended: (set: any) => boolean) => {
    let before = 0;
    for (let i = 1; i <= KILLS; i++) {
      await startWorker();
      const set = await until(id, (one) => ended(one) || doneOf(one) >= (CUSTOMERS * i) / (KILLS + 2));
      await killed(child);
      expect(doneOf(set)).toBeGreaterThanOrEqual(before);
      before = doneOf(set);
    }
    await startWorker();
    return until(id, ended);
  };

  beforeEach(async () => {
    world = await migratedWorld();
    if (STACK === 'mysql') {
      redis = await OwnRedis.make();
      await redis.up();
      world.env['REDIS_URL'] = redis.url;
    } else world.env['SQLITE_PATH'] = join(world.env['DATA_DIR']!, 'test.sqlite');
    house = await startApp(STACK === 'mysql' ? { ROLE: 'web' } : {}, world);
    house.app.get(JobTuning, { strict: false }).concurrency = 0;
    boss = await newStaff(house, { roles: ['sales-director'] });
    sellers = [];
    for (let i = 0; i < 3; i++) sellers.push(await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }));
    await bulkOwned(house, [sellers[0]!.id], CUSTOMERS);
  });
  afterEach(async () => {
    await killed(child);
    await house.close();
    await redis?.down();
    await world.close();
  });

  it('REQ-C8 killed in the middle of doing and of undoing, a hand-over and an edit of thousands have every effect once', async () => {
    const edit = await done(call(house, 'POST', '/customers/bulk/edit', boss, { filters: {}, set: { level: 'key' }, addTags: ['全部'] }));
    const edited = await throughKills(
      edit.id,
      (set) => set.done,
      (set) => set.state === 'done',
    );
    expect(edited).toMatchObject({ matched: CUSTOMERS, changed: CUSTOMERS, unchanged: 0, refused: 0 });
    expect(await count(`customer WHERE level = 'key' AND version = 2`)).toBe(CUSTOMERS);
    expect(await count('customer_tag')).toBe(CUSTOMERS);
    expect(await count(`audit_entry WHERE action = 'bulk-edit'`)).toBe(1);
    await killed(child);

    const toStaffIds = [sellers[1]!.id, sellers[2]!.id];
    const given = await done(call(house, 'POST', '/customers/bulk/assign', boss, { filters: {}, toStaffIds }));
    const handed = await throughKills(
      given.id,
      (set) => set.done,
      (set) => set.state === 'done',
    );
    expect(handed).toMatchObject({ changed: CUSTOMERS, refused: 0 });
    for (const id of toStaffIds) {
      expect(await count('customer WHERE ownerId = ?', [id])).toBe(CUSTOMERS / 2);
      expect(await count(`notification WHERE code = 'customers.handed-over' AND recipientId = ?`, [id])).toBe(1);
    }
    expect(await count('ownership')).toBe(CUSTOMERS * 2);
    await killed(child);

    await done(call(house, 'POST', `/change-sets/${given.id}/undo`, boss));
    const back = await throughKills(
      given.id,
      (set) => set.undo.back,
      (set) => set.undo.state === 'done',
    );
    expect(back.undo).toMatchObject({ back: CUSTOMERS, kept: 0 });
    expect(await count('customer WHERE ownerId = ?', [sellers[0]!.id])).toBe(CUSTOMERS);
    expect(await count('ownership')).toBe(CUSTOMERS * 3);
    expect(await count(`ownership WHERE outcome = 'undone'`)).toBe(CUSTOMERS);
    expect(await rows('SELECT openCount FROM holder_load WHERE staffId = ?', [sellers[0]!.id])).toEqual([{ openCount: CUSTOMERS }]);
    expect(await count(`audit_entry WHERE action = 'bulk-assign-undo'`)).toBe(1);
  });

  it('REQ-D24 killed in the middle of being undone, an import of thousands goes away once', async () => {
    const importer = new Importer(house, (await newStaff(house, { roles: ['operations'] })).headers);
    const phones = Array.from({ length: CUSTOMERS }, (_, i) => `新${i},1391${String(1_000_000 + i)}`);
    const { id } = await importer.start(`姓名,手机\n${phones.join('\n')}\n`, { distribute: 'false' });
    await startWorker();
    expect(await importer.ended(id, 60)).toMatchObject({ created: CUSTOMERS });
    await killed(child);
    expect((await importer.post(`${id}/undo`)).statusCode).toBe(202);
    const set = await importer.get<{ id: number }>(`${id}/undo`);
    const sees = (one: any) => one.undo.back;
    boss = await newStaff(house, { roles: ['operations'] });
    const back = await throughKills(set.id, sees, (one) => one.undo.state === 'done');
    expect(back.undo).toMatchObject({ matched: CUSTOMERS, back: CUSTOMERS, kept: 0 });
    expect(await count('customer WHERE deletedAt IS NULL')).toBe(CUSTOMERS);
    expect(await count('customer WHERE deletedAt IS NOT NULL AND phoneKey IS NULL')).toBe(CUSTOMERS);
    const [totals] = await rows<{ n: number }>(
      'SELECT COALESCE(SUM(n), 0) AS n FROM (SELECT n FROM customer_count UNION ALL SELECT n FROM customer_count_delta) t',
    );
    expect(Number(totals!.n)).toBe(CUSTOMERS);
    expect(await count(`audit_entry WHERE action = 'import-undo'`)).toBe(1);
  });
});
