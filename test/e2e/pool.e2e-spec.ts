import { Database } from '../../src/platform/database/database.js';
import { FOR_EVER } from '../../src/modules/customers/ownership/ownership.entity.js';
import { OwnershipOutcomes } from '../../src/modules/customers/ownership/ownership-outcomes.service.js';
import { CustomerTotals } from '../../src/modules/customers/ownership/totals.js';
import { Clock } from '../../src/platform/context/clock.js';
import { ReclaimService } from '../../src/modules/distribution/reclaim/reclaim.service.js';
import { ReclaimTell } from '../../src/modules/distribution/reclaim/reclaim-tell.service.js';
import { WarningService } from '../../src/modules/distribution/reclaim/warning.service.js';
import { startApp, type TestApp } from '../app.js';
import { followedUp, headersOf, newCustomers, ownedCustomers, ownershipsOf, setTime, stateOf } from '../builders/held-customers.js';
import { newStaff } from '../staff.js';

const quiet = { progress: () => undefined, stopped: () => false, before: 0 };
type Person = Awaited<ReturnType<typeof newStaff>>;

describe('the public pool', () => {
  let house: TestApp;
  let admin: { id: number };
  let [ann, ben, cid, boss]: Person[] = [];
  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const post = async (url: string, who: { id: number }, payload: object = {}, headers: Record<string, string> = {}) =>
    house.app.inject({
      method: 'POST',
      url: `/api${url}`,
      headers: { ...(await headersOf(house, who.id)), 'accept-language': 'en', ...headers },
      payload,
    });
  const look = async (url: string, who: { id: number }) =>
    (await house.app.inject({ url: `/api${url}`, headers: { ...(await headersOf(house, who.id)), 'accept-language': 'en' } })).json();
  const reclaim = () => get(ReclaimService).run(quiet);

  beforeAll(async () => {
    house = await startApp();
    setTime(house, '2026-03-02 10:00');
    admin = await newStaff(house, { roles: ['administrator'] });
    [ann, ben, cid] = [
      await newStaff(house, { name: 'Ann', roles: ['salesperson'], departmentCode: 1001 }),
      await newStaff(house, { name: 'Ben', roles: ['salesperson'], departmentCode: 1001 }),
      await newStaff(house, { name: 'Cid', roles: ['salesperson'], departmentCode: 1001 }),
    ];
    boss = await newStaff(house, { name: 'Boss', roles: ['sales-supervisor'], departmentCode: 1001 });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    await get(Database).run('DELETE FROM claim_rule');
    await get(Database).run('DELETE FROM claim_day');
    const { HolderCaps } = await import('../../src/modules/customers/ownership/holder-caps.service.js');
    get(HolderCaps).changed();
  });
  const claimRule = async (rule: { claimsPerDay?: number; secondsBetween?: number; maxOpen?: number }) => {
    await get(Database).run(
      'INSERT INTO claim_rule (name, departmentId, target, claimsPerDay, secondsBetween, maxOpen, active, createdAt, updatedAt, version) VALUES (?, NULL, ?, ?, ?, ?, 1, 0, 0, 1)',
      ['House rule', '*', rule.claimsPerDay ?? null, rule.secondsBetween ?? null, rule.maxOpen ?? null],
    );
    const { HolderCaps } = await import('../../src/modules/customers/ownership/holder-caps.service.js');
    get(HolderCaps).changed();
  };

  it('REQ-E6 REQ-E9 a customer received on day D without follow-up is reclaimed at 00:00 of D + 4, to the second', async () => {
    setTime(house, '2026-03-02 23:59:59');
    const [id] = await ownedCustomers(house, ann!.id, 1);
    expect(await stateOf(house, id!)).toMatchObject({
      holding: 'owned',
      ownerId: ann!.id,
      departmentId: ann!.departmentId,
      followUpDueOn: '2026-03-05',
      dealDueOn: '2026-03-17',
      dealClockOn: '2026-03-02',
    });
    setTime(house, '2026-03-05 23:59:59');
    await reclaim();
    expect((await stateOf(house, id!)).holding).toBe('owned');
    setTime(house, '2026-03-06 00:00:00');
    await reclaim();
    expect(await stateOf(house, id!)).toMatchObject({
      holding: 'pool',
      ownerId: null,
      departmentId: null,
      reclaimAt: null,
      followUpDueOn: null,
      dealDueOn: null,
    });
    expect(await ownershipsOf(house, id!)).toMatchObject([
      { staffId: ann!.id, outcome: 'follow-up-overdue', barredUntil: FOR_EVER, openCustomerId: null },
    ]);
  });

  it('REQ-E6 follow-ups move the follow-up deadline but never the deal deadline of 15 days', async () => {
    setTime(house, '2026-03-02 10:00');
    const [id] = await ownedCustomers(house, ann!.id, 1);
    for (const day of ['05', '08', '11', '14', '17']) {
      setTime(house, `2026-03-${day} 18:00`);
      expect(await followedUp(house, id!, ann!.id, get(Clock).now())).toEqual({ counts: true, overdue: false });
    }
    expect(await stateOf(house, id!)).toMatchObject({ followUpDueOn: '2026-03-20', dealDueOn: '2026-03-17' });
    setTime(house, '2026-03-18 00:00:00');
    await reclaim();
    expect(await ownershipsOf(house, id!)).toMatchObject([{ outcome: 'deal-overdue' }]);
  });

  it('what cannot be gamed: interactions from the future, from more than a day back or of somebody else do not restart the clock', async () => {
    setTime(house, '2026-03-02 10:00');
    const [id] = await ownedCustomers(house, ann!.id, 1);
    setTime(house, '2026-03-04 10:00');
    const now = get(Clock).now();
    expect(await followedUp(house, id!, ann!.id, now + 3_600_000)).toEqual({ counts: false, overdue: false });
    expect(await followedUp(house, id!, ann!.id, now - 25 * 3_600_000)).toEqual({ counts: false, overdue: false });
    expect(await followedUp(house, id!, ben!.id, now)).toEqual({ counts: false, overdue: false });
    expect((await stateOf(house, id!)).followUpDueOn).toBe('2026-03-05');
    expect(await followedUp(house, id!, ann!.id, now - 23 * 3_600_000)).toEqual({ counts: true, overdue: false });
    expect((await stateOf(house, id!)).followUpDueOn).toBe('2026-03-06');
  });

  it('the instant decides: from reclaimAt on the owner’s verbs reclaim first and answer customer.overdue', async () => {
    setTime(house, '2026-03-02 10:00');
    const [id, other, keyed] = await ownedCustomers(house, ann!.id, 3);
    setTime(house, '2026-03-06 00:00:00');
    const answer = await post(`/customers/${id}/release`, ann!, { reason: 'not interested' });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'customer.overdue' });
    expect(await ownershipsOf(house, id!)).toMatchObject([{ outcome: 'follow-up-overdue', barredUntil: FOR_EVER }]);
    const again = await post(`/customers/${keyed}/release`, ann!, { reason: 'not interested' }, { 'idempotency-key': 'overdue' });
    expect(again.json()).toMatchObject({ code: 'customer.overdue' });
    expect((await stateOf(house, keyed!)).holding).toBe('pool');
    expect(await followedUp(house, other!, ann!.id, get(Clock).now())).toEqual({ counts: false, overdue: true });
    expect((await stateOf(house, other!)).holding).toBe('pool');
  });

  it('what he typed while the reclaim took his customer is kept, and he is told; afterwards the customer is none of his', async () => {
    setTime(house, '2026-03-02 10:00');
    const [id] = await ownedCustomers(house, ann!.id, 1);
    setTime(house, '2026-03-06 00:00:20');
    await reclaim();
    const typed = { customerId: id, kind: 'call', summary: 'He wants to start in April' };
    setTime(house, '2026-03-06 00:00:50');
    const late = await post('/interactions', ann!, typed);
    expect([late.statusCode, late.json().code]).toEqual([409, 'customer.overdue']);
    const kept = (await look(`/interactions?customerId=${id}`, admin)).items;
    expect(kept).toMatchObject([{ id: late.json().interactionId, summary: typed.summary, counts: false }]);
    expect((await stateOf(house, id!)).holding).toBe('pool');
    expect((await post('/interactions', ben!, typed)).statusCode).toBe(404);
    setTime(house, '2026-03-06 00:02:00');
    expect((await post('/interactions', ann!, typed)).statusCode).toBe(404);
    expect((await look(`/interactions?customerId=${id}`, admin)).total).toBe(1);
  });

  it('REQ-E7 REQ-E8 REQ-E13 claiming makes one the owner with fresh clocks; who lost him never gets him back', async () => {
    setTime(house, '2026-03-02 10:00');
    const [id] = await ownedCustomers(house, ann!.id, 1, { phone: '+8613800138000' });
    setTime(house, '2026-03-06 09:00');
    await reclaim();
    const mine = await look('/pool?pageSize=100', ann!);
    expect(mine.items.map((c: { id: number }) => c.id)).not.toContain(id);
    const list = await look('/pool?pageSize=100', ben!);
    const shown = list.items.find((c: { id: number }) => c.id === id);
    expect(shown).toMatchObject({
      phone: '138****8000',
      outcome: 'follow-up-overdue',
      why: 'Not followed up in time',
      attempts: 1,
      email: 's****@example.com',
    });
    expect(JSON.stringify(list)).not.toContain('13800138000');

    const refused = await post(`/pool/${id}/claim`, ann!);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ code: 'pool.lost-before', opensAt: null });
    const won = await post(`/pool/${id}/claim`, ben!);
    expect(won.statusCode).toBe(200);
    expect(await stateOf(house, id!)).toMatchObject({
      holding: 'owned',
      ownerId: ben!.id,
      dealClockOn: '2026-03-06',
      lastFollowUpAt: null,
      followUpDueOn: '2026-03-09',
    });
    const late = await post(`/pool/${id}/claim`, cid!);
    expect(late.json()).toMatchObject({ code: 'pool.already-claimed' });

    // the other doors: handed over by a colleague, by distribution's bars, by deleting and entering anew
    const transfer = await post(`/customers/${id}/transfer`, boss!, { toStaffId: ann!.id });
    expect(transfer.statusCode).toBe(409);
    expect(transfer.json()).toMatchObject({ code: 'pool.lost-before' });
    const bulk = await post('/customers/assign', boss!, { customerIds: [id], toStaffId: ann!.id });
    expect(bulk.json()).toMatchObject({ assigned: 0, outcomes: [{ customerId: id, outcome: 'pool.lost-before' }] });
    const overridden = await post(`/customers/${id}/transfer`, boss!, { toStaffId: ann!.id, override: true });
    expect(overridden.statusCode).toBe(200);
    const [entry] = await get(Database).rows<{ detail: string }>(
      `SELECT detail FROM audit_entry WHERE subject = 'Customer' AND subjectId = ? AND action = 'transfer'`,
      [String(id)],
    );
    expect(entry!.detail).toContain('"override":true');
  });

  it('REQ-E8 parking is refused: A drops him, B claims him, B cannot hand him to A', async () => {
    const [id] = await newCustomers(house, 1, { holding: 'pool' });
    setTime(house, '2026-03-09 09:00');
    expect((await post(`/pool/${id}/claim`, ann!)).statusCode).toBe(200);
    expect((await post(`/customers/${id}/release`, ann!, { reason: 'later' })).statusCode).toBe(200);
    expect((await post(`/pool/${id}/claim`, ben!)).statusCode).toBe(200);
    const parked = await post(`/customers/${id}/transfer`, ben!, { toStaffId: ann!.id, override: true });
    expect(parked.json()).toMatchObject({ code: 'pool.lost-before', opensAt: '2026-03-23T16:00:00.000Z' });
    // to a colleague who did not lose him it works, and the deal clock he hands on is not wound up
    setTime(house, '2026-03-11 09:00');
    expect((await post(`/customers/${id}/transfer`, ben!, { toStaffId: cid!.id })).statusCode).toBe(200);
    expect(await stateOf(house, id!)).toMatchObject({ ownerId: cid!.id, dealClockOn: '2026-03-09' });
  });

  it('his own release bars for 15 days, and a re-claim within 30 days goes on with the days left on the deal clock', async () => {
    setTime(house, '2026-04-01 09:00');
    const [id] = await ownedCustomers(house, ann!.id, 1);
    setTime(house, '2026-04-04 09:00');
    await post(`/customers/${id}/release`, ann!, { reason: 'away' });
    setTime(house, '2026-04-18 23:59:59');
    expect((await post(`/pool/${id}/claim`, ann!)).json()).toMatchObject({ code: 'pool.lost-before', opensAt: '2026-04-18T16:00:00.000Z' });
    setTime(house, '2026-04-19 00:00:00');
    expect((await post(`/pool/${id}/claim`, ann!)).statusCode).toBe(200);
    // 3 of 15 days were used
    expect(await stateOf(house, id!)).toMatchObject({ dealClockOn: '2026-04-16', dealDueOn: '2026-05-01' });
  });

  it('limits name their rule and when they open; a refused claim costs nothing, and releasing wins nothing back', async () => {
    setTime(house, '2026-05-04 10:00');
    const ids = await newCustomers(house, 6, { holding: 'pool' });
    await claimRule({ claimsPerDay: 2, secondsBetween: 60 });
    expect((await post(`/pool/${ids[0]}/claim`, cid!)).statusCode).toBe(200);
    const soon = await post(`/pool/${ids[1]}/claim`, cid!);
    expect(soon.json()).toMatchObject({ code: 'pool.too-soon', limit: 60 });
    expect(soon.json().detail).toContain('House rule');
    setTime(house, '2026-05-04 10:01:01');
    expect((await post(`/pool/${ids[0]}/claim`, cid!)).json()).toMatchObject({ code: 'pool.already-claimed' });
    expect((await post(`/pool/${ids[1]}/claim`, cid!)).statusCode).toBe(200);
    expect((await post(`/customers/${ids[1]}/release`, cid!, { reason: 'x' })).statusCode).toBe(200);
    setTime(house, '2026-05-04 11:00');
    const daily = await post(`/pool/${ids[2]}/claim`, cid!);
    expect(daily.json()).toMatchObject({ code: 'pool.daily-limit', opensAt: '2026-05-04T16:00:00.000Z', limit: 2 });
    expect((await stateOf(house, ids[2]!)).holding).toBe('pool');
    setTime(house, '2026-05-05 00:00:00');
    expect((await post(`/pool/${ids[2]}/claim`, cid!)).statusCode).toBe(200);
  });

  it('pool.holding-limit counts open customers held, whoever gave them; enrolled ones do not count', async () => {
    setTime(house, '2026-05-11 10:00');
    const dan = await newStaff(house, { name: 'Dan', roles: ['salesperson'], departmentCode: 1001 });
    await claimRule({ maxOpen: 2 });
    const ids = await newCustomers(house, 5, { holding: 'pool' });
    const many = await post('/pool/claim', dan, { customerIds: ids.slice(0, 3) });
    expect(many.json()).toMatchObject({
      claimed: 2,
      outcomes: [{ outcome: 'claimed' }, { outcome: 'claimed' }, { outcome: 'pool.holding-limit' }],
    });
    const [row] = await get(Database).rows<{ claims: number }>('SELECT claims FROM claim_day WHERE staffId = ?', [dan.id]);
    expect(row!.claims).toBe(2);
    const assigned = await post('/customers/assign', boss!, { customerIds: [ids[3]], toStaffId: dan.id });
    expect(assigned.json()).toMatchObject({ assigned: 0, outcomes: [{ outcome: 'pool.holding-limit' }] });
    await get(OwnershipOutcomes).win(ids[0]!);
    expect(await stateOf(house, ids[0]!)).toMatchObject({ holding: 'owned', status: 'enrolled', ownerId: dan.id, reclaimAt: null });
    expect((await post(`/pool/${ids[3]}/claim`, dan)).statusCode).toBe(200);
    expect((await post(`/pool/${ids[4]}/claim`, dan)).json()).toMatchObject({
      code: 'pool.holding-limit',
      limit: 2,
      detail: 'You may hold 2 open customers at most (House rule); it opens as soon as there are fewer',
    });
  });

  it('REQ-E15 a won customer is never reclaimed; when the last enrollment ends he is open again and his clocks start that day', async () => {
    setTime(house, '2026-05-12 10:00');
    const [id] = await ownedCustomers(house, ann!.id, 1);
    await get(OwnershipOutcomes).win(id!);
    setTime(house, '2026-07-01 10:00');
    await reclaim();
    expect(await stateOf(house, id!)).toMatchObject({ holding: 'owned', ownerId: ann!.id });
    expect(await get(OwnershipOutcomes).reopen(id!)).toBe(ann!.id);
    expect(await stateOf(house, id!)).toMatchObject({
      status: 'open',
      holding: 'owned',
      ownerId: ann!.id,
      dealClockOn: '2026-07-01',
      followUpDueOn: '2026-07-04',
    });
    expect((await ownershipsOf(house, id!)).map((o) => o.outcome)).toEqual(['won', null]);
  });

  it('a dead lead is closed with a reason and reopened by a manager; a locked one is kept until the day after', async () => {
    setTime(house, '2026-07-06 10:00');
    const [lost, locked] = await ownedCustomers(house, ann!.id, 2);
    expect((await post(`/customers/${lost}/lose`, ann!, { reason: 'moved abroad' })).json()).toMatchObject({
      holding: 'closed',
      status: 'lost',
    });
    expect((await post(`/customers/${lost}/reopen`, ann!)).statusCode).toBe(403);
    expect((await post(`/customers/${lost}/reopen`, boss!)).json()).toMatchObject({ holding: 'owned', ownerId: ann!.id });
    expect((await post(`/customers/${locked}/lock`, boss!, { until: '2026-07-20' })).statusCode).toBe(200);
    setTime(house, '2026-07-20 23:59:59');
    await reclaim();
    expect((await stateOf(house, locked!)).holding).toBe('owned');
    setTime(house, '2026-07-21 00:00:00');
    await reclaim();
    expect((await stateOf(house, locked!)).holding).toBe('pool');
  });

  it('REQ-E14 one message per owner: warned at 09:00 of the last day, once, and told once what a run took from him', async () => {
    setTime(house, '2026-08-03 10:00');
    const eve = await newStaff(house, { name: 'Eve', roles: ['salesperson'], departmentCode: 1001 });
    await ownedCustomers(house, eve.id, 3);
    const count = async (code: string) =>
      (
        await get(Database).rows<{ n: number }>('SELECT COUNT(*) AS n FROM notification WHERE code = ? AND recipientId = ?', [code, eve.id])
      )[0]!.n;
    setTime(house, '2026-08-06 08:59:59');
    await get(WarningService).run(quiet);
    expect(Number(await count('customers.deadlines-near'))).toBe(0);
    setTime(house, '2026-08-06 09:00:00');
    await get(WarningService).run(quiet);
    await get(WarningService).run(quiet);
    expect(Number(await count('customers.deadlines-near'))).toBe(1);
    const [warning] = (await look('/notifications', eve)).items;
    expect(warning.link).toBe(`/admin/resources/holdings?filters.ownerId=${eve.id}&filters.dueWithinHours=15`);
    setTime(house, '2026-08-07 00:00:01');
    const at = get(Clock).now();
    const { reclaimed } = await get(ReclaimService).run(quiet, at);
    expect(reclaimed).toBeGreaterThanOrEqual(3);
    await get(Database).transaction(() => get(ReclaimTell).tell({ at, turn: 0 }));
    expect(Number(await count('customers.reclaimed'))).toBe(1);
    // one entry a batch, and workers side by side may share what is due
    const audits = await get(Database).rows<{ detail: string }>(
      `SELECT detail FROM audit_entry WHERE action = 'reclaim' AND subjectId = ?`,
      [`reclaim-${new Date(at).toISOString()}`],
    );
    const counts = audits.map(({ detail }) => JSON.parse(detail).count as number);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(reclaimed);
  });

  it('REQ-D32 REQ-Z10 the pool finds whom nobody was in touch with for a month, and taking him is a claim', async () => {
    setTime(house, '2026-07-01 10:00');
    const [old, touched] = await newCustomers(house, 2, { holding: 'pool', area: 'Harbour' });
    setTime(house, '2026-08-01 10:00');
    const interaction = { customerId: touched, kind: 'call', summary: 'asked again', occurredAt: '2026-08-01T01:30:00Z' };
    const noted = await post('/interactions', admin, interaction);
    expect(noted.statusCode).toBe(201);
    const ids = async (days: number) =>
      (await look(`/pool?area=Harbour&notFollowedUpForDays=${days}`, ben!)).items.map((row: { id: number }) => row.id).sort();
    expect(await ids(0)).toEqual([old, touched].sort());
    expect(await ids(30)).toEqual([old]);
    expect(await ids(32)).toEqual([]);
  });

  it('REQ-E10 the pool filters by source, area, type and since, and does not search contact data', async () => {
    setTime(house, '2026-09-01 10:00');
    const [id] = await newCustomers(house, 1, {
      holding: 'pool',
      source: 'baidu',
      area: 'Beijing',
      type: 'company',
      name: 'Needle Ltd',
      phone: '+8613812345678',
    });
    const list = (query: string) => look(`/pool?${query}`, ben!);
    for (const query of ['source=baidu', 'area=Beijing', 'type=company', 'since=2026-09-01T00:00:00Z', 'search=Needle'])
      expect(await list(query)).toMatchObject({ total: 1, items: [{ id }] });
    for (const query of ['search=1381234', 'search=%2B8613812345678', 'source=none'])
      expect(await list(query)).toMatchObject({ total: 0, items: [] });
    expect(await list('phone=138')).toMatchObject({ status: 400, errors: [{ path: 'phone', code: 'field.unknown' }] });
    const first = await list('pageSize=1&sort=droppedAt');
    const second = await list(`pageSize=1&sort=droppedAt&cursor=${first.nextCursor}`);
    expect(second.items[0].id).not.toBe(first.items[0].id);
    expect((await look('/pool?source=baidu', admin)).items[0].phone).toBe('+8613812345678');
  });

  it('REQ-T5 a lead that nobody touched is claimed by another salesperson, followed up and closed: it is his', async () => {
    setTime(house, '2026-10-05 10:00');
    const [id] = await ownedCustomers(house, ann!.id, 1);
    setTime(house, '2026-11-06 10:00');
    await reclaim();
    expect((await post(`/pool/${id}/claim`, ben!)).statusCode).toBe(200);
    expect(await followedUp(house, id!, ben!.id, get(Clock).now())).toEqual({ counts: true, overdue: false });
    await get(OwnershipOutcomes).win(id!);
    expect(await stateOf(house, id!)).toMatchObject({ ownerId: ben!.id, status: 'enrolled', holding: 'owned', reclaimAt: null });
    expect((await ownershipsOf(house, id!)).map((o) => [o.staffId, o.outcome])).toEqual([
      [ann!.id, 'follow-up-overdue'],
      [ben!.id, 'won'],
    ]);
  });

  it('totals are exact after all of this, and loads are what everybody holds', async () => {
    const database = get(Database);
    const totals = get(CustomerTotals);
    const check = async () => {
      const rows = await database.rows<{ departmentId: number | null; ownerId: number | null; n: number }>(
        'SELECT departmentId, ownerId, COUNT(*) AS n FROM customer WHERE deletedAt IS NULL GROUP BY departmentId, ownerId',
      );
      for (const { departmentId, ownerId, n } of rows) expect(await totals.total({ departmentId, ownerId })).toBe(Number(n));
      expect(await totals.total()).toBe(rows.reduce((sum, r) => sum + Number(r.n), 0));
    };
    await check();
    await totals.foldAll();
    await check();
    const loads = await database.rows<{ staffId: number; openCount: number }>('SELECT staffId, openCount FROM holder_load');
    for (const { staffId, openCount } of loads) {
      const [held] = await database.rows<{ n: number }>(
        `SELECT COUNT(*) AS n FROM customer WHERE ownerId = ? AND holding = 'owned' AND status = 'open' AND deletedAt IS NULL`,
        [staffId],
      );
      expect([staffId, openCount]).toEqual([staffId, Number(held!.n)]);
    }
  });
});
