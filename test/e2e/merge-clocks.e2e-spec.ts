import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { headersOf } from '../builders/held-customers.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

describe('REQ-E6 merging and its undo win nobody time, and cost nobody any', () => {
  let house: TestApp;
  let sales: Who;
  let colleague: Who;
  let supervisor: Who;
  let days = 0;
  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    colleague = await newStaff(house, { name: '李同事', roles: ['salesperson'], departmentCode: 1001 });
    supervisor = await newStaff(house, { name: '王主管', roles: ['sales-supervisor'], departmentCode: 1001 });
  });
  afterEach(() => {
    get(Clock).advance(-days * DAY);
    days = 0;
  });
  afterAll(() => house.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const pass = (n: number) => (get(Clock).advance(n * DAY), (days += n));
  const send = async (method: 'GET' | 'POST', url: string, who: Who, payload?: object) => {
    const headers = { ...(await headersOf(house, who.id)), 'accept-language': 'en' };
    const answer = await house.app.inject({ method, url: `/api${url}`, headers, ...(payload ? { payload } : {}) });
    if (answer.statusCode >= 300) throw new Error(answer.body);
    return answer.json();
  };
  const enter = (who: Who, name: string) => send('POST', '/customers', who, { name });
  const held = async (id: number) => {
    const [row] = await get(Database).rows<Record<string, unknown>>('SELECT * FROM customer WHERE id = ?', [id]);
    const { holding, ownerId, holdingSince, ownedSince, dealClockOn, lastFollowUpAt, followUpDueOn, dealDueOn, reclaimAt, lockedUntil } =
      row!;
    return { holding, ownerId, holdingSince, ownedSince, dealClockOn, lastFollowUpAt, followUpDueOn, dealDueOn, reclaimAt, lockedUntil };
  };
  const dayAfter = (day: unknown, n: number) => new Date(Date.parse(day as string) + n * DAY).toISOString().slice(0, 10);

  it('an undo gives the merged record its owner back as he had it: since when, the last follow-up, the lock and the deadlines', async () => {
    const other = await enter(colleague, '他');
    pass(1);
    await send('POST', '/interactions', colleague, { customerId: other.id, kind: 'call', summary: '谈过' });
    await send('POST', `/customers/${other.id}/lock`, supervisor, { until: '2030-01-01' });
    pass(1);
    const kept = await enter(sales, '我');
    const [before, mine] = [await held(other.id), await held(kept.id)];
    expect(before).toMatchObject({ lockedUntil: '2030-01-01', lastFollowUpAt: expect.anything() });
    await send('POST', `/customers/${kept.id}/merge`, supervisor, { otherId: other.id });
    // another owner's clocks are not his
    expect(await held(kept.id)).toEqual(mine);
    await send('POST', `/customers/${kept.id}/merge/undo`, supervisor, {});
    expect(await held(other.id)).toEqual(before);
    // while he was part of the other record his clocks stood still
    await send('POST', `/customers/${kept.id}/merge`, supervisor, { otherId: other.id });
    pass(1);
    await send('POST', `/customers/${kept.id}/merge/undo`, supervisor, {});
    expect(await held(other.id)).toEqual({
      ...before,
      dealClockOn: dayAfter(before.dealClockOn, 1),
      followUpDueOn: dayAfter(before.followUpDueOn, 1),
      dealDueOn: dayAfter(before.dealDueOn, 1),
    });
  });

  it('of two records of one owner the earlier deadlines count, and an undo gives each its own', async () => {
    const old = await enter(sales, '旧');
    pass(2);
    const fresh = await enter(sales, '新');
    const [before, mine] = [await held(old.id), await held(fresh.id)];
    await send('POST', `/customers/${fresh.id}/merge`, supervisor, { otherId: old.id });
    const merged = await held(fresh.id);
    expect(merged).toMatchObject({
      ownedSince: mine.ownedSince,
      dealClockOn: before.dealClockOn,
      followUpDueOn: before.followUpDueOn,
      dealDueOn: before.dealDueOn,
      reclaimAt: before.reclaimAt,
    });
    expect(await send('GET', `/customers/${fresh.id}/deadline`, sales)).toMatchObject({
      because: { cause: 'handed-on', from: before.dealClockOn },
    });
    await send('POST', `/customers/${fresh.id}/merge/undo`, supervisor, {});
    expect(await held(fresh.id)).toEqual(mine);
    expect(await held(old.id)).toEqual(before);
  });

  it('a follow-up of the one who stays is one of both; what moved since the merge stays where it is', async () => {
    const old = await enter(sales, '旧二');
    pass(2);
    const fresh = await enter(sales, '新二');
    await send('POST', '/interactions', sales, { customerId: fresh.id, kind: 'call', summary: '谈过' });
    const [before, mine] = [await held(old.id), await held(fresh.id)];
    await send('POST', `/customers/${fresh.id}/merge`, supervisor, { otherId: old.id });
    expect(await held(fresh.id)).toMatchObject({ followUpDueOn: mine.followUpDueOn, dealDueOn: before.dealDueOn });
    pass(1);
    await send('POST', '/interactions', sales, { customerId: fresh.id, kind: 'call', summary: '再谈' });
    await send('POST', `/customers/${fresh.id}/merge/undo`, supervisor, {});
    expect(await held(fresh.id)).toMatchObject({ followUpDueOn: dayAfter(mine.followUpDueOn, 1), dealDueOn: mine.dealDueOn });
  });
});
