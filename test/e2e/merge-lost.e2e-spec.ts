import { setTimeout as sleep } from 'node:timers/promises';
import { OwnershipExpiry } from '../../src/modules/customers/ownership/ownership-expiry.service.js';
import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { reclaimAll, restReclaim, stateOf } from '../builders/held-customers.js';
import { callNow, done, type Method } from '../calls.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

describe(`REQ-E8 who lost two records as one lost both, on ${STACK}`, () => {
  let house: TestApp;
  let seller: Who;
  let director: Who;
  let senior: Who;
  let n = 0;
  const clock = () => house.app.get(Clock, { strict: false });
  const phone = () => `137${String(10_000_000 + ++n)}`;
  const send = (method: Method, path: string, who: Who, payload?: object) => callNow(house, method, path, who, payload);
  const ok = (...given: Parameters<typeof send>) => done(send(...given));
  const enter = (who: Who, body: object) => ok('POST', '/customers', who, { name: `客户${++n}`, ...body });
  const merged = async (part: object) => {
    const [other, kept] = [await enter(director, part), await enter(director, { qq: `7${++n}66666` })];
    clock().advance(2 * DAY);
    await ok('POST', `/customers/${kept.id}/merge`, director, { otherId: other.id });
    return [kept.id as number, other.id as number] as const;
  };
  const lose = async () => {
    clock().advance(20 * DAY);
    await reclaimAll(house, clock().now());
  };
  const undo = (id: number) => ok('POST', `/customers/${id}/merge/undo`, director, {});
  const released = (id: number) => ok('POST', `/customers/${id}/release`, director, { reason: '放弃' });

  beforeAll(async () => {
    house = await startApp();
    await restReclaim(house);
    seller = await newStaff(house, { name: 'Seller', roles: ['salesperson'], departmentCode: 1001 });
    director = await newStaff(house, { name: 'Director', roles: ['sales-director'], departmentCode: 1000 });
    senior = await newStaff(house, { name: 'Senior', roles: ['sales-director'], departmentCode: 1000 });
  });
  afterAll(() => house.close());

  it.each<[string, (id: number) => Promise<unknown>]>([
    ['by a deadline', lose],
    ['by his own release', released],
  ])('%s: an undo brings none of them back to him', async (_, losing) => {
    for (const part of [{ phone: phone() }, {}]) {
      const [kept, other] = await merged(part);
      await losing(kept);
      await undo(kept);
      const waits = await stateOf(house, other);
      expect(waits).toMatchObject({ holding: 'pending', ownerId: null });
      expect(clock().now() - Number(waits.holdingSince)).toBeLessThan(DAY);
      await ok('POST', '/customers/assign', director, { customerIds: [other], toStaffId: seller.id });
      const back = await send('POST', `/customers/${other}/transfer`, director, { toStaffId: director.id });
      expect(back.body.code).toBe('pool.lost-before');
    }
  });

  it('nor has his number a colleague who had them as one alone', async () => {
    const number = phone();
    const [kept, other] = await merged({ phone: number });
    await ok('POST', `/customers/${kept}/transfer`, director, { toStaffId: seller.id });
    await lose();
    await undo(kept);
    // the director handed them on, which bars nobody
    expect(await stateOf(house, other)).toMatchObject({ holding: 'owned', ownerId: director.id });
    expect((await send('POST', `/customers/${other}/transfer`, director, { toStaffId: seller.id })).body.code).toBe('pool.lost-before');
    await ok('PATCH', `/customers/${other}`, director, { phone: null });
    expect((await enter(seller, { phone: number })).ownerId).toBeNull();
  });

  it('nor has he the record itself, whatever its number is by then', async () => {
    for (const change of [async () => undefined, (id: number) => ok('PATCH', `/customers/${id}`, director, { phone: phone() })]) {
      const [kept, other] = await merged({});
      await ok('POST', `/customers/${kept}/transfer`, director, { toStaffId: seller.id });
      await lose();
      await undo(kept);
      await change(other);
      expect(await stateOf(house, other)).toMatchObject({ holding: 'owned', ownerId: director.id });
      expect((await send('POST', `/customers/${other}/transfer`, director, { toStaffId: seller.id })).body.code).toBe('pool.lost-before');
      await released(other);
      expect((await send('POST', `/pool/${other}/claim`, seller, {})).body.code).toBe('pool.lost-before');
    }
  });

  it('part by part: an undo after an undo brings back none of what he lost with the whole', async () => {
    const operations = await newStaff(house, { roles: ['operations'] });
    for (const keyed of [true, false]) {
      const key = () => (keyed ? { phone: phone() } : {});
      const [part, middle, whole] = [await enter(director, key()), await enter(operations, key()), await enter(director, key())];
      clock().advance(DAY);
      const first = await send('POST', `/customers/${middle.id}/merge`, senior, { otherId: part.id });
      expect(first.status).toBe(200);
      clock().advance(DAY);
      await ok('POST', `/customers/${whole.id}/merge`, senior, { otherId: middle.id });
      await lose();
      await ok('POST', `/customers/${whole.id}/merge/undo`, senior, {});
      await ok('POST', `/customers/${middle.id}/merge/undo`, senior, {});
      for (const { id } of [part, middle]) expect((await stateOf(house, id)).ownerId).toBeNull();
    }
  });

  it('at his deadline, whoever undoes it before the reclaim has run', async () => {
    const [kept, other] = await merged({ phone: phone() });
    clock().advance(20 * DAY);
    await ok('POST', `/customers/${kept}/merge/undo`, senior, {});
    expect(await stateOf(house, kept)).toMatchObject({ holding: 'pool', ownerId: null });
    expect(await stateOf(house, other)).toMatchObject({ holding: 'pending', ownerId: null });
  });

  it('while the undo waits for the reclaim', async () => {
    const [kept, other] = await merged({ phone: phone() });
    clock().advance(20 * DAY);
    const [reclaimed, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reclaim = house.app.get(Database, { strict: false }).transaction(async () => {
      await house.app.get(OwnershipExpiry, { strict: false }).expireIfDue(kept);
      reclaimed.resolve();
      await committed.promise;
    });
    await reclaimed.promise;
    const undone = ok('POST', `/customers/${kept}/merge/undo`, senior, {});
    await sleep(300);
    committed.resolve();
    await Promise.all([reclaim, undone]);
    expect(await stateOf(house, other)).toMatchObject({ holding: 'pending', ownerId: null });
  });

  it('what a manager has given him back he has again as two', async () => {
    const [kept, other] = await merged({ phone: phone() });
    await lose();
    await ok('POST', '/customers/assign', senior, { customerIds: [kept], toStaffId: director.id, override: true, reason: '给他' });
    await undo(kept);
    for (const id of [kept, other]) expect(await stateOf(house, id)).toMatchObject({ holding: 'owned', ownerId: director.id });
  });

  it('whom he has still he has again as two', async () => {
    const [kept, other] = await merged({ phone: phone() });
    await undo(kept);
    for (const id of [kept, other]) expect(await stateOf(house, id)).toMatchObject({ holding: 'owned', ownerId: director.id });
  });
});
