import { DeadlineRefreshRepository } from '../../src/modules/customers/deadlines/deadline-refresh.repository.js';
import { DeadlineRefresh } from '../../src/modules/customers/deadlines/deadline-refresh.service.js';
import { Deadlines } from '../../src/modules/customers/deadlines/deadlines.service.js';
import { OwnershipOutcomes } from '../../src/modules/customers/ownership/ownership-outcomes.service.js';
import { OwnershipStaffFollower } from '../../src/modules/customers/ownership/ownership-watch.js';
import { CustomerTotals } from '../../src/modules/customers/ownership/totals.js';
import { CustomerHandover } from '../../src/modules/distribution/holding/leaver.js';
import { OutageService } from '../../src/modules/distribution/reclaim/outage.service.js';
import { Calendar } from '../../src/platform/settings/calendar.js';
import { Context } from '../../src/platform/context/context.js';
import { SYSTEM } from '../../src/platform/auth/principals.js';
import { Clock } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { newCustomers, ownedCustomers, ownershipsOf, setTime, stateOf } from '../builders/held-customers.js';
import { callNow, type Method } from '../calls.js';
import { newStaff } from '../staff.js';

const quiet = { progress: () => undefined, stopped: () => false, before: 0 };

describe('deadline rules', () => {
  let house: TestApp;
  let ops: { id: number };
  let ann: Awaited<ReturnType<typeof newStaff>>;
  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const ask = (method: Method, url: string, payload?: object, who: { id: number } = ops) => callNow(house, method, url, who, payload);
  const refresh = () => get(DeadlineRefresh).run(null, quiet);

  beforeAll(async () => {
    house = await startApp();
    setTime(house, '2026-03-02 10:00'); // a Monday
    ops = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
    ann = await newStaff(house, { name: 'Ann', roles: ['salesperson'], departmentCode: 1001 });
  });
  afterAll(() => house.close());

  it('REQ-E6 the base rule is there from the start, can be changed with its version, and not deleted', async () => {
    const list = await ask('GET', '/distribution/rules');
    expect(list.body).toMatchObject({
      total: 1,
      items: [
        {
          followUpDays: 3,
          dealDays: 15,
          dayKind: 'calendar',
          warnHours: [24],
          barDays: null,
          active: true,
          source: null,
          departmentId: null,
        },
      ],
    });
    const { id, version } = list.body.items[0];
    expect(await ask('DELETE', `/distribution/rules/${id}`)).toMatchObject({ status: 409, body: { code: 'rule.base' } });
    expect((await ask('PATCH', `/distribution/rules/${id}`, { warnHours: [6, 24, 24], version })).body).toMatchObject({
      warnHours: [24, 6],
      version: version + 1,
    });
    expect(await ask('PATCH', `/distribution/rules/${id}`, { warnHours: [24], version })).toMatchObject({
      status: 409,
      body: { code: 'stale' },
    });
    expect(await ask('POST', '/distribution/rules', { name: 'Second base' })).toMatchObject({ status: 409, body: { code: 'rule.exists' } });
    expect(await ask('POST', '/distribution/rules', { name: '', followUpDays: 0, dayKind: 'lunar', nonsense: 1 })).toMatchObject({
      status: 400,
      body: {
        errors: expect.arrayContaining(['name', 'followUpDays', 'dayKind', 'nonsense'].map((path) => expect.objectContaining({ path }))),
      },
    });
    expect((await ask('POST', '/distribution/rules', { name: 'x', departmentId: 9999 })).status).toBe(400);
    expect((await ask('POST', '/distribution/rules', { name: 'x' }, ann)).status).toBe(403);
  });

  it('the preview says how many would fall due and whose; saving eases them to the end of the next business day', async () => {
    setTime(house, '2026-03-06 10:00'); // a Friday
    const [id] = await ownedCustomers(house, ann.id, 1, { source: 'baidu' });
    await ownedCustomers(house, ann.id, 2, { source: 'seo' });
    setTime(house, '2026-03-08 10:00');
    const change = { name: 'Baidu', source: 'baidu', followUpDays: 1, dealDays: 15 };
    const preview = await ask('POST', '/distribution/rules/preview', change);
    // by the new rule he should have gone on the 8th; nobody goes before the end of Monday the 9th, when his old deadline is
    expect(preview).toMatchObject({ status: 200, body: { moved: 0, fallDue: 0, owners: [] } });
    setTime(house, '2026-03-06 10:00');
    const [long] = await ownedCustomers(house, ann.id, 1, { source: 'website' });
    const website = { name: 'Website', source: 'website', followUpDays: 1, dealDays: 15 };
    expect((await ask('POST', '/distribution/rules/preview', { ...website, followUpDays: 30 })).body).toMatchObject({
      moved: 1,
      fallDue: 0,
    });
    await ask('POST', '/distribution/rules', { ...website, followUpDays: 30 });
    await refresh();
    expect(await stateOf(house, long!)).toMatchObject({ followUpDueOn: '2026-04-05', dealDueOn: '2026-03-21' });
    setTime(house, '2026-03-13 10:00'); // a Friday: the next business day is Monday the 16th
    const { items } = (await ask('GET', '/distribution/rules?sort=-createdAt')).body;
    const rule = items.find((r: { source: string }) => r.source === 'website');
    const shorter = await ask('POST', '/distribution/rules/preview', { id: rule.id, followUpDays: 3 });
    expect(shorter.body).toMatchObject({
      moved: 1,
      fallDue: 1,
      reclaimAt: '2026-03-16T16:00:00.000Z',
      owners: [{ staffId: ann.id, name: 'Ann', fallDue: 1 }],
    });
    expect((await stateOf(house, long!)).dealDueOn).toBe('2026-03-21'); // nothing is written by a preview
    await ask('PATCH', `/distribution/rules/${rule.id}`, { followUpDays: 3 });
    await refresh();
    expect(await stateOf(house, long!)).toMatchObject({ followUpDueOn: '2026-03-16', deadlineRuleVersion: rule.version + 1 });
    const [entry] = await get(Database).rows<{ detail: string }>(
      `SELECT detail FROM audit_entry WHERE action = 'move-deadlines' ORDER BY id DESC LIMIT 1`,
    );
    expect(JSON.parse(entry!.detail)).toMatchObject({ count: 1 });
    const said = await ask('GET', `/customers/${long}/deadline`, undefined, ann);
    expect(said.body).toMatchObject({ followUpDueOn: '2026-03-16', reclaimAt: '2026-03-16T16:00:00.000Z', because: { cause: 'put-off' } });
    await refresh();
    expect((await stateOf(house, long!)).followUpDueOn).toBe('2026-03-16');
    expect((await ask('GET', `/customers/${id}/deadline`, undefined, ann)).body.explanation).toBe(
      '00:00 on 10 Mar, because nobody followed up since the customer was received on 6 Mar, and the rule is 3 days',
    );
  });

  it('the preview of a rule looks at those it is or was about and at nobody else, a department’s with those below it', async () => {
    setTime(house, '2026-03-02 10:00');
    const head = await newStaff(house, { departmentCode: 3101 });
    const below = await newStaff(house, { name: 'Below', roles: ['salesperson'], departmentCode: 3102, parentCode: 3101 });
    const beside = await newStaff(house, { name: 'Beside', roles: ['salesperson'], departmentCode: 3201 });
    get(Deadlines).changed(); // the departments are new
    const [qq] = await ownedCustomers(house, below.id, 2, { source: 'qq-group' });
    await ownedCustomers(house, beside.id, 3, { source: 'qq-group' });
    await ownedCustomers(house, beside.id, 4, { source: 'seo' });
    const moved = async (change: object) =>
      (await ask('POST', '/distribution/rules/preview', { followUpDays: 9, dealDays: 40, ...change })).body.moved;
    expect(await moved({ departmentId: head.departmentId })).toBe(2);
    expect(await moved({ departmentId: below.departmentId, source: 'qq-group' })).toBe(2);
    expect(await moved({ departmentId: below.departmentId, source: 'seo' })).toBe(0);
    expect(await moved({ source: 'qq-group' })).toBe(5);
    const ofSeo = await moved({ source: 'seo' });
    expect(ofSeo).toBeGreaterThanOrEqual(4);
    const rule = await ask('POST', '/distribution/rules', { name: 'QQ', source: 'qq-group', followUpDays: 9, dealDays: 40 });
    expect(rule.status).toBe(201);
    await refresh();
    expect(await moved({ id: rule.body.id, source: 'seo' })).toBe(5 + ofSeo); // those of QQ lose it, those of SEO get it
    const held = vi.spyOn(get(DeadlineRefreshRepository), 'open'); // jobs that refresh deadlines meanwhile ask otherwise
    await moved({ id: rule.body.id, departmentId: below.departmentId });
    const looked = await Promise.all(held.mock.results.map(({ value }) => value as Promise<{ clockSource: string | null }[]>));
    expect(new Set(looked.flat().map((row) => row.clockSource))).toEqual(new Set(['qq-group']));
    held.mockRestore();
    expect((await stateOf(house, qq!)).followUpDueOn).toBe('2026-03-11');
    await ask('DELETE', `/distribution/rules/${rule.body.id}`);
    await refresh();
  });

  it('working days: weekends, holidays, worked weekends and the owner’s leave do not count', async () => {
    setTime(house, '2026-09-28 10:00');
    await get(Database).run(
      `INSERT INTO calendar_day (day, kind, name) VALUES ('2026-10-01', 'holiday', 'National Day'), ('2026-10-02', 'holiday', 'National Day'), ('2026-10-03', 'workday', 'Make-up')`,
    );
    get(Calendar).changed();
    const department = await newStaff(house, { name: 'Wang', roles: ['salesperson'], departmentCode: 1005 });
    await ask('POST', '/distribution/rules', {
      name: 'Working days',
      departmentId: department.departmentId,
      followUpDays: 3,
      dealDays: 10,
      dayKind: 'working',
    });
    setTime(house, '2026-09-30 10:00');
    const [id] = await ownedCustomers(house, department.id, 1);
    expect(await stateOf(house, id!)).toMatchObject({ followUpDueOn: '2026-10-06' }); // Sat 3 (worked), Mon 5, Tue 6
    await get(Database).run(
      `INSERT INTO staff_leave (staffId, fromDay, toDay, version, createdAt, updatedAt) VALUES (?, '2026-10-05', '2026-10-06', 1, 0, 0)`,
      [department.id],
    );
    await get(Database).transaction(() => get(OwnershipStaffFollower).leaveChanged(department.id));
    await refresh();
    expect(await stateOf(house, id!)).toMatchObject({ followUpDueOn: '2026-10-08' });
    await get(Database).run('DELETE FROM staff_leave');
    get(Deadlines).changed();
    await refresh();
    expect(await stateOf(house, id!)).toMatchObject({ followUpDueOn: '2026-10-06' });
  });

  it('a colleague who moves takes his customers and totals along, and gets the deadlines of his new department', async () => {
    setTime(house, '2026-11-02 10:00');
    const mover = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const [id] = await ownedCustomers(house, mover.id, 3);
    const to = (await newStaff(house, { departmentCode: 1005 })).departmentId!;
    const total = () => get(CustomerTotals).total({ departmentId: to, ownerId: mover.id });
    expect(await total()).toBe(0);
    await get(Database).run('UPDATE staff SET departmentId = ? WHERE id = ?', [to, mover.id]);
    await get(Database).transaction(() => get(OwnershipStaffFollower).moved(mover.id, to));
    await refresh();
    expect(await total()).toBe(3);
    expect(await stateOf(house, id!)).toMatchObject({ departmentId: to, followUpDueOn: '2026-11-05', dealDueOn: '2026-11-16' });
  });

  it('after more than an hour of outage in working time reclaim waits one business day, at night it does not', async () => {
    setTime(house, '2026-12-04 20:00'); // Friday
    const [id] = await ownedCustomers(house, ann.id, 1);
    const at = (wall: string) => Date.parse(`${wall.replace(' ', 'T')}:00+08:00`);
    const outage = async (from: string, to: string) => {
      await get(Database).run('UPDATE reclaim_beat SET beatAt = ?', [at(from)]);
      get(Clock).set(at(to));
      Object.assign(get(OutageService), { lastBeat: undefined });
      return get(OutageService).beat();
    };
    expect(await outage('2026-12-04 20:00', '2026-12-07 08:00')).toBe(0);
    expect(await stateOf(house, id!)).toMatchObject({ followUpDueOn: '2026-12-07' });
    expect(await outage('2026-12-07 10:00', '2026-12-07 10:59')).toBe(0);
    expect(await outage('2026-12-07 16:00', '2026-12-07 17:30')).toBeGreaterThan(0);
    expect(await stateOf(house, id!)).toMatchObject({ followUpDueOn: '2026-12-08', dealDueOn: '2026-12-19' });
    expect(new Date(Number((await stateOf(house, id!)).reclaimAt)).toISOString()).toBe('2026-12-08T16:00:00.000Z');
  });

  it('whoever leaves hands everything to a colleague, or his open customers to the pool', async () => {
    setTime(house, '2027-01-04 10:00');
    const [leaver, heir] = [
      await newStaff(house, { departmentCode: 1001 }),
      await newStaff(house, { roles: ['salesperson'], departmentCode: 1002 }),
    ];
    const [open, won, lost] = await ownedCustomers(house, leaver.id, 3);
    await get(OwnershipOutcomes).win(won!);
    await get(OwnershipOutcomes).lose(lost!, { reason: 'x' });
    const handOver = (from: number, choice: object) =>
      get(Context).run({ actor: SYSTEM }, () => get(Database).transaction(() => get(CustomerHandover).handOver(from, choice)));
    expect(await get(CustomerHandover).held(leaver.id)).toMatchObject([{ count: 2 }]);
    await handOver(leaver.id, { to: heir.id });
    for (const id of [open, won, lost]) expect((await stateOf(house, id!)).ownerId).toBe(heir.id);
    expect((await ownershipsOf(house, open!)).map((o) => o.outcome)).toEqual(['handed-over', null]);
    await handOver(heir.id, { toPool: true });
    expect((await stateOf(house, open!)).holding).toBe('pool');
    expect((await stateOf(house, won!)).ownerId).toBe(heir.id);
  });

  it('REQ-E8 a bar outlives its customer: deleted and entered anew, the former owner is still refused', async () => {
    setTime(house, '2027-02-01 10:00');
    const [id] = await ownedCustomers(house, ann.id, 1, { phone: '+8613700000001' });
    await get(OwnershipOutcomes).end([id!], 'follow-up-overdue', { to: 'pool', barDays: 100 });
    expect((await ask('DELETE', `/customers/${id}`)).status).toBe(204);
    const [again] = await newCustomers(house, 1, { phone: '+8613700000001', holding: 'pool' });
    const refused = await ask('POST', `/pool/${again}/claim`, {}, ann);
    expect(refused).toMatchObject({ status: 409, body: { code: 'pool.lost-before' } });
    const list = await ask('GET', '/pool?pageSize=100', undefined, ann);
    expect(list.body.items.map((c: { id: number }) => c.id)).not.toContain(again);
  });

  it('claim rules: CRUD, one per department, the quota’s cap counts too', async () => {
    const made = await ask('POST', '/distribution/claim-rules', { name: 'House', claimsPerDay: 5 });
    expect(made).toMatchObject({ status: 201, body: { claimsPerDay: 5, maxOpen: null, departmentId: null, active: true, version: 1 } });
    expect(await ask('POST', '/distribution/claim-rules', { name: 'Twice' })).toMatchObject({ status: 409, body: { code: 'rule.exists' } });
    expect((await ask('PATCH', `/distribution/claim-rules/${made.body.id}`, { claimsPerDay: 0, version: 1 })).body).toMatchObject({
      claimsPerDay: 0,
      version: 2,
    });
    const [id] = await newCustomers(house, 1, { holding: 'pool' });
    expect((await ask('POST', `/pool/${id}/claim`, {}, ann)).body).toMatchObject({ code: 'pool.daily-limit', limit: 0 });
    expect((await ask('DELETE', `/distribution/claim-rules/${made.body.id}`)).status).toBe(204);
    const capped = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    await get(Database).run(
      `INSERT INTO quota (staffId, weight, perRound, maxOpen, active, createdAt, updatedAt, version) VALUES (?, 1, 1, 1, 1, 0, 0, 1)`,
      [capped.id],
    );
    const [one, two] = await newCustomers(house, 2, { holding: 'pool' });
    expect((await ask('POST', `/pool/${one}/claim`, {}, capped)).status).toBe(200);
    expect((await ask('POST', `/pool/${two}/claim`, {}, capped)).body).toMatchObject({ code: 'pool.holding-limit', limit: 1 });
  });
});
