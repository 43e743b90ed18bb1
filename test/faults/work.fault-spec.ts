import { setTimeout as sleep } from 'node:timers/promises';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { bulkOwned, newCustomers } from '../builders/held-customers.js';
import { newStaff } from '../staff.js';
import { Client } from './support/client.js';
import type { HouseProcess } from './support/house-process.js';
import { Stage } from './support/stage.js';

const KILLS = 10;

/** Processes that say often how far they are can be killed often, however fast the machine is. */
const TALKATIVE = { beatMs: 10 };

/** Kills who works, again and again, each time a moment after it has reported that more was done. @returns how much was done at each end. */
async function killInTheMiddle(
  stage: Stage,
  { kind, start, done, all }: { kind: string; start: () => Promise<HouseProcess>; done: () => Promise<number>; all: number },
): Promise<number[]> {
  const seen: number[] = [];
  // one that dies before it has reported anything has failed, and five such in a row are a dead letter
  const reported = () => stage.sql.number('SELECT COALESCE(MAX(furthest), 0) FROM job WHERE kind = ?', [kind]);
  for (let kill = 0; kill < KILLS; kill++) {
    const [before, said] = [await done(), await reported()];
    const one = await start();
    if (before < all) await stage.until(async () => (await reported()) > said || (await done()) === all, Boolean, 120);
    await sleep(Math.random() * 50);
    await one.kill();
    seen.push(await done());
  }
  // else nothing was tried
  expect(seen.filter((n) => n < all).length).toBeGreaterThan(3);
  return seen;
}

describe('kill -9 of whoever works', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await Stage.make()));
  afterEach(() => stage.close());

  it(`REQ-D25 an import killed ${KILLS} times has each row once, and says so once`, async () => {
    const rows = 20_000;
    const repeated = 400;
    const faulty = 400;
    const lines = Array.from({ length: rows }, (_, i) => [
      `客户${i},138${String(10_000_000 + i)},QQ群`,
      ...(i % 50 === 5 ? [`又来${i},138${String(10_000_000 + i)},QQ群`] : []),
      ...(i % 50 === 7 ? [`坏行${i},12,QQ群`] : []),
    ]).flat();
    const file = Buffer.from(`姓名,手机,来源\n${lines.join('\n')}\n`);
    const operations = await stage.prepare((house) => newStaff(house, { roles: ['operations'] }));
    // uploads first: on SQLite the process that takes the file does nothing else yet
    let web = await stage.start({ role: 'web', tuning: { concurrency: 0 } });
    const client = new Client(() => web.address, operations.headers);
    const head =
      '--b\r\nContent-Disposition: form-data; name="start"\r\n\r\ntrue\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="leads.csv"\r\n\r\n';
    const upload = await client.call<{ id: number }>(
      'POST',
      '/api/imports',
      Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--b--\r\n')]),
      {
        'content-type': 'multipart/form-data; boundary=b',
      },
    );
    expect(upload!.status).toBe(201);
    await web.stop();

    const done = () => stage.sql.number('SELECT COUNT(*) FROM import_row');
    const seen = await killInTheMiddle(stage, {
      kind: 'customers.import',
      start: () => stage.start({ role: 'worker', tuning: TALKATIVE }),
      done,
      all: lines.length,
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    web = await stage.start({ role: 'web' });
    const last = await stage.start({ role: 'worker' });
    const state = () => client.call<Record<string, unknown>>('GET', `/api/imports/${upload!.body.id}`).then((answer) => answer?.body);
    const end = await stage.until(state, (answer) => answer?.['state'] === 'done', 120);
    expect(end).toMatchObject({ totalRows: lines.length, created: rows, duplicate: repeated, invalid: faulty });
    expect(await stage.sql.number('SELECT COUNT(*) FROM customer')).toBe(rows);
    expect(await stage.sql.number('SELECT COUNT(*) FROM import_row')).toBe(lines.length);
    expect(await stage.sql.number('SELECT COUNT(DISTINCT customerId) FROM import_row WHERE outcome = ?', ['created'])).toBe(rows);
    expect(await stage.sql.number("SELECT COUNT(*) FROM notification WHERE code = 'customers.import-done'")).toBe(1);
    await last.stop();
  });

  it(`REQ-E4 a distribution killed ${KILLS} times gives 50/30/20 exactly, nobody twice, in one and the same round`, async () => {
    const leads = 40_000;
    const { people, operations } = await stage.prepare(async (house) => {
      const people: number[] = [];
      for (const weight of [5, 3, 2]) {
        const { id } = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
        people.push(id);
        await house.app
          .get(Database, { strict: false })
          .run(`INSERT INTO quota (staffId, weight, perRound, active, createdAt, updatedAt, version) VALUES (?, ?, ?, 1, 0, 0, 1)`, [
            id,
            weight,
            weight,
          ]);
      }
      for (let i = 0; i < leads; i += 2000) await newCustomers(house, 2000);
      return { people, operations: await newStaff(house, { roles: ['operations'] }) };
    });
    const web = await stage.start({ role: 'web', tuning: { concurrency: 0 } });
    const client = new Client(() => web.address, operations.headers);
    expect((await client.call('POST', '/api/distribution/run', {}))!.status).toBe(202);
    await web.stop();

    const done = () => stage.sql.number('SELECT COUNT(*) FROM assignment');
    await killInTheMiddle(stage, {
      kind: 'distribution.run',
      start: () => stage.start({ role: 'worker', tuning: TALKATIVE }),
      done,
      all: leads,
    });
    const last = await stage.start({ role: 'worker' });
    await stage.until(
      () => stage.sql.number("SELECT COUNT(*) FROM customer WHERE holding = 'pending'"),
      (n) => n === 0,
      120,
    );
    await last.stop();
    for (const [i, share] of [0.5, 0.3, 0.2].entries()) {
      expect(await stage.sql.number('SELECT COUNT(*) FROM customer WHERE ownerId = ?', [people[i]!])).toBe(leads * share);
      expect(await stage.sql.number('SELECT openCount FROM holder_load WHERE staffId = ?', [people[i]!])).toBe(leads * share);
    }
    expect(await stage.sql.number('SELECT COUNT(*) FROM ownership')).toBe(leads);
    expect(await stage.sql.number('SELECT COUNT(DISTINCT customerId) FROM assignment')).toBe(leads);
    expect(await done()).toBe(leads);
  });

  it(`REQ-E6 a reclaim killed ${KILLS} times takes back each due customer once, and tells each former owner`, async () => {
    const due = 40_000;
    const from = Date.now();
    await stage.prepare(async (house) => {
      const owners = [await newStaff(house, { departmentCode: 1001 }), await newStaff(house, { departmentCode: 1002 })];
      await bulkOwned(
        house,
        owners.map((o) => o.id),
        due,
      );
    });
    // seconds before the schedule's next minute, on the day after the third whole day without follow-up; nothing was down before that
    const midnight = Math.ceil((from + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
    const moved = midnight + 3 * DAY + MINUTE - 3 * SECOND - Date.now();
    const now = () => Date.now() + moved;
    await stage.sql.rows('UPDATE reclaim_beat SET beatAt = ?', [now() - MINUTE]);
    const done = () => stage.sql.number('SELECT COUNT(*) FROM ownership WHERE endedAt IS NOT NULL');
    await killInTheMiddle(stage, {
      kind: 'distribution.reclaim',
      start: () => stage.start({ role: 'worker', now: now(), tuning: TALKATIVE }),
      done,
      all: due,
    });
    const last = await stage.start({ role: 'worker', now: now() });
    await stage.until(done, (n) => n === due, 120);
    await stage.until(
      () => stage.sql.number("SELECT COUNT(*) FROM notification WHERE code LIKE '%reclaim%'"),
      (n) => n >= 2,
      60,
    );
    await last.stop();
    expect(await stage.sql.number("SELECT COUNT(*) FROM customer WHERE holding = 'pool' AND ownerId IS NULL")).toBe(due);
    expect(await stage.sql.number("SELECT COUNT(DISTINCT customerId) FROM ownership WHERE outcome = 'follow-up-overdue'")).toBe(due);
    expect(await stage.sql.number('SELECT COUNT(*) FROM ownership')).toBe(due);
    expect(await stage.sql.number('SELECT SUM(openCount) FROM holder_load')).toBe(0);
  });
});
