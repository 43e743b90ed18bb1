import fc from 'fast-check';
import { OwnershipExpiry } from '../../src/modules/customers/ownership/ownership-expiry.service.js';
import { OwnershipExits } from '../../src/modules/customers/ownership/ownership-exits.service.js';
import { OwnershipOutcomes } from '../../src/modules/customers/ownership/ownership-outcomes.service.js';
import { OwnershipService } from '../../src/modules/customers/ownership/ownership.service.js';
import { CustomerTotals } from '../../src/modules/customers/ownership/totals.js';
import { ReclaimService } from '../../src/modules/distribution/reclaim/reclaim.service.js';
import { Clock } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { STACK, startApp, type TestApp } from '../app.js';
import { followedUp, headersOf, newCustomers, ownedCustomers, ownershipsOf, setTime, stateOf } from '../builders/held-customers.js';
import { newStaff } from '../staff.js';

const quiet = { progress: () => undefined, stopped: () => false, before: 0 };
type Person = { id: number };

describe('races about owning', () => {
  let house: TestApp;
  let other: TestApp;
  let people: Person[];
  const get = <T>(type: abstract new (...args: never[]) => T, app = house): T => app.app.get(type as never, { strict: false });

  beforeAll(async () => {
    house = await startApp(STACK === 'mysql' ? { ROLE: 'web' } : {});
    // a second process on MariaDB; on SQLite there is one
    other = STACK === 'mysql' ? await startApp({ ROLE: 'web' }, house.world) : house;
    for (const app of [house, other]) setTime(app, '2026-03-02 10:00');
    people = [];
    for (let i = 0; i < 50; i++)
      people.push(await newStaff(house, { name: `P${i}`, roles: ['salesperson'], departmentCode: 1001 + (i % 3) }));
  });
  afterAll(async () => {
    if (other !== house) await other.close();
    await house.close();
  });

  it('REQ-E7 of 50 claims at once exactly one wins, in each of 20 rounds and with two processes', async () => {
    const headers = await Promise.all(people.map((p) => headersOf(house, p.id)));
    const ids = await newCustomers(house, 20, { holding: 'pool' });
    for (const id of ids) {
      const answers = await Promise.all(
        headers.map((h, i) => (i % 2 ? house : other).app.inject({ method: 'POST', url: `/api/pool/${id}/claim`, headers: h })),
      );
      expect(answers.map((a) => a.statusCode).filter((s) => s === 200)).toHaveLength(1);
      expect(answers.filter((a) => a.statusCode === 409).every((a) => a.json().code === 'pool.already-claimed')).toBe(true);
      expect(answers.every((a) => a.statusCode === 200 || a.statusCode === 409)).toBe(true);
      const winner = people[answers.findIndex((a) => a.statusCode === 200)]!;
      expect((await stateOf(house, id)).ownerId).toBe(winner.id);
      expect(await ownershipsOf(house, id)).toHaveLength(1);
    }
    const [row] = await get(Database).rows<{ n: number }>('SELECT SUM(claims) AS n FROM claim_day');
    expect(Number(row!.n)).toBe(20);
  });

  it('one person cannot race past his daily limit or his cap with many customers at once', async () => {
    const racer = await newStaff(house, { roles: ['salesperson'], departmentCode: 1009 });
    await get(Database).run(
      `INSERT INTO claim_rule (name, departmentId, target, claimsPerDay, secondsBetween, maxOpen, active, createdAt, updatedAt, version) VALUES ('r', ?, ?, 5, NULL, 3, 1, 0, 0, 1)`,
      [racer.departmentId, String(racer.departmentId)],
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    const ids = await newCustomers(house, 20, { holding: 'pool' });
    const headers = await headersOf(house, racer.id);
    const answers = await Promise.all(
      ids.map((id, i) => (i % 2 ? house : other).app.inject({ method: 'POST', url: `/api/pool/${id}/claim`, headers })),
    );
    expect(answers.filter((a) => a.statusCode === 200)).toHaveLength(3);
    expect(new Set(answers.filter((a) => a.statusCode !== 200).map((a) => a.json().code))).toEqual(new Set(['pool.holding-limit']));
    const [row] = await get(Database).rows<{ claims: number }>('SELECT claims FROM claim_day WHERE staffId = ?', [racer.id]);
    expect(row!.claims).toBe(3);
  });

  it('REQ-E9 the first claims of a day may all come at once: as many as the rule allows succeed, the others hear of that rule', async () => {
    await get(Database).run('UPDATE claim_rule SET active = 0');
    for (const [round, limit] of [5, 3, 4, 5].entries()) {
      const racer = await newStaff(house, { roles: ['salesperson'], departmentCode: 1010 + round });
      await get(Database).run(
        `INSERT INTO claim_rule (name, departmentId, target, claimsPerDay, secondsBetween, maxOpen, active, createdAt, updatedAt, version) VALUES ('daily', ?, ?, ?, NULL, NULL, 1, 0, 0, 1)`,
        [racer.departmentId, String(racer.departmentId), limit],
      );
      await new Promise((resolve) => setTimeout(resolve, 600));
      const ids = await newCustomers(house, 30, { holding: 'pool' });
      const headers = await headersOf(house, racer.id);
      const answers = await Promise.all(
        ids.map((id, i) => (i % 2 ? house : other).app.inject({ method: 'POST', url: `/api/pool/${id}/claim`, headers })),
      );
      expect(answers.filter((a) => a.statusCode === 200)).toHaveLength(limit);
      const refused = answers.filter((a) => a.statusCode !== 200).map((a) => a.json());
      expect(new Set(refused.map((r) => `${r.status} ${r.code} ${r.limit}`))).toEqual(new Set([`409 pool.daily-limit ${limit}`]));
      expect(refused.every((r) => r.detail.includes('daily'))).toBe(true);
    }
  });

  it('REQ-E6 a reclaim that meets a follow-up has one winner, and the loser a clear answer', async () => {
    for (let round = 0; round < 20; round++) {
      for (const app of [house, other]) setTime(app, '2026-03-02 10:00');
      const ids = await ownedCustomers(house, people[round]!.id, 5);
      // one process believes it is still before midnight, the other that it is after
      setTime(house, '2026-03-05 23:59:59');
      const at = get(Clock).now();
      const follow = ids.map((id) => followedUp(house, id, people[round]!.id, at));
      const reclaim = get(ReclaimService, other).run(quiet, at + 2000);
      const expire = ids.slice(0, 2).map((id) => get(OwnershipExpiry, other).expireIfDue(id, at + 2000));
      const results = await Promise.all(follow);
      await Promise.all([reclaim, ...expire]);
      for (const [i, id] of ids.entries()) {
        const state = await stateOf(house, id);
        const ended = (await ownershipsOf(house, id)).filter((o) => o.outcome !== null);
        if (results[i]!.counts) expect([state.holding, state.followUpDueOn, ended.length]).toEqual(['owned', '2026-03-08', 0]);
        else expect([state.holding, state.ownerId, ended.length]).toEqual(['pool', null, 1]);
      }
    }
  });

  it('REQ-E6 whoever follows up twice at the very moment of his deadline is told twice that he is late, and both texts are kept', async () => {
    for (const app of [house, other]) setTime(app, '2026-03-02 10:00');
    const ids = await ownedCustomers(house, people[30]!.id, 12);
    for (const app of [house, other]) setTime(app, '2026-03-06 00:00');
    const headers = await headersOf(house, people[30]!.id);
    for (const id of ids) {
      const answers = await Promise.all(
        [house, other, house].map(({ app }, n) =>
          app.inject({
            method: 'POST',
            url: '/api/interactions',
            headers,
            payload: { customerId: id, kind: 'call', summary: `late ${n}` },
          }),
        ),
      );
      const codes = answers.map((a) => a.json().code);
      // one who comes when all is over finds somebody who is no longer his
      expect(codes.filter((code) => code !== 'not-found')).toEqual(codes.flatMap((c) => (c === 'not-found' ? [] : ['customer.overdue'])));
      expect(codes).toContain('customer.overdue');
      const kept = await get(Database).rows<{ counts: number }>('SELECT counts FROM interaction WHERE customerId = ?', [id]);
      expect(kept.map((row) => Number(row.counts))).toEqual(codes.flatMap((c) => (c === 'not-found' ? [] : [0])));
    }
  });

  it('property: totals and loads stay exact under concurrent beginnings, ends, transfers, deletions and folding', async () => {
    const database = get(Database);
    for (const app of [house, other]) setTime(app, '2026-03-10 10:00');
    const ids = await newCustomers(house, 30);
    const staff = people.slice(0, 4).map((p) => p.id);
    const step = fc.record({
      verb: fc.constantFrom('begin', 'end', 'transfer', 'lose', 'reopen', 'win', 'deleted', 'restored', 'fold', 'total'),
      from: fc.nat(25),
      n: fc.integer({ min: 1, max: 5 }),
      who: fc.nat(3),
    });
    const act = async ({ verb, from, n, who }: { verb: string; from: number; n: number; who: number }, app: TestApp) => {
      const some = ids.slice(from, from + n);
      const [service, outcomes, exits] = [get(OwnershipService, app), get(OwnershipOutcomes, app), get(OwnershipExits, app)];
      const totals = get(CustomerTotals, app);
      const mark = (deletedAt: number | null) =>
        get(Database, app).run(`UPDATE customer SET deletedAt = ? WHERE id = ? AND deletedAt IS ${deletedAt === null ? 'NOT ' : ''}NULL`, [
          deletedAt,
          some[0]!,
        ]);
      if (verb === 'begin')
        await service.begin(
          some.map((customerId) => ({ customerId, staffId: staff[who]! })),
          { by: 'distributed', caps: 'ignore' },
        );
      if (verb === 'end') await outcomes.end(some, 'released', { to: 'pool' });
      if (verb === 'transfer') await service.transfer(some, staff[who]!, { by: 'transferred', caps: 'ignore' });
      if (verb === 'lose') await outcomes.lose(some[0]!, { reason: 'x' });
      if (verb === 'reopen') await outcomes.reopen(some[0]!);
      if (verb === 'win') await outcomes.win(some[0]!);
      if (verb === 'fold') await totals.fold(7);
      if (verb === 'total') expect(await totals.total({ ownerId: staff[who]! })).toBeGreaterThanOrEqual(0);
      if (verb === 'deleted') await get(Database, app).transaction(async () => (await exits.deleted([some[0]!], null), await mark(1)));
      if (verb === 'restored')
        await get(Database, app).transaction(
          async () => (await mark(null)) && (await exits.restored([some[0]!], null, { after: 'deleted', barred: new Map() })),
        );
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
        const ended = await Promise.allSettled(steps.map((s, i) => act(s, i % 2 ? house : other)));
        expect(ended.filter((e) => e.status === 'rejected').map((e) => String(e.reason))).toEqual([]);
        const counted = await database.rows<{ departmentId: number | null; ownerId: number | null; n: number }>(
          'SELECT departmentId, ownerId, COUNT(*) AS n FROM customer WHERE deletedAt IS NULL GROUP BY departmentId, ownerId',
        );
        const totals = get(CustomerTotals);
        for (const { departmentId, ownerId, n } of counted)
          expect([departmentId, ownerId, await totals.total({ departmentId, ownerId })]).toEqual([departmentId, ownerId, Number(n)]);
        expect(await totals.total()).toBe(counted.reduce((sum, r) => sum + Number(r.n), 0));
        const wrong = await database.rows(
          `SELECT h.staffId FROM holder_load h WHERE h.openCount <> (SELECT COUNT(*) FROM customer c WHERE c.ownerId = h.staffId AND c.holding = 'owned' AND c.status = 'open' AND c.deletedAt IS NULL)`,
        );
        expect(wrong).toEqual([]);
        const open = await database.rows(
          `SELECT c.id FROM customer c LEFT JOIN ownership o ON o.openCustomerId = c.id WHERE c.holding = 'owned' AND c.status = 'open' AND c.deletedAt IS NULL AND (o.id IS NULL OR o.staffId <> c.ownerId)`,
        );
        expect(open).toEqual([]);
      }),
      { numRuns: STACK === 'mysql' ? 12 : 25 },
    );
  }, 120_000);
});
