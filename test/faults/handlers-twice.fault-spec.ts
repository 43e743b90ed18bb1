import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { Database, marks } from '../../src/platform/database/database.js';
import { Clock, DAY } from '../../src/platform/context/clock.js';
import { customerNumber } from '../../src/modules/customers/customer.entity.js';
import { Declarations } from '../../src/platform/registry/declarations.js';
import { jobKinds } from '../../src/platform/jobs/job-kind.js';
import { smtpSink } from '../conformance/channel-sinks.js';
import { startApp, STACK, type TestApp, type World } from '../app.js';
import { headersOf, setTime } from '../builders/held-customers.js';
import { callNow, done, type Method } from '../calls.js';
import { Importer } from '../imports.js';
import { migratedWorld } from '../migrated.js';
import { newStaff } from '../staff.js';

/** What tells of the second run itself, who knocked meanwhile, and totals, whose changes are folded as they come. */
const OF_THE_RUN = /^(job|schedule|auth_|sign_in|idempotent_request|migrations|reclaim_beat|rotation|rights_epoch|customer_count)/;

/** Delivery is at least once: whatever a queue hands out a second time has no second effect. */
describe(`every job of a busy institute is delivered a second time, on ${STACK}`, () => {
  let house: TestApp;
  let world: World;
  let letters: Awaited<ReturnType<typeof smtpSink>>;
  let chief: { id: number };

  beforeAll(async () => {
    letters = await smtpSink();
    world = await migratedWorld({ SMTP_URL: letters.url, MAIL_FROM: 'house@example.cn' });
    house = await startApp(STACK === 'sqlite' ? { SQLITE_PATH: join(world.env['DATA_DIR']!, 'tide.sqlite') } : { ROLE: 'all' }, world);
    setTime(house, '2026-03-02 10:00');
    chief = await newStaff(house, { roles: ['administrator', 'operations'], email: 'chief@example.cn' });
  });
  afterAll(async () => {
    await house.close();
    await world.close();
    await letters.close();
  });

  const database = () => house.app.get(Database, { strict: false });
  const ask = (method: Method, path: string, body?: object, who: { id: number } = chief) => done(callNow(house, method, path, who, body));

  async function settled(): Promise<void> {
    for (let i = 0; i < 1200; i++, await sleep(50)) {
      const due = "FROM job WHERE state = 'running' OR (state = 'waiting' AND runAt <= ?)";
      const [row] = await database().rows<{ n: number }>(`SELECT COUNT(*) AS n ${due}`, [house.app.get(Clock, { strict: false }).now()]);
      if (!Number(row!.n)) return;
    }
    throw new Error(JSON.stringify(await database().rows("SELECT kind, state, error FROM job WHERE state IN ('waiting', 'running')")));
  }

  /** Every row of every table, by table. */
  async function everything(): Promise<Record<string, string[]>> {
    const sql =
      STACK === 'mysql'
        ? 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()'
        : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    const tables = (await database().rows<{ name: string }>(sql)).map(({ name }) => name).filter((name) => !OF_THE_RUN.test(name));
    const contents: Record<string, string[]> = {};
    for (const name of tables) contents[name] = (await database().rows(`SELECT * FROM ${name}`)).map((row) => JSON.stringify(row)).sort();
    return contents;
  }

  it('REQ-SY7 jobs that are done in steps do, tell and write nothing twice; every kind of job has run', async () => {
    for (const perRound of [3, 2, 1]) {
      const { id: staffId } = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
      await ask('POST', '/distribution/quotas', { staffId, weight: perRound, perRound });
    }
    const rows = Array.from({ length: 60 }, (_, i) => `客户${i},138${String(10_000_000 + i)}`);
    const importer = new Importer(house, await headersOf(house, chief.id));
    const imported = (await importer.upload(`姓名,手机\n${rows.join('\n')}\n`, { start: 'true' })).json<{ id: number }>();
    await settled();
    expect(await ask('GET', `/imports/${imported.id}`)).toMatchObject({ created: 60 });
    const ids = (await database().rows<{ id: number }>('SELECT id FROM customer ORDER BY id')).map(({ id }) => id);
    await ask('POST', '/customers/export', { columns: ['name', 'phone'], filters: {} });
    await ask('POST', `/customers/${ids[0]}/personal-data`, {});
    await ask('POST', `/customers/${ids[1]}/erase`, { reason: 'asked for it', confirm: customerNumber(ids[1]!) });
    const { id: changeSet } = await ask('POST', '/customers/bulk/edit', { ids: ids.slice(2, 20), set: { area: 'North' } });
    await settled();
    await ask('POST', `/change-sets/${changeSet}/undo`, {});
    await ask('DELETE', `/customers/${ids[21]}`);
    const owner = (await database().rows<{ ownerId: number }>('SELECT ownerId FROM customer WHERE id = ?', [ids[30]!]))[0]!.ownerId;
    const soon = new Date(house.app.get(Clock, { strict: false }).now() + DAY).toISOString();
    await ask('POST', '/interactions', { customerId: ids[30], kind: 'call', summary: 'Calls back', nextFollowUpAt: soon }, { id: owner });
    const rules = await ask('GET', '/distribution/rules');
    await ask('PATCH', `/distribution/rules/${rules.items[0].id}`, { followUpDays: 2 });
    await settled();
    const { id: invited } = await newStaff(house, { roles: ['lecturer'], email: 'invited@example.cn', departmentCode: 1001 });
    await ask('POST', `/staff/${invited}/reset-password`, {});
    setTime(house, '2026-03-10 10:00');
    await database().run('UPDATE reclaim_beat SET beatAt = ?', [house.app.get(Clock, { strict: false }).now()]); // nothing was down meanwhile
    for (const { name } of (await ask('GET', '/schedules?pageSize=100')).items) await ask('POST', `/schedules/${name}/run`, {});
    await settled();
    setTime(house, '2026-03-10 12:00'); // what was put off for a while is due by now
    await settled();
    await database().run('UPDATE schedule SET paused = 1');
    await settled();

    const declared = house.app.get(Declarations, { strict: false }).of(jobKinds).flat();
    const kinds = declared.map(({ kind }) => kind);
    const ran = (await database().rows<{ kind: string }>("SELECT DISTINCT kind FROM job WHERE state = 'done'")).map(({ kind }) => kind);
    expect(kinds.filter((kind) => !ran.includes(kind))).toEqual([]);

    const before = await everything();
    const now = house.app.get(Clock, { strict: false }).now();
    // what is one transaction ends its job in it: that is never taken a second time
    const inSteps = declared.flatMap(({ kind, transactional }) => (transactional ? [] : [kind]));
    const again = await database().run(
      `UPDATE job SET state = 'waiting', finishedAt = NULL, leasedBy = NULL, leaseUntil = NULL, runAt = ?, sentAt = 0 WHERE state = 'done' AND kind IN (${marks(inSteps)})`,
      [now, ...inSteps],
    );
    expect(again).toBeGreaterThanOrEqual(inSteps.length);
    await settled();
    expect(await database().rows("SELECT kind, error FROM job WHERE state <> 'done'")).toEqual([]);
    const after = await everything();
    const more = Object.entries(after).flatMap(([table, rows]) =>
      rows.filter((row) => !before[table]!.includes(row)).map((row) => `${table} ${row}`),
    );
    expect(more).toEqual([]);
    expect(after).toEqual(before);
  });
});
