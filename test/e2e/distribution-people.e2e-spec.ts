import { DistributionRunService } from '../../src/modules/distribution/assignment/distribution-run.service.js';
import { OwnershipOutcomes } from '../../src/modules/customers/ownership/ownership-outcomes.service.js';
import { RightsEpoch } from '../../src/modules/rbac/rights/rights-epoch.js';
import { FOR_EVER } from '../../src/modules/customers/ownership/ownership.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { newCustomers, ownedCustomers, stateOf } from '../builders/held-customers.js';
import { forgetCustomers } from '../clean.js';
import { newStaff, signIn } from '../staff.js';

type Person = Awaited<ReturnType<typeof newStaff>>;

describe('who receives customers', () => {
  let house: TestApp;
  let database: Database;
  let admin: Record<string, string>;

  beforeAll(async () => {
    house = await startApp();
    database = house.app.get(Database, { strict: false });
    admin = await signIn(house);
  });
  afterEach(() => forgetCustomers(house));
  afterAll(() => house.close());

  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, headers = admin) => {
    const answer = await house.app.inject({
      method,
      url: `/api/${url}`,
      headers: { ...headers, 'accept-language': 'en' },
      ...(payload ? { payload } : {}),
    });
    return { status: answer.statusCode, body: answer.body ? answer.json() : null };
  };
  const seller = (name: string) => newStaff(house, { name, roles: ['salesperson'], departmentCode: 1001 });
  const quota = async (person: Person, weight: number, perRound: number, more: object = {}) => {
    const made = await call('POST', 'distribution/quotas', { staffId: person.id, weight, perRound, ...more });
    expect(made.status).toBe(201);
    return made.body as { id: number };
  };
  const ownerOf = async (id: number) => (await stateOf(house, id)).ownerId;
  /** Pending customers whose last owner was this person. */
  const returning = async (person: Person, n: number, end: { outcome?: string; barredUntil?: number } = {}) => {
    const ids = await newCustomers(house, n);
    for (const id of ids)
      await database.run(
        `INSERT INTO ownership (customerId, staffId, beganBy, beganAt, dealClockOn, endedAt, outcome, barredUntil) VALUES (?, ?, 'distributed', 1, '2026-01-01', 2, ?, ?)`,
        [id, person.id, end.outcome ?? 'won', end.barredUntil ?? null],
      );
    return ids;
  };
  /** As colleagues do it: by the API, through the job. */
  const runByJob = async () => {
    const { status, body } = await call('POST', 'distribution/run');
    expect(status).toBe(202);
    for (let i = 0; i < 400; i++) {
      const { state, result, error } = (await call('GET', `jobs/${body.id}`)).body;
      if (state === 'done') return result as { assigned: number; unassigned: number };
      if (state === 'failed') throw new Error(error);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('the run does not end');
  };
  const run = () => house.app.get(DistributionRunService, { strict: false }).run();
  const explanation = async (customerId: number) => {
    const list = (await call('GET', `distribution/assignments?customerId=${customerId}`)).body;
    return (await call('GET', `distribution/assignments/${list.items[0].id}`)).body;
  };
  const withoutRoles = (person: Person) =>
    database.transaction(async () => {
      await house.app.get(RightsEpoch, { strict: false }).raise();
      await database.run('DELETE FROM staff_role WHERE staffId = ?', [person.id]);
    });
  const leave = (person: Person) =>
    database.run(
      `INSERT INTO staff_leave (staffId, fromDay, toDay, version, createdAt, updatedAt) VALUES (?, '2000-01-01', '2100-01-01', 1, 1, 1)`,
      [person.id],
    );

  it('REQ-E1 REQ-B22 a quota holder whose role no longer lets him hold customers receives none, and everybody reads why', async () => {
    const [a, b] = [await seller('Ada'), await seller('Bob')];
    await quota(a, 9, 3);
    await quota(b, 1, 1);
    await withoutRoles(a);
    const ids = await newCustomers(house, 3);
    expect(await runByJob()).toEqual({ assigned: 3, unassigned: 0 });
    expect(await Promise.all(ids.map(ownerOf))).toEqual([b.id, b.id, b.id]);
    const why = { reason: 'cannot-hold', text: 'has no role that lets him hold customers' };
    expect((await explanation(ids[0]!)).absent).toEqual([{ staffId: a.id, staffName: 'Ada', ...why }]);
    const round = (await call('GET', 'distribution/rounds/current')).body;
    expect(round.roster[0]).toMatchObject({ staffName: 'Ada', out: why.reason, outText: why.text });
    const fair = (await call('GET', 'distribution/fairness')).body;
    expect(fair.items).toMatchObject([
      { staffId: a.id, received: 0, expected: 0, out: why.reason, outText: why.text },
      { staffId: b.id, received: 3, expected: 3, out: null, outText: null },
    ]);
  });

  it('REQ-E1 a deactivated quota holder receives none, in the explanation, the fairness table and the preview', async () => {
    const [a, b] = [await seller('Ada'), await seller('Bob')];
    await quota(a, 9, 3);
    await quota(b, 1, 1);
    expect((await call('POST', `staff/${a.id}/deactivate`, { handOver: { toPool: true } })).status).toBe(200);
    const ids = await newCustomers(house, 2);
    expect((await call('POST', 'distribution/preview', {})).body.totals).toEqual([{ staffId: b.id, staffName: 'Bob', n: 2 }]);
    await run();
    expect(await Promise.all(ids.map(ownerOf))).toEqual([b.id, b.id]);
    expect((await explanation(ids[1]!)).absent).toMatchObject([{ staffId: a.id, reason: 'inactive', text: 'has left' }]);
    expect((await call('GET', 'distribution/fairness')).body.items[0]).toMatchObject({ staffId: a.id, out: 'inactive' });
  });

  it('REQ-B13 whoever reads of an assignment hears the name of a customer only as far as he sees the customer', async () => {
    const [ann, ben] = [await seller('Ann'), await seller('Ben')];
    await quota(ann, 5, 3);
    const [id] = (await newCustomers(house, 1, { name: 'Before' })) as [number];
    await runByJob();
    const [row] = await database.rows<{ id: number }>('SELECT id FROM assignment WHERE customerId = ?', [id]);
    const told = async (who: { headers: Record<string, string> }) => [
      (await call('GET', `distribution/assignments?customerId=${id}`, undefined, who.headers)).body.items[0].customerName,
      (await call('GET', `distribution/assignments/${row!.id}`, undefined, who.headers)).body,
    ];
    expect(await told(ann)).toMatchObject(['Before', { customerName: 'Before', customerInReach: true }]);
    await call('POST', 'customers/assign', { customerIds: [id], toStaffId: ben.id });
    await call('PATCH', `customers/${id}`, { name: 'Afterwards' }, ben.headers);
    expect((await call('GET', `customers/${id}`, undefined, ann.headers)).status).toBe(404);
    const [listed, explained] = await told(ann);
    expect([listed, explained.customerName, explained.customerInReach]).toEqual([null, null, false]);
    expect(explained.explanation).toMatch(/^C\d{8} went to Ann/);
    expect(await told({ headers: admin })).toMatchObject(['Afterwards', { customerName: 'Afterwards' }]);
    const clerk = await newStaffWith(house, { 'read Customer': { reach: 'all', fields: ['phone'] }, 'read Assignment': { reach: 'all' } });
    expect(await told(clerk)).toMatchObject([null, { customerName: null, customerInReach: true }]);
    await call('DELETE', `customers/${id}`);
    expect(await told({ headers: admin })).toMatchObject([null, { customerInReach: false }]);
  });

  it('the fairness table names nobody whose assignments the reader may not read', async () => {
    const here = await seller('Ada');
    const elsewhere = await newStaff(house, { name: 'Eve', roles: ['salesperson'], departmentCode: 1007 });
    const head = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1007 });
    await quota(here, 9, 1);
    await quota(elsewhere, 1, 1);
    await newCustomers(house, 4);
    await run();
    const fair = (await call('GET', 'distribution/fairness', undefined, head.headers)).body;
    expect(fair).toMatchObject({ total: 2, items: [{ staffName: 'Eve', received: 2 }] });
    expect(fair.items).toHaveLength(1);
  });

  it('a customer who was here before goes back to his last owner without a quota, by the job, and nothing counts as used', async () => {
    const [a, b] = [await seller('Ada'), await seller('Bob')];
    await quota(b, 4, 2);
    const [back] = await returning(a, 1);
    const [fresh] = await newCustomers(house, 1);
    const preview = (await call('POST', 'distribution/preview', {})).body;
    expect(preview.decisions).toMatchObject([
      { customerId: back, staffName: 'Ada', round: null, position: null, backToOwner: true },
      { customerId: fresh, staffName: 'Bob', round: 1, position: 1, backToOwner: false },
    ]);
    expect(await runByJob()).toEqual({ assigned: 2, unassigned: 0 });
    expect([await ownerOf(back!), await ownerOf(fresh!)]).toEqual([a.id, b.id]);
    const why = await explanation(back!);
    expect(why).toMatchObject({ backToOwner: true, round: null, position: null, weight: null, perRound: null, skipped: [] });
    expect(why.explanation).toContain('no quota in force');
    expect(await database.rows('SELECT staffId, used FROM turn')).toEqual([{ staffId: b.id, used: 1 }]);
    const fair = (await call('GET', 'distribution/fairness')).body;
    expect(fair.items).toMatchObject([{ staffId: b.id, received: 1, expected: 1, difference: 0 }]);
    expect(fair.items).toHaveLength(1);
  });

  it('he goes back though nobody has a quota at all, and to somebody whose quota rests', async () => {
    const [a, b] = [await seller('Ada'), await seller('Bob')];
    await quota(b, 4, 2, { activeTo: '2020-01-01' });
    const [first] = await returning(a, 1);
    const [second] = await returning(b, 1);
    await run();
    expect([await ownerOf(first!), await ownerOf(second!)]).toEqual([a.id, b.id]);
    expect(await database.rows('SELECT staffId FROM turn WHERE used > 0')).toEqual([]);
  });

  it('he goes to the next one where his last owner has left, may not hold, is away, is full or lost him, and the explanation says so', async () => {
    const people = { inactive: 'Ian', 'cannot-hold': 'Cat', 'on-leave': 'Leo', cap: 'Max', 'lost-before': 'Lou' };
    const former = new Map<string, Person>();
    for (const [reason, name] of Object.entries(people)) former.set(reason, await seller(name));
    const next = await seller('Ned');
    await quota(next, 1, 9);
    const capped = await newStaff(house, { name: 'Max', roles: ['salesperson'], departmentCode: 3100 });
    former.set('cap', capped);
    const rule = await call('POST', 'distribution/claim-rules', { name: 'one each', departmentId: capped.departmentId, maxOpen: 1 });
    expect(rule.status).toBe(201);
    await ownedCustomers(house, capped.id, 1);
    const ids = new Map<string, number>();
    for (const [reason, person] of former)
      ids.set(reason, (await returning(person, 1, reason === 'lost-before' ? { outcome: 'deal-overdue', barredUntil: FOR_EVER } : {}))[0]!);
    await call('POST', `staff/${former.get('inactive')!.id}/deactivate`, { handOver: { toPool: true } });
    await withoutRoles(former.get('cannot-hold')!);
    await leave(former.get('on-leave')!);
    await run();
    for (const [reason, id] of ids) {
      expect([reason, await ownerOf(id)]).toEqual([reason, next.id]);
      expect((await explanation(id)).skipped).toMatchObject([
        { staffId: former.get(reason)!.id, staffName: people[reason as keyof typeof people], reason },
      ]);
    }
    const zh = await house.app.inject({
      url: `/api/distribution/assignments/${(await explanation(ids.get('cannot-hold')!)).id}`,
      headers: { ...admin, 'accept-language': 'zh-CN' },
    });
    expect(zh.json().skipped[0].text).toBe('角色不允许持有客户');
    await house.app.inject({ method: 'DELETE', url: `/api/distribution/claim-rules/${rule.body.id}`, headers: admin });
  });

  it('REQ-E12 a run that leaves somebody says why, person by person, and so do the preview and the room of the present round', async () => {
    const [full, away] = [await seller('Full'), await seller('Away')];
    await quota(full, 2, 1, { maxOpen: 1, maxUntouched: 40 });
    await quota(away, 1, 1);
    await leave(away);
    await newCustomers(house, 3);
    const people = [
      { staffId: full.id, staffName: 'Full', reasons: { cap: 2 } },
      { staffId: away.id, staffName: 'Away', reasons: { 'on-leave': 2 } },
    ];
    const preview = (await call('POST', 'distribution/preview')).body;
    expect([preview.obstacles, preview.reasonTexts.cap]).toEqual([people, 'holds as many as allowed']);
    const rooms = (await call('GET', 'distribution/rounds/current')).body.roster.map((r: any) => [r.room, r.maxUntouched, r.untouched]);
    expect(rooms).toEqual([
      [1, 40, 0],
      [0, null, 0],
    ]);
    expect(await runByJob()).toEqual({ assigned: 1, unassigned: 2, people });
  });

  it('two who come back in one batch do not lift their owner over his cap', async () => {
    const a = await newStaff(house, { name: 'Ada', roles: ['salesperson'], departmentCode: 3200 });
    const rule = await call('POST', 'distribution/claim-rules', { name: 'one each here', departmentId: a.departmentId, maxOpen: 1 });
    const [first, second] = await returning(a, 2);
    expect(await runByJob()).toMatchObject({ assigned: 1, unassigned: 1 });
    expect([await ownerOf(first!), await ownerOf(second!)]).toEqual([a.id, null]);
    await house.app.inject({ method: 'DELETE', url: `/api/distribution/claim-rules/${rule.body.id}`, headers: admin });
  });

  it('REQ-B22 a reopened customer does not go back to a last owner who may no longer hold customers', async () => {
    const [a, b] = [await seller('Ada'), await seller('Bob')];
    const [his] = await ownedCustomers(house, a.id, 1);
    const [others] = await ownedCustomers(house, b.id, 1);
    const outcomes = house.app.get(OwnershipOutcomes, { strict: false });
    for (const id of [his!, others!]) await outcomes.lose(id, { reason: 'wrong number' });
    await withoutRoles(a);
    expect([await outcomes.reopen(his!), await outcomes.reopen(others!)]).toEqual([null, b.id]);
    expect((await stateOf(house, his!)).holding).toBe('pending');
  });
});
