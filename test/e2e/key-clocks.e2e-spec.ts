import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { FOR_EVER } from '../../src/modules/customers/ownership/ownership.entity.js';
import { BackOffice } from '../admin.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { reclaimAll, restReclaim, stateOf } from '../builders/held-customers.js';
import { callNow, done, type Method } from '../calls.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

describe(`a number that was given up brings nobody fresh clocks on ${STACK}`, () => {
  let house: TestApp;
  let [ann, ben, boss, ops]: Who[] = [];
  let n = 0;
  const clock = () => house.app.get(Clock, { strict: false });
  const rows = <T = any>(sql: string, params: (string | number)[] = []) => house.app.get(Database, { strict: false }).rows<T>(sql, params);
  const phone = () => `134${String(10_000_000 + ++n)}`;
  const send = (method: Method, path: string, who: Who, payload?: object) => callNow(house, method, path, who, payload);
  const enter = (who: Who, body: object) => done(send('POST', '/customers', who, { name: `客户${++n}`, ...body }));
  const transfer = (id: number, from: Who, to: Who) => done(send('POST', `/customers/${id}/transfer`, from, { toStaffId: to.id }));
  const office = async (who: Who) => new BackOffice(house).signIn(who.username, STAFF_PASSWORD);
  const barsOf = (number: string) =>
    rows<{ staffId: number }>('SELECT staffId FROM key_bar WHERE value = ? ORDER BY staffId', [`+86${number}`]).then((found) =>
      found.map(({ staffId }) => staffId),
    );
  /** What this person gets who enters the number now; the customer is gone afterwards. */
  const ownerWhenEntered = async (number: string, who: Who) => {
    const anew = await enter(who, { phone: number });
    await done(send('DELETE', `/customers/${anew.id}`, ops!));
    return anew.ownerId;
  };

  const givingUp: Record<string, (id: number, who: Who) => Promise<unknown>> = {
    'taken off': (id, who) => done(send('PATCH', `/customers/${id}`, who, { phone: null })),
    'put in the place of another': (id, who) => done(send('PATCH', `/customers/${id}`, who, { phone: phone() })),
    'taken off on screen': async (id, who) => (await office(who)).post(`/api/resources/customers/records/${id}/edit`, { phone: '' }),
    deleted: (id, who) => done(send('DELETE', `/customers/${id}`, who)),
    'deleted in bulk': (id, who) => done(send('POST', '/customers/bulk-delete', who, { ids: [id] })),
    'deleted on screen': async (id, who) => (await office(who)).post(`/api/resources/customers/records/${id}/delete`),
  };

  beforeAll(async () => {
    house = await startApp();
    await restReclaim(house);
    const seller = (name: string) => newStaff(house, { name, roles: ['salesperson'], departmentCode: 1001 });
    [ann, ben] = [await seller('Ann'), await seller('Ben')];
    boss = await newStaff(house, { name: 'Boss', roles: ['sales-supervisor'], departmentCode: 1001 });
    ops = await newStaff(house, { name: 'Ops', roles: ['operations'], departmentCode: 1000 });
  });
  afterAll(() => house.close());

  it.each(Object.keys(givingUp).filter((how) => how.startsWith('taken') || how.startsWith('put')))(
    'REQ-E6 whoever handed him on does not enter anew the number that a colleague gave up: %s',
    async (how) => {
      const number = phone();
      const { id } = await enter(ann!, { phone: number, qq: `9${++n}88888` });
      clock().advance(2 * DAY);
      await transfer(id, ann!, ben!);
      await givingUp[how]!(id, ben!);
      expect((await rows('SELECT phone FROM customer WHERE id = ?', [id]))[0].phone).not.toBe(`+86${number}`);
      expect(await ownerWhenEntered(number, ann!)).toBeNull();
      expect(await ownerWhenEntered(number, ben!)).toBeNull();
      expect(await ownerWhenEntered(number, boss!)).toBe(boss!.id);
      // back on him it bars nobody on his account
      await done(send('PATCH', `/customers/${id}`, ben!, { phone: number }));
      expect(await barsOf(number)).not.toContain(ann!.id);
      await transfer(id, ben!, ann!);
      expect((await stateOf(house, id)).ownerId).toBe(ann!.id);
    },
  );

  it.each(Object.keys(givingUp))(
    'REQ-E6 a supervisor who gives his customer to a colleague first wins no more than without him: %s',
    async (how) => {
      const number = phone();
      const { id } = await enter(boss!, { phone: number, qq: `9${++n}88888` });
      await transfer(id, boss!, ann!);
      clock().advance(2 * DAY);
      await givingUp[how]!(id, boss!);
      expect(await ownerWhenEntered(number, boss!)).toBeNull();
      // a correction or deletion by somebody else bars not the one who has him
      expect(await ownerWhenEntered(number, ann!)).toBe(ann!.id);
      clock().advance(27 * DAY);
      expect(await ownerWhenEntered(number, boss!)).toBeNull();
      clock().advance(DAY + 1);
      expect(await ownerWhenEntered(number, boss!)).toBe(boss!.id);
    },
  );

  it('REQ-D35 restored, he bars nobody who let him go, and goes on with the clocks where they stood', async () => {
    const number = phone();
    const { id } = await enter(boss!, { phone: number });
    await transfer(id, boss!, ann!);
    await done(send('DELETE', `/customers/${id}`, boss!));
    expect(await barsOf(number)).toEqual([boss!.id]);
    await done(send('POST', `/customers/${id}/restore`, boss!));
    expect(await barsOf(number)).toEqual([]);
    expect((await stateOf(house, id)).ownerId).toBe(ann!.id);
    // who released him is barred from him as before, and from his number no longer than that
    await done(send('POST', `/customers/${id}/release`, ann!, { reason: '放弃' }));
    await done(send('DELETE', `/customers/${id}`, ops!));
    expect(await barsOf(number)).toEqual([ann!.id, boss!.id].sort((a, b) => a - b));
    await done(send('POST', `/customers/${id}/restore`, ops!));
    expect(await barsOf(number)).toEqual([]);
    const bars = await rows('SELECT staffId FROM ownership WHERE customerId = ? AND barredUntil > ?', [id, clock().now()]);
    expect(bars).toEqual([{ staffId: ann!.id }]);
  });

  it('REQ-E6 nor by closing him before he is handed on', async () => {
    const number = phone();
    const { id } = await enter(boss!, { phone: number });
    await done(send('POST', `/customers/${id}/lose`, boss!, { reason: 'x' }));
    await done(send('POST', '/customers/assign', boss!, { customerIds: [id], toStaffId: ann!.id }));
    expect((await stateOf(house, id)).ownerId).toBe(ann!.id);
    await done(send('PATCH', `/customers/${id}`, boss!, { phone: null }));
    expect(await ownerWhenEntered(number, boss!)).toBeNull();
  });

  it('REQ-E8 who loses a customer is barred as long from the number that he took off him before', async () => {
    const [first, second] = [phone(), phone()];
    const { id } = await enter(ann!, { phone: first });
    const other = await enter(ann!, { phone: phone() });
    await done(send('PATCH', `/customers/${id}`, ann!, { phone: second }));
    await done(send('PATCH', `/customers/${other.id}`, ann!, { phone: phone() }));
    clock().advance(20 * DAY);
    await reclaimAll(house, clock().now());
    expect(await stateOf(house, id)).toMatchObject({ ownerId: null, holding: 'pool' });
    const [bar] = await rows('SELECT staffId, barredUntil FROM key_bar WHERE value = ?', [`+86${first}`]);
    expect([bar.staffId, Number(bar.barredUntil)]).toEqual([ann!.id, FOR_EVER]);
    clock().advance(40 * DAY);
    for (const number of [first, other.phone.slice(3)]) expect(await ownerWhenEntered(number, ann!)).toBeNull();
    expect(await ownerWhenEntered(first, ben!)).toBe(ben!.id);
  });

  it('REQ-E8 nor whose deadline is noticed by his own verb, and a bar that lasts longer is not shortened', async () => {
    const [first, released] = [phone(), phone()];
    const { id } = await enter(ann!, { phone: first });
    const { id: given } = await enter(ann!, { phone: released });
    for (const each of [id, given]) await done(send('PATCH', `/customers/${each}`, ann!, { phone: phone() }));
    const until = async (number: string) =>
      Number((await rows('SELECT barredUntil FROM key_bar WHERE value = ?', [`+86${number}`]))[0].barredUntil);
    const before = await until(released);
    await done(send('POST', `/customers/${given}/release`, ann!, { reason: '放弃' }));
    expect(await until(released)).toBe(before);
    clock().advance(20 * DAY);
    const late = await send('POST', '/interactions', ann!, { customerId: id, kind: 'call', summary: 'late' });
    expect(late.body.code).toBe('customer.overdue');
    expect(await until(first)).toBe(FOR_EVER);
  });
});
