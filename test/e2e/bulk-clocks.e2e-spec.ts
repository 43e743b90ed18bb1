import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeHandlers } from '../../src/modules/customers/changes/change.handlers.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { ownedCustomers, restReclaim, setTime, stateOf } from '../builders/held-customers.js';
import { callNow, done } from '../calls.js';
import { newStaff } from '../staff.js';

type Person = Awaited<ReturnType<typeof newStaff>>;

describe('bulk changes and time', () => {
  let house: TestApp;
  let [ann, ben, boss, held]: Person[] = [];
  beforeAll(async () => {
    house = await startApp({ ROLE: 'all' });
    setTime(house, '2031-03-03 10:00');
    await restReclaim(house);
    ann = await newStaff(house, { name: 'Ann', roles: ['salesperson'], departmentCode: 1001 });
    ben = await newStaff(house, { name: 'Ben', roles: ['salesperson'], departmentCode: 1001 });
    boss = await newStaff(house, { name: 'Boss', roles: ['sales-supervisor'], departmentCode: 1001 });
    held = await newStaff(house, { name: 'Held', roles: ['sales-director'], departmentCode: 1001 });
  });
  afterAll(() => house.close());

  const ended = async (id: number, who: Person, of: 'do' | 'undo' = 'do') => {
    for (let i = 0; i < 800; i++) {
      const set = await done(callNow(house, 'GET', `/change-sets/${id}`, who));
      if (!['waiting', 'running'].includes(of === 'do' ? set.state : set.undo.state)) return set;
      await sleep(25);
    }
    throw new Error(`change set ${id} did not end`);
  };
  const assign = async (ids: number[], to: Person, who: Person) =>
    ended((await done(callNow(house, 'POST', '/customers/bulk/assign', who, { ids, toStaffIds: [to.id] }))).id, who);
  const undo = async (id: number, who: Person) => {
    await done(callNow(house, 'POST', `/change-sets/${id}/undo`, who));
    return ended(id, who, 'undo');
  };

  it('REQ-E6 the clocks of who gets him back stood still meanwhile; whoever takes back himself what he gave away wins no time', async () => {
    setTime(house, '2031-03-03 10:00');
    const [others] = await ownedCustomers(house, ann!.id, 1);
    const [own] = await ownedCustomers(house, held!.id, 1);
    const was = await stateOf(house, others!);
    setTime(house, '2031-03-04 10:00');
    const theirs = await assign([others!], ben!, boss!);
    const mine = await assign([own!], ben!, held!);
    setTime(house, '2031-03-06 10:00');
    expect((await undo(theirs.id, boss!)).undo).toMatchObject({ back: 1 });
    expect((await undo(mine.id, held!)).undo).toMatchObject({ back: 1 });
    // one day was used when he was handed over, and two went by elsewhere
    expect(was).toMatchObject({ followUpDueOn: '2031-03-06', dealDueOn: '2031-03-18' });
    expect(await stateOf(house, others!)).toMatchObject({
      ownerId: ann!.id,
      ownedSince: was.ownedSince,
      followUpDueOn: '2031-03-08',
      dealDueOn: '2031-03-20',
    });
    expect(await stateOf(house, own!)).toMatchObject({ ownerId: held!.id, followUpDueOn: '2031-03-06', dealDueOn: '2031-03-18' });
  });

  it('REQ-E6 nor does he get back whom he would have lost by now; the instant decides of the receiver as well', async () => {
    setTime(house, '2031-04-07 10:00');
    const [own, due] = await ownedCustomers(house, held!.id, 2);
    setTime(house, '2031-04-09 10:00');
    const mine = await assign([own!, due!], ben!, boss!);
    await house.app.get(Database, { strict: false }).run('UPDATE customer SET reclaimAt = 1 WHERE id = ?', [due!]);
    setTime(house, '2031-04-11 10:00');
    const set = await done(callNow(house, 'POST', `/change-sets/${mine.id}/undo`, boss!));
    const back = await ended(set.id, boss!, 'undo');
    expect(back.undo).toMatchObject({ back: 1, kept: 1, conflicts: [{ code: 'customer.overdue' }] });
    expect(await stateOf(house, due!)).toMatchObject({ holding: 'pool', ownerId: null });

    setTime(house, '2031-05-05 10:00');
    const [again] = await ownedCustomers(house, held!.id, 1);
    setTime(house, '2031-05-07 10:00');
    const gave = await assign([again!], ben!, boss!);
    setTime(house, '2031-05-09 10:00');
    expect((await undo(gave.id, held!)).undo).toMatchObject({ back: 0, kept: 1, conflicts: [{ code: 'change.owner-late' }] });
    expect(await stateOf(house, again!)).toMatchObject({ ownerId: ben!.id });
  });

  it('after 30 days nothing goes back, and what each was before is forgotten', async () => {
    setTime(house, '2031-06-02 10:00');
    const ids = await ownedCustomers(house, ann!.id, 2);
    const body = { ids, set: { level: 'key' } };
    const set = await ended((await done(callNow(house, 'POST', '/customers/bulk/edit', boss!, body))).id, boss!);
    setTime(house, '2031-07-02 09:00');
    expect((await callNow(house, 'POST', `/change-sets/${set.id}/undo?dryRun=1`, boss!)).body).toMatchObject({ back: 2 });
    setTime(house, '2031-07-02 11:00');
    const late = await callNow(house, 'POST', `/change-sets/${set.id}/undo`, boss!);
    expect([late.status, late.body.code]).toEqual([409, 'change.undo-expired']);
    setTime(house, '2031-07-05 10:00');
    const run = { stopped: () => false } as never;
    expect((await house.app.get(ChangeHandlers, { strict: false }).forget({}, run)).forgotten).toBeGreaterThan(0);
    expect(await done(callNow(house, 'GET', `/change-sets/${set.id}`, boss!))).toMatchObject({ changed: 2, undoableUntil: null });
    expect(await done(callNow(house, 'GET', `/change-sets/${set.id}/customers`, boss!))).toMatchObject({ total: 0 });
  });
});
