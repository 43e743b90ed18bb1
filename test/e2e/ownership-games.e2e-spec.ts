import { DeadlineRefresh } from '../../src/modules/customers/deadlines/deadline-refresh.service.js';
import { FOR_EVER } from '../../src/modules/customers/ownership/ownership.entity.js';
import { OwnershipOutcomes } from '../../src/modules/customers/ownership/ownership-outcomes.service.js';
import { Database } from '../../src/platform/database/database.js';
import { ReclaimTell } from '../../src/modules/distribution/reclaim/reclaim-tell.service.js';
import { WarningService } from '../../src/modules/distribution/reclaim/warning.service.js';
import { BackOffice } from '../admin.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { newCustomers, ownedCustomers, reclaimAll, setTime, stateOf } from '../builders/held-customers.js';
import { callNow, type Method } from '../calls.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

type Person = Awaited<ReturnType<typeof newStaff>>;

const quiet = { progress: () => undefined, stopped: () => false, before: 0 };

describe(`what wins nobody time or customers on ${STACK}`, () => {
  let house: TestApp;
  let [ann, ben, boss, director, ops]: Person[] = [];
  const database = () => house.app.get(Database, { strict: false });
  const send = (method: Method, path: string, who: { id: number }, payload?: object) => callNow(house, method, path, who, payload);
  const post = (path: string, who: { id: number }, payload: object = {}) => send('POST', path, who, payload);
  const due = async (id: number) => {
    const { followUpDueOn, dealDueOn } = await stateOf(house, id);
    return [followUpDueOn, dealDueOn];
  };

  beforeAll(async () => {
    house = await startApp();
    setTime(house, '2026-03-02 10:00');
    [ann, ben] = [
      await newStaff(house, { name: 'Ann', roles: ['salesperson'], departmentCode: 1001 }),
      await newStaff(house, { name: 'Ben', roles: ['salesperson'], departmentCode: 1001 }),
    ];
    boss = await newStaff(house, { name: 'Boss', roles: ['sales-supervisor'], departmentCode: 1001 });
    director = await newStaff(house, { name: 'Director', roles: ['sales-director'], departmentCode: 1001 });
    ops = await newStaff(house, { name: 'Ops', roles: ['operations'], departmentCode: 1000 });
  });
  afterAll(() => house.close());

  it('REQ-E6 two salespeople who hand a customer to and fro win no day of either clock', async () => {
    setTime(house, '2026-03-02 10:00');
    const [id, fresh] = await ownedCustomers(house, ann!.id, 2);
    setTime(house, '2026-03-03 10:00');
    await post('/interactions', ann!, { customerId: id, kind: 'call', summary: 'asked' });
    setTime(house, '2026-03-05 10:00');
    expect((await post(`/customers/${id}/transfer`, ann!, { toStaffId: ben!.id })).body).toMatchObject({
      clocks: 'go-on',
      reclaimAtBefore: '2026-03-06T16:00:00.000Z',
      reclaimAt: '2026-03-06T16:00:00.000Z',
    });
    expect(await stateOf(house, id!)).toMatchObject({ ownerId: ben!.id, followUpClockOn: '2026-03-03', lastFollowUpAt: null });
    expect(await due(id!)).toEqual(['2026-03-06', '2026-03-17']);
    const [message] = (await send('GET', '/notifications', ben!)).body.items;
    expect(message).toMatchObject({ code: 'customers.handed-on' });
    expect(message.body).toContain('the first was 2026-03-07 00:00 and is 2026-03-07 00:00 now');
    const why = (await send('GET', `/customers/${id}/deadline`, ben!)).body;
    expect(why.because).toEqual({ cause: 'handed-on', from: '2026-03-03', days: 3 });
    setTime(house, '2026-03-06 10:00');
    expect((await post(`/customers/${id}/transfer`, ben!, { toStaffId: ann!.id })).body).toMatchObject({ clocks: 'go-on' });
    expect(await due(id!)).toEqual(['2026-03-06', '2026-03-17']);
    const timeline = (await send('GET', `/customers/${id}/timeline`, ann!)).body.items;
    expect(timeline.find((e: { kind: string }) => e.kind === 'owned')).toMatchObject({ ownerName: 'Ann', followUpClockOn: '2026-03-03' });
    // never followed up: the day of receipt goes on as well, and the follow-up of the receiver restarts the clock as ever
    setTime(house, '2026-03-05 23:00');
    await post(`/customers/${fresh}/transfer`, ann!, { toStaffId: ben!.id });
    expect(await due(fresh!)).toEqual(['2026-03-05', '2026-03-17']);
    expect((await post('/interactions', ben!, { customerId: fresh, kind: 'call', summary: 'reached' })).body.counts).toBe(true);
    expect(await due(fresh!)).toEqual(['2026-03-08', '2026-03-17']);
    setTime(house, '2026-03-07 00:00:00');
    expect((await post('/interactions', ann!, { customerId: id, kind: 'call', summary: 'late' })).body.code).toBe('customer.overdue');
  });

  it('REQ-E6 who manages a customer restarts his clocks for another, not for himself and not with his own customers', async () => {
    setTime(house, '2026-04-01 10:00');
    const [his] = await ownedCustomers(house, boss!.id, 1);
    const [hers] = await ownedCustomers(house, ann!.id, 1);
    setTime(house, '2026-04-03 10:00');
    expect((await post('/customers/assign', boss!, { customerIds: [hers], toStaffId: ben!.id })).body.outcomes).toMatchObject([
      { outcome: 'assigned', clocks: 'restarted', reclaimAtBefore: '2026-04-04T16:00:00.000Z', reclaimAt: '2026-04-06T16:00:00.000Z' },
    ]);
    expect(await due(hers!)).toEqual(['2026-04-06', '2026-04-18']);
    setTime(house, '2026-04-04 10:00');
    for (const [id, from, to] of [
      [his, boss!, ann!],
      [his, boss!, boss!],
      [hers, boss!, boss!],
    ] as const)
      expect((await post('/customers/assign', from, { customerIds: [id], toStaffId: to.id })).body.outcomes).toMatchObject([
        { outcome: 'assigned', clocks: 'go-on' },
      ]);
    expect(await due(his!)).toEqual(['2026-04-04', '2026-04-16']);
    expect(await due(hers!)).toEqual(['2026-04-06', '2026-04-18']);
  });

  it('REQ-E6 what the former owner was granted beyond the rule goes on too, and nobody receives a customer he has lost already', async () => {
    setTime(house, '2026-05-06 10:00');
    const [granted, past] = await ownedCustomers(house, ann!.id, 2);
    await database().run(`UPDATE customer SET followUpDueOn = '2026-05-14', reclaimAt = reclaimAt + 5 * 86400000 WHERE id = ?`, [granted!]);
    await post(`/customers/${past}/lock`, boss!, { until: '2026-05-20' });
    setTime(house, '2026-05-12 10:00');
    await post(`/customers/${granted}/transfer`, ann!, { toStaffId: ben!.id });
    await post(`/customers/${past}/transfer`, ann!, { toStaffId: ben!.id });
    expect(await due(granted!)).toEqual(['2026-05-14', '2026-05-21']);
    expect(await due(past!)).toEqual(['2026-05-12', '2026-05-21']);
  });

  it('REQ-E6 an owner’s own change of the source moves no clock of his, and changing it back leaves no trace; his manager’s does', async () => {
    setTime(house, '2026-06-01 10:00');
    const rule = (source: string, followUpDays: number | null, dealDays: number | null) =>
      post('/distribution/rules', ops!, { name: source, source, followUpDays, dealDays, dayKind: 'calendar' });
    expect((await rule('referral', 10, 40)).status).toBe(201);
    expect((await rule('seo', null, null)).status).toBe(201);
    const [id, bossHis] = [
      (await ownedCustomers(house, ann!.id, 1, { source: 'baidu' }))[0]!,
      (await ownedCustomers(house, boss!.id, 1, { source: 'baidu' }))[0]!,
    ];
    setTime(house, '2026-06-03 10:00');
    const change = (of: number, source: string, who: Person) => send('PATCH', `/customers/${of}`, who, { source });
    for (const source of ['referral', 'seo', 'baidu', 'referral']) {
      expect((await change(id, source, ann!)).body).toMatchObject({ source });
      expect(await due(id)).toEqual(['2026-06-04', '2026-06-16']);
    }
    expect((await change(bossHis, 'seo', boss!)).status).toBe(200);
    expect(await due(bossHis)).toEqual(['2026-06-04', '2026-06-16']);
    // neither a rule that changes nor a colleague who takes him and hands him back makes it count
    await house.app.get(DeadlineRefresh, { strict: false }).customers([id]);
    await post(`/customers/${id}/transfer`, ann!, { toStaffId: ben!.id });
    expect(await due(id)).toEqual(['2026-06-04', '2026-06-16']);
    await post(`/customers/${id}/transfer`, ben!, { toStaffId: ann!.id });
    expect(await due(id)).toEqual(['2026-06-04', '2026-06-16']);
    expect((await send('GET', `/customers/${id}/deadline`, ann!)).body.countsBySource).toBe('baidu');
    // the manager's correction counts, and goes back
    await change(id, 'seo', boss!);
    expect(await due(id)).toEqual([null, null]);
    await change(id, 'baidu', boss!);
    expect(await due(id)).toEqual(['2026-06-04', '2026-06-16']);
    // whoever receives him afresh has the rule of the source as it stands
    await change(id, 'referral', ann!);
    await post('/customers/assign', boss!, { customerIds: [id], toStaffId: ben!.id });
    expect(await due(id)).toEqual(['2026-06-13', '2026-07-13']);
  });

  it('REQ-E6 nobody locks his own customer; who manages him does', async () => {
    setTime(house, '2026-07-01 10:00');
    const [his] = await ownedCustomers(house, boss!.id, 1);
    const refused = await post(`/customers/${his}/lock`, boss!, { until: '2036-01-01' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'customer.own-lock' } });
    expect((await stateOf(house, his!)).lockedUntil).toBeNull();
    const office = await new BackOffice(house).signIn(boss!.username, STAFF_PASSWORD);
    const screen = await office.post(`/api/resources/holdings/records/${his}/lock`, { until: '2036-01-01' });
    expect(JSON.stringify(screen.body)).toContain('不能锁定自己名下的客户');
    expect((await post(`/customers/${his}/lock`, director!, { until: '2026-08-01' })).status).toBe(200);
    expect((await post(`/customers/${his}/lock`, boss!, { until: null })).body.code).toBe('customer.own-lock');
    const [hers] = await ownedCustomers(house, ann!.id, 1);
    expect((await post(`/customers/${hers}/lock`, boss!, { until: '2026-08-01' })).status).toBe(200);
  });

  it('REQ-E6 nobody’s own leave moves his deadlines: who manages him enters, changes and withdraws it', async () => {
    setTime(house, '2026-07-01 10:00');
    const [his] = await ownedCustomers(house, boss!.id, 1);
    const days = { fromDay: '2026-07-02', toDay: '2026-07-10' };
    const own = { status: 403, body: { code: 'leave.own' } };
    expect(await post(`/staff/${boss!.id}/leave`, boss!, days)).toMatchObject(own);
    expect((await send('GET', `/staff/${boss!.id}/leave`, boss!)).body.total).toBe(0);
    expect((await post(`/staff/${ann!.id}/leave`, boss!, { fromDay: '2035-07-02', toDay: '2035-07-03' })).status).toBe(201);
    const entered = await post(`/staff/${boss!.id}/leave`, director!, days);
    expect(entered.status).toBe(201);
    const path = `/staff/${boss!.id}/leave/${entered.body.id}`;
    expect(await send('PATCH', path, boss!, { toDay: '2026-12-31' })).toMatchObject(own);
    expect(await send('DELETE', path, boss!)).toMatchObject(own);
    const office = await new BackOffice(house).signIn(boss!.username, STAFF_PASSWORD);
    const screen = await office.post('/api/resources/leave/actions/new', {
      staffId: boss!.id,
      fromDay: '2026-08-01',
      toDay: '2026-08-30',
    });
    expect(JSON.stringify(screen.body)).toContain('不能登记或修改自己的请假');
    expect((await send('GET', `/staff/${boss!.id}/leave`, boss!)).body.items).toMatchObject([days]);
    await house.app.get(DeadlineRefresh, { strict: false }).customers([his!]);
    expect(await due(his!)).toEqual(['2026-07-13', '2026-07-25']);
    expect((await send('DELETE', path, director!)).status).toBe(204);
  });

  it('REQ-E6 a deadline that has passed is carried out, whatever leave, rule or calendar are entered afterwards', async () => {
    setTime(house, '2026-07-01 10:00');
    const seller = await newStaff(house, { name: 'Late leave', roles: ['salesperson'], departmentCode: 1001 });
    const [late] = await ownedCustomers(house, seller.id, 1);
    setTime(house, '2026-07-03 10:00');
    const [running] = await ownedCustomers(house, seller.id, 1);
    setTime(house, '2026-07-05 00:00');
    const before = await stateOf(house, late!);
    const leave = await post(`/staff/${seller.id}/leave`, boss!, { fromDay: '2026-07-02', toDay: '2026-07-10' });
    expect(leave.status).toBe(201);
    await house.app.get(DeadlineRefresh, { strict: false }).run(null, quiet);
    expect(await stateOf(house, late!)).toEqual(before);
    expect(await due(running!)).toEqual(['2026-07-13', '2026-07-25']);
    expect((await post('/interactions', seller, { customerId: late, kind: 'call', summary: 'late' })).body.code).toBe('customer.overdue');
    expect((await send('DELETE', `/staff/${seller.id}/leave/${leave.body.id}`, boss!)).status).toBe(204);
    await house.app.get(DeadlineRefresh, { strict: false }).run(seller.id, quiet);
  });

  it('REQ-E6 deleting and restoring, closing and reopening one’s own customer wind up no clock', async () => {
    setTime(house, '2026-07-06 10:00');
    const [deleted, closed, followed] = await ownedCustomers(house, boss!.id, 3);
    await database().run('UPDATE customer SET email = NULL'); // the builder gives all of them one
    const [hers] = await ownedCustomers(house, ann!.id, 1);
    setTime(house, '2026-07-07 10:00');
    await post('/interactions', boss!, { customerId: followed, kind: 'call', summary: 'asked' });
    setTime(house, '2026-07-09 10:00');
    for (const id of [deleted, followed]) {
      expect((await send('DELETE', `/customers/${id}`, boss!)).status).toBe(204);
      expect((await post(`/customers/${id}/restore`, boss!)).status).toBe(200);
    }
    expect(await due(deleted!)).toEqual(['2026-07-09', '2026-07-21']);
    expect(await due(followed!)).toEqual(['2026-07-10', '2026-07-21']);
    await post(`/customers/${closed}/lose`, boss!, { reason: 'gone' });
    await post(`/customers/${closed}/reopen`, boss!);
    expect(await stateOf(house, closed!)).toMatchObject({ ownerId: boss!.id, followUpDueOn: '2026-07-09', dealDueOn: '2026-07-21' });
    // whom his owner has parked comes back with the clocks where they stood; whom a manager closed is the manager's to give anew
    await post(`/customers/${hers}/lose`, ann!, { reason: 'gone' });
    await post(`/customers/${hers}/reopen`, boss!);
    expect(await due(hers!)).toEqual(['2026-07-09', '2026-07-21']);
    await post(`/customers/${hers}/lose`, boss!, { reason: 'gone' });
    await post(`/customers/${hers}/reopen`, boss!);
    expect(await due(hers!)).toEqual(['2026-07-12', '2026-07-24']);
    // clocks stand still in the recycle bin
    await send('DELETE', `/customers/${deleted}`, boss!);
    setTime(house, '2026-07-14 10:00');
    await post(`/customers/${deleted}/restore`, boss!);
    expect(await due(deleted!)).toEqual(['2026-07-14', '2026-07-26']);
  });

  it('REQ-E6 nobody takes a lost customer to reopen him for himself with fresh clocks: reopened first, he is handed over with those that run', async () => {
    setTime(house, '2026-07-20 10:00');
    const [id] = await ownedCustomers(house, ann!.id, 1);
    await post(`/customers/${id}/lose`, ann!, { reason: 'gone' });
    const taken = await post('/customers/assign', boss!, { customerIds: [id], toStaffId: boss!.id });
    expect(taken.body.outcomes).toMatchObject([{ outcome: 'customer.reopen-first', detail: expect.stringContaining('reopen it first') }]);
    expect((await post(`/customers/${id}/transfer`, boss!, { toStaffId: boss!.id })).body.code).toBe('customer.reopen-first');
    expect((await stateOf(house, id!)).ownerId).toBe(ann!.id);
    setTime(house, '2026-07-21 10:00');
    await post(`/customers/${id}/reopen`, boss!);
    setTime(house, '2026-07-23 10:00');
    expect((await post('/customers/assign', boss!, { customerIds: [id], toStaffId: boss!.id })).body.outcomes).toMatchObject([
      { outcome: 'assigned', clocks: 'go-on' },
    ]);
    expect(await due(id!)).toEqual(['2026-07-24', '2026-08-05']);
    // a colleague may have him closed as he is
    await post(`/customers/${id}/lose`, boss!, { reason: 'gone' });
    expect((await post('/customers/assign', boss!, { customerIds: [id], toStaffId: ben!.id })).body.assigned).toBe(1);
  });

  it('REQ-E6 who had a customer within 30 days goes on with his old deal clock, unless a manager of both hands him back', async () => {
    setTime(house, '2026-08-03 10:00');
    const [own, back, given] = await ownedCustomers(house, boss!.id, 3);
    setTime(house, '2026-08-05 10:00');
    await post('/customers/assign', boss!, { customerIds: [own], toStaffId: ann!.id });
    await post('/customers/assign', director!, { customerIds: [back, given], toStaffId: ann!.id });
    expect(await due(own!)).toEqual(['2026-08-06', '2026-08-18']);
    expect(await due(back!)).toEqual(['2026-08-08', '2026-08-20']);
    setTime(house, '2026-08-06 10:00');
    await post('/customers/assign', boss!, { customerIds: [own, back], toStaffId: boss!.id });
    await post('/customers/assign', director!, { customerIds: [given], toStaffId: boss!.id });
    expect(await due(own!)).toEqual(['2026-08-06', '2026-08-18']);
    // two days were used before
    expect(await due(back!)).toEqual(['2026-08-08', '2026-08-19']);
    expect(await due(given!)).toEqual(['2026-08-09', '2026-08-21']);
  });

  it('REQ-E6 REQ-D29 a first follow-up timed in the second of the receipt, or just before it, counts as of the receipt', async () => {
    setTime(house, '2026-09-02 00:00:30');
    const [id] = await ownedCustomers(house, ann!.id, 1);
    setTime(house, '2026-09-02 10:00');
    const record = (occurredAt: string) => post('/interactions', ann!, { customerId: id, kind: 'call', summary: 'x', occurredAt });
    const receipt = (await stateOf(house, id!)).ownedSince;
    const first = await record('2026-09-01T16:00:00Z'); // the minute of the receipt
    expect(first.body.counts).toBe(true);
    expect(await stateOf(house, id!)).toMatchObject({ lastFollowUpAt: receipt, followUpDueOn: '2026-09-05' });
    expect((await record('2026-09-01T03:00:00Z')).body.counts).toBe(true);
    expect((await record('2026-09-01T01:59:00Z')).body.counts).toBe(false);
    expect((await record('2026-09-02T02:10:00Z')).body.counts).toBe(false);
    const later = await record('2026-09-02T01:00:00Z');
    expect((await stateOf(house, id!)).lastFollowUpAt).toBe(Date.parse('2026-09-02T01:00:00Z'));
    expect((await send('DELETE', `/interactions/${later.body.id}`, ann!)).status).toBe(204);
    expect((await stateOf(house, id!)).lastFollowUpAt).toBe(receipt);
  });

  it('REQ-E7 one bulk claim is one moment: the time between claims counts between calls, the day’s number counts customers', async () => {
    setTime(house, '2026-10-05 10:00');
    const rule = await post('/distribution/claim-rules', ops!, { name: 'Calm', claimsPerDay: 4, secondsBetween: 60 });
    expect(rule.status).toBe(201);
    const ids = await newCustomers(house, 6, { holding: 'pool' });
    const many = async (some: readonly number[]) => {
      const { body } = await post('/pool/claim', ann!, { customerIds: some });
      return body.outcomes.map((o: { outcome: string }) => o.outcome);
    };
    expect(await many([999_999, ...ids.slice(0, 3)])).toEqual(['not-found', 'claimed', 'claimed', 'claimed']);
    setTime(house, '2026-10-05 10:00:30');
    expect(await many(ids.slice(3, 5))).toEqual(['pool.too-soon', 'pool.too-soon']);
    expect((await post(`/pool/${ids[3]}/claim`, ann!)).body.code).toBe('pool.too-soon');
    setTime(house, '2026-10-05 10:01:30');
    expect(await many(ids.slice(3, 5))).toEqual(['claimed', 'pool.daily-limit']);
    expect((await send('DELETE', `/distribution/claim-rules/${rule.body.id}`, ops!)).status).toBe(204);
  });

  it('REQ-E7 a customer one cannot see is not there, whoever has him; a lost race is told as one', async () => {
    setTime(house, '2026-11-02 10:00');
    const [his] = await ownedCustomers(house, ben!.id, 1);
    const [raced] = await newCustomers(house, 1, { holding: 'pool' });
    const claim = async (id: number, who: Person) => {
      const { status, body } = await post(`/pool/${id}/claim`, who);
      return [status, body.code];
    };
    const missing = [404, 'not-found'];
    expect(await claim(999_999, ann!)).toEqual(missing);
    expect(await claim(his!, ann!)).toEqual(missing);
    expect(await claim(his!, boss!)).toEqual([409, 'pool.already-claimed']);
    expect((await post(`/pool/${raced}/claim`, ben!)).status).toBe(200);
    expect(await claim(raced!, ann!)).toEqual([409, 'pool.already-claimed']);
    await post(`/customers/${raced}/transfer`, ben!, { toStaffId: ben!.id });
    setTime(house, '2026-11-03 10:00:01');
    expect(await claim(raced!, ann!)).toEqual(missing);
  });

  it('REQ-E8 a leaver’s customers go to a colleague as far as his cap and what he lost before allow; the rest where it was said', async () => {
    setTime(house, '2026-12-01 10:00');
    const rule = await post('/distribution/claim-rules', ops!, { name: 'Three', maxOpen: 3 });
    const seller = (name: string) => newStaff(house, { name, roles: ['salesperson'], departmentCode: 1001 });
    const admin = await newStaff(house, { name: 'Admin', roles: ['administrator'] });
    for (const rest of [undefined, 'pool'] as const) {
      const [leaver, heir] = [await seller('Leaver'), await seller('Heir')];
      const [barred, won] = await ownedCustomers(house, leaver.id, 2);
      const fitting = await ownedCustomers(house, leaver.id, 4);
      await house.app.get(OwnershipOutcomes, { strict: false }).win(won!);
      await database().run(
        `INSERT INTO ownership (customerId, staffId, beganBy, beganAt, dealClockOn, endedAt, outcome, barredUntil) VALUES (?, ?, 'claimed', 1, '2026-01-01', 2, 'follow-up-overdue', ?)`,
        [barred!, heir.id, FOR_EVER],
      );
      const answer = await post(`/staff/${leaver.id}/deactivate`, admin, { handOver: { to: heir.id, ...(rest ? { rest } : {}) } });
      expect(answer).toMatchObject({
        status: 200,
        body: {
          rest: [
            {
              count: 2,
              where: rest ?? 'pending',
              reasons: [
                { code: 'pool.lost-before', count: 1 },
                { code: 'pool.holding-limit', count: 1 },
              ],
            },
          ],
        },
      });
      for (const id of [won!, ...fitting.slice(0, 3)]) expect((await stateOf(house, id)).ownerId).toBe(heir.id);
      for (const id of [barred!, fitting[3]!])
        expect(await stateOf(house, id)).toMatchObject({ ownerId: null, holding: rest ?? 'pending' });
    }
    const [leaver, heir] = [await seller('Leaver on screen'), await seller('Heir on screen')];
    await ownedCustomers(house, leaver.id, 4);
    const office = await new BackOffice(house).signIn(admin.username, STAFF_PASSWORD);
    const done = await office.post(`/api/resources/staff/records/${leaver.id}/deactivate`, {
      fate: 'colleague',
      to: String(heir.id),
      rest: 'pool',
    });
    expect(JSON.stringify(done.body)).toContain('接收人未能接收 1 个，已转为公海');
    // entering for a colleague is handing over, entering for oneself is not
    const enter = (assignToId: number) => post('/customers', boss!, { type: 'person', name: 'New', assignToId });
    expect((await enter(heir.id)).body).toMatchObject({ status: 409, code: 'customer.assignee-full' });
    await ownedCustomers(house, boss!.id, 3);
    expect((await enter(boss!.id)).status).toBe(201);
    await send('DELETE', `/distribution/claim-rules/${rule.body.id}`, ops!);
  });

  it('REQ-E8 REQ-E14 messages say until when a lost customer cannot be claimed, where the rule has an end for it', async () => {
    const words = async (who: Person) =>
      (await send('GET', '/notifications?pageSize=2', who)).body.items.map((m: { body: string }) => m.body);
    const round = async (wall: string, due: string, sources: readonly string[]) => {
      setTime(house, `${wall} 10:00`);
      const eve = await newStaff(house, { name: 'Eve', roles: ['salesperson'], departmentCode: 1001 });
      for (const source of sources) await ownedCustomers(house, eve.id, 1, { source });
      setTime(house, `${due} 09:00`);
      await house.app.get(WarningService, { strict: false }).run(quiet);
      const at = Date.parse(`${due}T16:00:01Z`);
      setTime(house, new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '));
      await reclaimAll(house, at);
      await database().transaction(() => house.app.get(ReclaimTell, { strict: false }).tell({ at, turn: 0 }));
      return words(eve);
    };
    const rule = { name: 'five', source: 'baidu', followUpDays: 3, dealDays: 15, dayKind: 'calendar', barDays: 5 };
    expect((await post('/distribution/rules', ops!, rule)).status).toBe(201);
    expect(await round('2027-03-01', '2027-03-04', ['baidu', 'baidu'])).toEqual([
      expect.stringContaining('you cannot claim them again before 2027-03-10 00:00'),
      expect.stringContaining('you cannot claim them again before 2027-03-10 00:00'),
    ]);
    expect(await round('2027-04-01', '2027-04-04', ['baidu', 'qq'])).toEqual([
      expect.stringContaining('you cannot claim 1 of them again, the others not before 2027-04-10 00:00'),
      expect.stringContaining('you cannot claim 1 of them again, the others not before 2027-04-10 00:00'),
    ]);
    expect(await round('2027-05-01', '2027-05-04', ['qq'])).toEqual([
      expect.stringMatching(/you cannot claim them again\.$/),
      expect.stringMatching(/you cannot claim them again\.$/),
    ]);
  });
});
