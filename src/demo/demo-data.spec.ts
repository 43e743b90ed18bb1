import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { newWorld, type World } from '../../test/world.js';
import { AssignmentService } from '../modules/distribution/assignment/assignment.service.js';
import { InsightService } from '../modules/distribution/assignment/insight.service.js';
import { Clock, DAY } from '../platform/context/clock.js';
import { Config } from '../platform/config/config.js';
import { loadConfig } from '../platform/config/load-config.js';
import { Database } from '../platform/database/database.js';
import { ScheduleBoard } from '../platform/jobs/schedule-board.service.js';
import { loadDemoData } from './demo-data.js';
import { demoAccounts } from './demo-password.js';
import { fillWithDemoData } from './first-start.js';
import { House } from './house.js';
import { importFile } from './intake.js';
import { quietApp } from './quiet-app.js';

const NOW = Date.parse('2026-03-18T07:00:00Z'); // 15:00 in the business zone

describe('demo data', () => {
  let world: World;
  let app: INestApplicationContext;
  let database: Database;
  beforeAll(async () => {
    world = await newWorld();
    // whatever the house could use to tell somebody outside
    const waysOut = {
      SMTP_URL: 'smtp://127.0.0.1:9',
      SMS_GATEWAY_URL: 'http://127.0.0.1:9',
      WECOM_WEBHOOK_URL: 'http://127.0.0.1:9',
      DINGTALK_WEBHOOK_URL: 'http://127.0.0.1:9',
    };
    app = await quietApp(loadConfig({ ...world.env, ...waysOut }));
    app.get(Clock, { strict: false }).set(NOW);
    database = app.get(Database, { strict: false });
    await loadDemoData(app, 'a-password-for-the-test');
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await world.close();
  });
  const one = async (sql: string): Promise<number> => Number(Object.values((await database.rows<Record<string, number>>(sql))[0]!)[0]);

  it('REQ-SY8 is an institute with twelve colleagues in the nine roles, and two thousand leads in every state', async () => {
    expect(await one('SELECT COUNT(*) FROM staff')).toBe(13);
    expect(await one('SELECT COUNT(DISTINCT r.roleId) FROM staff_role r')).toBe(9);
    expect(await one('SELECT COUNT(*) FROM customer')).toBe(2000);
    const states = {
      pending: `holding = 'pending'`,
      owned: `holding = 'owned' AND status = 'open'`,
      pool: `holding = 'pool'`,
      won: `status = 'enrolled'`,
      lost: `status = 'lost'`,
      companies: `type = 'company'`,
      untouched: `holding = 'owned' AND status = 'open' AND lastFollowUpAt IS NULL`,
      due: `reclaimAt <= ${NOW + 2 * DAY}`,
    };
    const counts: Record<string, number> = { bin: await one('SELECT COUNT(*) FROM customer WHERE deletedAt IS NOT NULL') };
    for (const [name, where] of Object.entries(states))
      counts[name] = await one(`SELECT COUNT(*) FROM customer WHERE deletedAt IS NULL AND ${where}`);
    const least = { bin: 20, pending: 50, owned: 400, pool: 400, won: 50, lost: 50, companies: 50, untouched: 100, due: 100 };
    expect(Object.entries(least).filter(([name, n]) => counts[name]! < n)).toEqual([]);
    expect(await one(`SELECT COUNT(*) FROM contact`)).toBeGreaterThanOrEqual(counts['companies']!);
    expect(await one(`SELECT COUNT(*) FROM ownership WHERE outcome = 'deal-overdue'`)).toBeGreaterThan(20);
    expect(await one('SELECT COUNT(*) FROM notification')).toBeGreaterThan(50);
  });

  it('REQ-Q1 REQ-SY8 tells nobody outside the house, whatever is configured: its messages are read in the application', async () => {
    expect(await one(`SELECT COUNT(*) FROM delivery`)).toBe(await one('SELECT COUNT(*) FROM notification'));
    expect(await one(`SELECT COUNT(*) FROM delivery WHERE state <> 'kept' OR channel <> 'email'`)).toBe(0);
  });

  it('REQ-E5 REQ-E6 breaks no rule: every owned customer has one open ownership and a deadline that is not over, nobody else has', async () => {
    const owned = `c.holding = 'owned' AND c.status = 'open'`;
    const open = 'SELECT 1 FROM ownership o WHERE o.openCustomerId = c.id';
    for (const wrong of [
      `${owned} AND NOT EXISTS (${open} AND o.staffId = c.ownerId)`,
      `${owned} AND (c.reclaimAt IS NULL OR c.reclaimAt <= ${NOW} OR c.deletedAt IS NOT NULL)`,
      `c.holding <> 'owned' AND (EXISTS (${open}) OR c.reclaimAt IS NOT NULL)`,
      `c.holding IN ('pending', 'pool') AND c.ownerId IS NOT NULL`,
      `c.createdAt > ${NOW} OR c.holdingSince > ${NOW + DAY / 24}`,
    ])
      expect([wrong, await one(`SELECT COUNT(*) FROM customer c WHERE ${wrong}`)]).toEqual([wrong, 0]);
    expect(
      await one(
        `SELECT COUNT(*) FROM holder_load h WHERE h.openCount <> (SELECT COUNT(*) FROM customer c WHERE ${owned} AND c.ownerId = h.staffId)`,
      ),
    ).toBe(0);
    // REQ-E8: nobody holds again whom he has lost by a deadline
    expect(
      await one(
        `SELECT COUNT(*) FROM ownership a JOIN ownership b ON b.customerId = a.customerId AND b.staffId = a.staffId AND b.id > a.id WHERE a.outcome IN ('follow-up-overdue', 'deal-overdue')`,
      ),
    ).toBe(0);
    expect(await one(`SELECT COUNT(*) FROM job WHERE state IN ('failed', 'running')`)).toBe(0);
    expect(await one(`SELECT COUNT(*) FROM interaction WHERE occurredAt > ${NOW}`)).toBe(0);
  });

  it('REQ-SY8 REQ-E1 shows the console what it is for as long as one looks, with limits that are met, and calls made in working hours', async () => {
    const house = new House(app);
    const operations = await one(`SELECT id FROM staff WHERE username = 'chenjing'`);
    const board = house.get(ScheduleBoard);
    expect(await house.as(operations, () => board.get('distribution.run'))).toMatchObject({ paused: true, nextSlotAt: null });
    const { plan } = await house.as(operations, () => house.get(AssignmentService).preview(1000));
    expect(plan.decisions.length).toBeGreaterThan(50);
    const stopped = new Set(plan.decisions.flatMap(({ skipped }) => skipped.map(({ reason }) => reason)));
    expect([...stopped]).toEqual(expect.arrayContaining(['cap']));
    expect(await one(`SELECT COUNT(*) FROM claim_rule WHERE claimsPerDay <= 20`)).toBe(2);
    const hours = await database.rows<{ hour: number }>('SELECT DISTINCT FLOOR(occurredAt / 3600000 + 8) % 24 AS hour FROM interaction');
    expect(hours.map(({ hour }) => Number(hour)).filter((hour) => hour < 9 || hour >= 18)).toEqual([]);
  });

  it('REQ-E1 REQ-E2 works for a newcomer: a file of his finds takers, as do those who waited, and the next would', async () => {
    const house = new House(app);
    const operations = await one(`SELECT id FROM staff WHERE username = 'chenjing'`);
    const waiting = await one(`SELECT COUNT(*) FROM customer WHERE holding = 'pending' AND deletedAt IS NULL`);
    const line = (i: number) => `线索${i},1399${String(i).padStart(7, '0')}`;
    const content = Buffer.from(`姓名,手机\n${Array.from({ length: 600 }, (_, i) => line(i)).join('\n')}`);
    const imported = await importFile(house, operations, { name: '我的线索.csv', content });
    expect([imported.succeeded, await one(`SELECT COUNT(*) FROM customer WHERE holding = 'pending' AND deletedAt IS NULL`)]).toEqual([
      600, 0,
    ]);
    const [run] = await database.rows<{ assigned: number; unassigned: number }>(
      'SELECT SUM(assigned) AS assigned, SUM(unassigned) AS unassigned FROM distribution_run WHERE at >= ?',
      [NOW],
    );
    expect([Number(run!.assigned), Number(run!.unassigned)]).toEqual([600 + waiting, 0]);
    const { roster } = await house.as(operations, () => house.get(InsightService).currentRound());
    expect(roster.map(({ name, out, room }) => [name, out, room])).toEqual([
      ['王小明', null, null],
      ['李晓燕', null, null],
      ['张伟', 'on-leave', expect.any(Number)],
      ['赵敏', 'cap', 0],
    ]);
  }, 60_000);

  it('is put into an empty embedded database only, whole, with a password of its own that is printed; never in production', async () => {
    const own = await newWorld({ DEMO_DATA: 'true' });
    const sqlitePath = join(own.env['DATA_DIR']!, 'tide.sqlite');
    const embedded = loadConfig({ ...own.env, DATABASE_URL: '', REDIS_URL: '', SQLITE_PATH: sqlitePath });
    expect(await fillWithDemoData(new Config({ ...embedded, demoData: false }))).toBe(false);
    expect(await fillWithDemoData(new Config({ ...embedded, production: true }))).toBe(false);
    expect(existsSync(sqlitePath)).toBe(false);
    expect(demoAccounts(embedded.dataDir, 'en')).toEqual([]);
    expect(await fillWithDemoData(embedded)).toBe(true);
    expect([existsSync(sqlitePath), existsSync(`${sqlitePath}.demo`)]).toEqual([true, false]);
    expect(await fillWithDemoData(embedded)).toBe(false);
    const lines = demoAccounts(embedded.dataDir, 'en');
    const password = readFileSync(join(embedded.dataDir, 'demo-password'), 'utf8').trim();
    expect(lines.join('\n')).toContain(password);
    expect(lines.join('\n')).toMatch(/wangxiaoming +王小明 +Wang Xiaoming +salesperson: his own customers/);
    expect(lines.filter((line) => /^ {4}\w/.test(line))).toHaveLength(12);
    expect(statSync(join(embedded.dataDir, 'demo-password')).mode & 0o077).toBe(0);
    await own.close();
  }, 120_000);
});
