import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { headersOf, newCustomers, ownershipsOf } from '../builders/held-customers.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

/** Merging gives a record to whoever has the other one; it gives nobody what he could not be handed. */
describe('merging as a hand-over', () => {
  let house: TestApp;
  let sales: Who;
  let colleague: Who;
  let supervisor: Who;
  let director: Who;
  let operations: Who;
  let days = 0;
  beforeAll(async () => {
    house = await startApp();
    const here = { departmentCode: 1001 };
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], ...here });
    colleague = await newStaff(house, { name: '李同事', roles: ['salesperson'], ...here });
    supervisor = await newStaff(house, { name: '王主管', roles: ['sales-supervisor'], ...here });
    director = await newStaff(house, { name: '赵总监', roles: ['sales-director'], ...here });
    operations = await newStaff(house, { name: '运营', roles: ['operations'], departmentCode: 1000 });
  });
  afterEach(() => {
    get(Clock).advance(-days * DAY);
    days = 0;
  });
  afterAll(() => house.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const pass = (n: number) => (get(Clock).advance(n * DAY), (days += n));
  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, who: Who, payload?: object) => {
    const headers = { ...(await headersOf(house, who.id)), 'accept-language': 'en' };
    return house.app.inject({ method, url: `/api${url}`, headers, ...(payload ? { payload } : {}) });
  };
  const done = async (...args: Parameters<typeof send>) => {
    const answer = await send(...args);
    if (answer.statusCode >= 300) throw new Error(answer.body);
    return answer.body ? answer.json() : undefined;
  };
  let n = 0;
  const enter = (who: Who, body: object = {}) => done('POST', '/customers', who, { name: `客户${++n}`, ...body });
  const merge = (keptId: number, otherId: number, who: Who, body: object = {}) =>
    send('POST', `/customers/${keptId}/merge`, who, { otherId, ...body });
  const row = async (id: number) => (await get(Database).rows<Record<string, unknown>>('SELECT * FROM customer WHERE id = ?', [id]))[0]!;
  const held = async (id: number) => {
    const { holding, ownerId, dealClockOn, followUpClockOn, followUpDueOn, dealDueOn, reclaimAt } = await row(id);
    return {
      holding,
      ownerId,
      dealClockOn,
      followUpClockOn,
      followUpDueOn,
      dealDueOn,
      reclaimAt: reclaimAt === null ? null : Number(reclaimAt),
    };
  };

  describe('REQ-E8 nobody comes by a customer whom he lost by merging him into another one of his', () => {
    /** Released by `who`, then claimed by the colleague. */
    const lostBy = async (who: Who) => {
      const lost = await enter(who, { phone: `135${10_000_000 + ++n}` });
      await done('POST', `/customers/${lost.id}/release`, who, { reason: '放弃' });
      await done('POST', `/pool/${lost.id}/claim`, colleague);
      return lost;
    };

    it('not the manager who merges, nor whom he would favour; the other way round nobody gets anything', async () => {
      for (const [owner, merger, who] of [
        [supervisor, supervisor, 'You'],
        [sales, supervisor, '张销售'],
        [sales, operations, '张销售'],
      ] as const) {
        const [lost, dummy] = [await lostBy(owner), await enter(owner)];
        const refused = await merge(dummy.id, lost.id, merger, { fields: { phone: 'other' } });
        expect(refused.json()).toMatchObject({ status: 409, code: 'merge.lost-before', opensAt: expect.any(String) });
        expect(refused.json().detail).toContain(`${who} lost the other customer`);
        const preview = await done('POST', `/customers/${dummy.id}/merge/preview`, merger, { otherId: lost.id });
        expect(preview.refusal).toMatchObject({ code: 'merge.lost-before' });
        expect(await held(lost.id)).toMatchObject({ ownerId: colleague.id });
        expect((await merge(lost.id, dummy.id, merger)).statusCode).toBe(200);
        expect(await held(lost.id)).toMatchObject({ ownerId: colleague.id });
      }
    });

    it('nor out of the recycle bin; a manager hands over first, which is logged, and then merges', async () => {
      const [lost, dummy] = [await lostBy(sales), await enter(sales)];
      await done('DELETE', `/customers/${lost.id}`, supervisor);
      expect((await merge(dummy.id, lost.id, operations)).json().code).toBe('merge.lost-before');
      await done('POST', `/customers/${lost.id}/restore`, operations);
      await done('POST', `/customers/${lost.id}/transfer`, supervisor, { toStaffId: sales.id, override: true });
      expect((await merge(dummy.id, lost.id, supervisor)).statusCode).toBe(200);
    });
  });

  it('REQ-E8 customers who wait for distribution become part of nobody’s own record by his own hand, deleted ones neither', async () => {
    const [waiting, deleted, forSales] = (await newCustomers(house, 3)) as [number, number, number];
    await get(Database).run('UPDATE customer SET email = NULL');
    const mine = await enter(director);
    expect((await merge(mine.id, waiting, director)).json()).toMatchObject({ status: 409, code: 'merge.not-yet' });
    await done('DELETE', `/customers/${deleted}`, operations);
    await get(Database).run('UPDATE customer SET deletedById = ? WHERE id = ?', [director.id, deleted]);
    expect((await merge(mine.id, deleted, director)).json().code).toBe('merge.not-yet');
    expect(await held(waiting)).toMatchObject({ holding: 'pending', ownerId: null });
    // whoever decides about them gives them to others
    const his = await enter(sales);
    expect((await merge(his.id, forSales, director)).statusCode).toBe(200);
    expect((await merge(mine.id, waiting, operations)).statusCode).toBe(200);
  });

  describe('REQ-E6 merging wins no time', () => {
    it('a manager’s own customer keeps his clocks in a subordinate’s record and on the way back; the undo gives each its own', async () => {
      const own = await enter(supervisor);
      pass(2);
      const dummy = await enter(sales);
      const [before, his] = [await held(own.id), await held(dummy.id)];
      const { dealDueOn, followUpDueOn, dealClockOn } = before;
      expect((await merge(dummy.id, own.id, supervisor)).statusCode).toBe(200);
      expect(await held(dummy.id)).toMatchObject({ ownerId: sales.id, dealClockOn, dealDueOn, followUpDueOn });
      await done('POST', `/customers/${dummy.id}/merge/undo`, supervisor, {});
      expect(await held(dummy.id)).toEqual(his);
      expect(await held(own.id)).toMatchObject({ ownerId: supervisor.id, dealClockOn, dealDueOn, followUpDueOn });
      await merge(dummy.id, own.id, supervisor);
      await done('POST', `/customers/${dummy.id}/transfer`, supervisor, { toStaffId: supervisor.id });
      expect(await held(dummy.id)).toMatchObject({ ownerId: supervisor.id, dealClockOn, dealDueOn, followUpDueOn });
    });

    it('nor does taking a subordinate’s customer into one’s own, nor one that one had handed over before', async () => {
      const old = await enter(sales);
      pass(2);
      const before = await held(old.id);
      const mine = await enter(supervisor);
      await merge(mine.id, old.id, supervisor);
      expect(await held(mine.id)).toMatchObject({ ownerId: supervisor.id, dealClockOn: before.dealClockOn, dealDueOn: before.dealDueOn });
      // handed to one subordinate, then merged into another one's
      await done('POST', `/customers/${mine.id}/transfer`, supervisor, { toStaffId: sales.id });
      const fresh = await enter(colleague);
      await merge(fresh.id, mine.id, supervisor);
      expect(await held(fresh.id)).toMatchObject({ ownerId: colleague.id, dealClockOn: before.dealClockOn, dealDueOn: before.dealDueOn });
      // whoever decides about customers that were never his starts them anew, as when he hands them over
      const [theirs, other] = [await enter(sales), await enter(colleague)];
      const clocks = await held(other.id);
      await merge(other.id, theirs.id, director);
      expect(await held(other.id)).toEqual(clocks);
    });

    it('nor does closing a customer as lost before he becomes part of another one', async () => {
      const old = await enter(supervisor);
      pass(2);
      const { dealClockOn, dealDueOn } = await held(old.id);
      await done('POST', `/customers/${old.id}/lose`, supervisor, { reason: '不要了' });
      const anew = await enter(supervisor);
      const fresh = await held(anew.id);
      expect((await merge(anew.id, old.id, supervisor)).statusCode).toBe(200);
      expect(await held(anew.id)).toMatchObject({ dealClockOn, dealDueOn });
      await done('POST', `/customers/${anew.id}/merge/undo`, supervisor, {});
      expect(await held(anew.id)).toEqual(fresh);
      expect(await row(old.id)).toMatchObject({ status: 'lost', holding: 'closed', ownerId: supervisor.id });
      // nor taking a colleague's closed one into one's own to reopen both
      const theirs = await enter(sales);
      await done('POST', `/customers/${theirs.id}/lose`, supervisor, { reason: '不要了' });
      await done('POST', `/customers/${anew.id}/lose`, supervisor, { reason: '不要了' });
      expect((await merge(anew.id, theirs.id, supervisor)).json()).toMatchObject({ status: 409, code: 'merge.reopen-first' });
    });

    it('nor by way of the recycle bin or of the pool', async () => {
      const old = await enter(supervisor);
      pass(2);
      const { dealClockOn, dealDueOn } = await held(old.id);
      await done('DELETE', `/customers/${old.id}`, supervisor);
      const anew = await enter(supervisor);
      const fresh = await held(anew.id);
      expect((await merge(anew.id, old.id, supervisor)).statusCode).toBe(200);
      expect(await held(anew.id)).toMatchObject({ dealClockOn, dealDueOn });
      await done('POST', `/customers/${anew.id}/merge/undo`, supervisor, {});
      expect(await held(anew.id)).toEqual(fresh);
      // what was his goes on where he claims the record of which it is part
      const mine = await enter(sales);
      const used = (await held(mine.id)).dealClockOn;
      pass(3);
      const [pooled] = (await newCustomers(house, 1, { holding: 'pool' })) as [number];
      expect((await merge(pooled, mine.id, operations)).statusCode).toBe(200);
      await done('POST', `/pool/${pooled}/claim`, sales);
      expect(await held(pooled)).toMatchObject({ ownerId: sales.id, dealClockOn: used });
    });

    it('a due record is reclaimed for good, not merged into another one of him who loses it', async () => {
      for (const merger of [supervisor, operations]) {
        const [late, fresh] = [await enter(supervisor), await enter(supervisor)];
        await get(Database).run('UPDATE customer SET reclaimAt = ? WHERE id = ?', [get(Clock).now() - 1000, late.id]);
        expect((await merge(fresh.id, late.id, merger)).json()).toMatchObject({ status: 409, code: 'customer.overdue' });
        expect(await held(late.id)).toMatchObject({ holding: 'pool', ownerId: null });
        expect((await ownershipsOf(house, late.id)).at(-1)).toMatchObject({ outcome: expect.stringContaining('overdue') });
        expect(await held(fresh.id)).toMatchObject({ holding: 'owned', ownerId: supervisor.id });
      }
    });
  });

  it('REQ-E6 a source that comes by a merge decides about deadlines as one that somebody types in, and its undo gives the old ones back', async () => {
    await done('POST', '/distribution/rules', operations, { name: '百度', source: 'baidu', followUpDays: 7, dealDays: 30 });
    const mine = await enter(sales, { phone: '13511117777' });
    const other = await enter(sales, { phone: '13511117776', source: 'baidu' });
    const clocks = async () => {
      const { clockSource, source, deadlineRuleId } = await row(mine.id);
      return { ...(await held(mine.id)), clockSource, source, deadlineRuleId };
    };
    const before = await clocks();
    await done('POST', `/customers/${mine.id}/merge`, director, { otherId: other.id });
    const typed = await enter(sales, { phone: '13511117775' });
    await done('PATCH', `/customers/${typed.id}`, director, { source: 'baidu' });
    const { source, clockSource, deadlineRuleId } = await row(typed.id);
    expect(await clocks()).toMatchObject({ source, clockSource, deadlineRuleId });
    expect(clockSource).toBe('baidu');
    await done('POST', `/customers/${mine.id}/merge/undo`, director, {});
    expect(await clocks()).toEqual(before);
  });
});
