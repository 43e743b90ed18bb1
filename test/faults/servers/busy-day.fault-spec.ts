import { setTimeout as sleep } from 'node:timers/promises';
import { newCustomers } from '../../builders/held-customers.js';
import { newStaff } from '../../staff.js';
import { type Answer, Client } from '../support/client.js';
import { FaultProxy } from '../support/fault-proxy.js';
import type { HouseProcess } from '../support/house-process.js';
import { OwnDatabase } from '../support/own-database.js';
import { Stage } from '../support/stage.js';

const BREAKS = 12;
const pick = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!;

/** What must hold of every row, whatever happened to whom: each of these finds nothing. */
const BROKEN = {
  'customers with two owners': `SELECT customerId FROM ownership WHERE endedAt IS NULL GROUP BY customerId HAVING COUNT(*) > 1`,
  // a dead lead keeps the name of his last owner
  'owners who are not those of the history': `SELECT c.id, c.holding, c.ownerId, o.staffId FROM customer c LEFT JOIN ownership o ON o.openCustomerId = c.id
    WHERE (c.holding = 'owned') <> (o.id IS NOT NULL) OR c.ownerId <> o.staffId OR (c.holding IN ('pool', 'pending') AND c.ownerId IS NOT NULL)`,
  'loads that were miscounted': `SELECT s.id FROM staff s LEFT JOIN holder_load l ON l.staffId = s.id
    WHERE COALESCE(l.openCount, 0) <> (SELECT COUNT(*) FROM customer c WHERE c.ownerId = s.id AND c.status = 'open' AND c.deletedAt IS NULL)`,
  'totals that were miscounted': `SELECT 1 FROM (SELECT COALESCE(SUM(n), 0) AS counted FROM
    (SELECT n FROM customer_count UNION ALL SELECT n FROM customer_count_delta) t) x WHERE counted <> (SELECT COUNT(*) FROM customer WHERE deletedAt IS NULL)`,
  'customers assigned twice by one run': 'SELECT customerId FROM assignment GROUP BY runId, customerId HAVING COUNT(*) > 1',
  'owners without a deadline to answer for': `SELECT id FROM customer WHERE holding = 'owned' AND status = 'open' AND reclaimAt IS NULL`,
  'dead letters': "SELECT kind, error FROM job WHERE state = 'failed'",
};

describe('a busy day on which everything breaks', () => {
  let server: OwnDatabase;
  let proxy: FaultProxy;
  let stage: Stage;
  beforeAll(async () => {
    server = await OwnDatabase.make();
    proxy = await FaultProxy.before(server.port);
    stage = await Stage.make({ DATABASE_URL: server.url(proxy.port) });
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await proxy.close();
    await server.remove();
  });

  it(`REQ-SY7 two web processes and two workers, of which each dies, with database and Redis cut off ${BREAKS} times: every row adds up`, async () => {
    const { sellers, operations } = await stage.prepare(async (house) => {
      const sellers = [];
      for (let i = 0; i < 6; i++) sellers.push(await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }));
      await newCustomers(house, 300, { holding: 'pool' });
      await newCustomers(house, 300);
      return { sellers, operations: await newStaff(house, { roles: ['operations'] }) };
    });
    const roles = ['web', 'web', 'worker', 'worker'] as const;
    const processes: HouseProcess[] = [];
    for (const role of roles) processes.push(await stage.start({ role }));
    const via = (i: number, headers: Record<string, string>) => new Client(() => processes[i % 2]!.address, headers);
    const desk = via(0, operations.headers);
    for (const [i, { id }] of sellers.entries())
      expect(
        (await desk.call('POST', '/api/distribution/quotas', { staffId: id, weight: 1 + (i % 3), perRound: 1 + (i % 3) }))!.status,
      ).toBe(201);

    let going = true;
    const seen = new Map<string, number>();
    const faulty: unknown[] = [];
    const note = (what: string, answer: Answer | undefined) => {
      const key = `${what} ${answer?.status ?? 'broken'}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (answer && (answer.status === 400 || (answer.status >= 500 && answer.status !== 503))) faulty.push([what, answer]);
      return answer;
    };
    const noted: string[] = [];
    const rowsOf = (answer: Answer | undefined) => ((answer?.status === 200 ? answer.body['items'] : undefined) ?? []) as { id: number }[];
    const selling = sellers.map(async ({ id, headers }, line) => {
      const client = via(line, headers);
      for (let n = 0; going; n++) {
        const page = note('mine', await client.call('GET', `/api/customers?ownerId=${id}&pageSize=20`));
        if (!page) await sleep(100);
        const mine = rowsOf(page);
        if (!going) break;
        const free = rowsOf(note('pool', await client.call('GET', '/api/pool?pageSize=20')));
        if (free.length) note('claim', await client.call('POST', `/api/pool/${pick(free).id}/claim`, {}));
        note(
          'enter',
          await client.call('POST', '/api/customers', {
            type: 'person',
            name: `P${line}-${n}`,
            phone: `137${line}${String(n).padStart(7, '0')}`,
          }),
        );
        if (!mine.length) continue;
        const text = `${line}-${n}`;
        const said = { customerId: pick(mine).id, kind: 'call', summary: text };
        if (note('follow-up', await client.call('POST', '/api/interactions', said))?.status === 201) noted.push(text);
        if (n % 3 === 0) note('release', await client.call('POST', `/api/customers/${pick(mine).id}/release`, { reason: '不合适' }));
        if (n % 4 === 1) note('lose', await client.call('POST', `/api/customers/${pick(mine).id}/lose`, { reason: '已报名别家' }));
        if (n % 5 === 2)
          note(
            'transfer',
            await client.call('POST', `/api/customers/${pick(mine).id}/transfer`, { toStaffId: pick(sellers).id, reason: '换人跟进' }),
          );
      }
    });
    const running = (async () => {
      for (; going; await sleep(700)) note('run', await desk.call('POST', '/api/distribution/run', {}));
    })();

    for (let i = 0; i < BREAKS; i++) {
      await sleep(600 + Math.random() * 600);
      if (i % 3 === 0) proxy.cut();
      if (i % 4 === 1) await stage.redis!.flush();
      const which = i % 4;
      await processes[which]!.kill();
      processes[which] = await stage.start({ role: roles[which]! });
    }
    going = false;
    await Promise.all([...selling, running]);
    await stage.until(
      () => stage.sql.number("SELECT COUNT(*) FROM job WHERE state IN ('waiting', 'running') AND kind = 'distribution.run'"),
      (n) => n === 0,
    );
    await Promise.all(processes.map((one) => one.stop()));

    expect(faulty.slice(0, 5)).toEqual([]);
    for (const [what, sql] of Object.entries(BROKEN)) expect([what, (await stage.sql.rows(sql)).slice(0, 5)]).toEqual([what, []]);
    const kept = new Set((await stage.sql.rows<{ summary: string }>('SELECT summary FROM interaction')).map((row) => row.summary));
    expect(noted.filter((text) => !kept.has(text))).toEqual([]);
    for (const what of ['claim 200', 'enter 201', 'follow-up 201', 'release 200', 'transfer 200']) expect([...seen.keys()]).toContain(what);
  }, 240_000);
});
