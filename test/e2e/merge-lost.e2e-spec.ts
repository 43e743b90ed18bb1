import { Clock, DAY } from '../../src/platform/context/clock.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { headersOf, reclaimAll, restReclaim, stateOf } from '../builders/held-customers.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

describe(`REQ-E8 who lost two records as one lost both, on ${STACK}`, () => {
  let house: TestApp;
  let seller: Who;
  let director: Who;
  let n = 0;
  const clock = () => house.app.get(Clock, { strict: false });
  const phone = () => `137${String(10_000_000 + ++n)}`;
  /** In a session of the moment: moving the clock ends older ones. */
  const send = async (method: 'POST' | 'PATCH' | 'DELETE', path: string, who: Who, payload?: object) => {
    const headers = { ...(await headersOf(house, who.id)), 'accept-language': 'en' };
    const answer = await house.app.inject({ method, url: `/api${path}`, headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.body ? answer.json() : null };
  };
  const ok = async (...given: Parameters<typeof send>) => {
    const { status, body } = await send(...given);
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body;
  };
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
      expect(await stateOf(house, other)).toMatchObject({ holding: 'pending', ownerId: null });
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

  it('whom he has still he has again as two', async () => {
    const [kept, other] = await merged({ phone: phone() });
    await undo(kept);
    for (const id of [kept, other]) expect(await stateOf(house, id)).toMatchObject({ holding: 'owned', ownerId: director.id });
  });
});
