import { setTimeout as sleep } from 'node:timers/promises';
import { type TestApp, startApp } from '../app.js';
import { followedUp, headersOf } from '../builders/held-customers.js';
import { type AuthHeaders, newStaff } from '../staff.js';
import { BusinessTime } from '../../src/platform/context/business-time.js';
import { Clock, DAY, HOUR, MINUTE } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { FollowUpReminderService } from '../../src/modules/customers/interactions/follow-up-reminder.service.js';
import { CustomerPurgeService } from '../../src/modules/customers/recycle-bin/customer-purge.service.js';

type Who = { id: number; headers: AuthHeaders };
const running = { stopped: () => false };

describe('interactions', () => {
  let house: TestApp;
  let clock: Clock;
  let sales: Who;
  let tutor: Who;
  let supervisor: Who;
  beforeAll(async () => {
    house = await startApp();
    clock = house.app.get(Clock, { strict: false });
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    supervisor = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 });
    tutor = await newStaff(house, { name: '班主任', roles: ['class-tutor'] });
  });
  afterAll(() => house.close());

  // access tokens end after fifteen minutes; a day that passes needs new ones
  const pass = async (ms: number) => {
    clock.advance(ms);
    const { StaffPrincipals } = await import('../../src/modules/rbac/staff/staff-principals.js');
    const { TokenSignInService } = await import('../../src/platform/auth/sign-in/token-sign-in.service.js');
    for (const who of [sales, tutor, supervisor]) {
      const actor = (await house.app.get(StaffPrincipals, { strict: false }).load(who.id))!;
      who.headers = {
        authorization: `Bearer ${(await house.app.get(TokenSignInService, { strict: false }).open(actor, false, 'test')).accessToken}`,
      };
    }
  };
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, who: Who, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: who.headers, ...(payload ? { payload } : {}) });
  const enter = async (body: object = {}) => (await send('POST', '/customers', sales, { name: '客户', ...body })).json();
  const customer = async (id: number, who = supervisor) => (await send('GET', `/customers/${id}`, who)).json();
  const record = async (who: Who, body: object) =>
    (await send('POST', '/interactions', who, { kind: 'call', summary: '谈过', ...body })).json();
  const ago = (ms: number) => new Date(clock.now() - ms).toISOString();

  it('REQ-D28 REQ-D29 REQ-D30 REQ-D31 the owner’s record restarts his clock, anybody else’s does not', async () => {
    const { id, reclaimAt } = await enter();
    await pass(2 * DAY);
    const foreign = await record(tutor, { customerId: id });
    expect(foreign).toMatchObject({ counts: false, authorName: '班主任' });
    expect(await customer(id)).toMatchObject({ lastFollowUpAt: null, reclaimAt });
    const own = await record(sales, { customerId: id, kind: 'visit', place: '公司', notes: '详情' });
    expect(own).toMatchObject({ counts: true, kind: 'visit', place: '公司', notes: '详情', version: 1 });
    const after = await customer(id);
    expect(after.lastFollowUpAt).toBe(own.occurredAt);
    expect(Date.parse(after.reclaimAt) - Date.parse(reclaimAt)).toBe(2 * DAY);
    expect((await send('GET', `/interactions?customerId=${id}`, sales)).json()).toMatchObject({
      total: 2,
      items: [{ id: own.id }, { id: foreign.id }],
    });
  });

  it('REQ-D32 whom nobody owns is neglected since anybody was in touch last, not since he was entered', async () => {
    const boss = await newStaff(house, { roles: ['operations'] });
    const [quiet, met, corrected] = [await enter({ name: '没人理' }), await enter({ name: '有人理' }), await enter({ name: '改过' })];
    const neglected = async (days: number) => {
      const headers = await headersOf(house, boss.id);
      const { items } = (await send('GET', `/customers?notFollowedUpForDays=${days}&pageSize=100`, { ...boss, headers })).json();
      const ids = items.map((c: { id: number }) => c.id);
      return [quiet, met, corrected].filter(({ id }) => ids.includes(id)).map(({ name }) => name);
    };
    await pass(2 * DAY);
    await record(sales, { customerId: met.id });
    const slip = await record(sales, { customerId: corrected.id });
    for (const { id } of [quiet, met, corrected])
      expect((await send('POST', `/customers/${id}/release`, supervisor, { reason: '放回' })).statusCode).toBe(200);
    expect(await customer(met.id, { ...boss, headers: await headersOf(house, boss.id) })).toMatchObject({
      ownerId: null,
      lastFollowUpAt: null,
    });
    await pass(29 * DAY);
    expect(await neglected(30)).toEqual(['没人理']);
    expect((await send('DELETE', `/interactions/${slip.id}`, { ...boss, headers: await headersOf(house, boss.id) })).statusCode).toBe(204);
    expect(await neglected(30)).toEqual(['没人理', '改过']);
    await pass(2 * DAY);
    expect(await neglected(30)).toEqual(['没人理', '有人理', '改过']);
    // whoever was in touch, from outside or from before: a record in the future is one of today
    const today = { ...tutor, headers: await headersOf(house, tutor.id) };
    await record(today, { customerId: quiet.id, occurredAt: new Date(clock.now() + 90 * DAY).toISOString() });
    await record(today, { customerId: met.id, occurredAt: ago(40 * DAY) });
    expect(await neglected(30)).toEqual(['有人理', '改过']);
    await pass(31 * DAY);
    expect(await neglected(30)).toEqual(['没人理', '有人理', '改过']);
  });

  it('what is dated in the future or more than a day back does not count', async () => {
    const { id } = await enter();
    await pass(2 * DAY);
    for (const occurredAt of [ago(DAY + HOUR), new Date(clock.now() + HOUR).toISOString()])
      expect(await record(sales, { customerId: id, occurredAt })).toMatchObject({ counts: false });
    expect((await customer(id)).lastFollowUpAt).toBeNull();
    expect(await record(sales, { customerId: id, occurredAt: ago(20 * HOUR) })).toMatchObject({ counts: true });
  });

  it('the last follow-up is recomputed when a record is corrected or deleted', async () => {
    const { id } = await enter();
    const first = await record(sales, { customerId: id });
    await pass(3 * HOUR);
    const second = await record(sales, { customerId: id });
    expect((await customer(id)).lastFollowUpAt).toBe(second.occurredAt);
    expect((await send('DELETE', `/interactions/${second.id}`, sales)).statusCode).toBe(204);
    expect((await customer(id)).lastFollowUpAt).toBe(first.occurredAt);
    const moved = (await send('PATCH', `/interactions/${first.id}`, sales, { occurredAt: ago(2 * DAY), version: 1 })).json();
    expect(moved).toMatchObject({ counts: false, version: 2 });
    expect((await customer(id)).lastFollowUpAt).toBeNull();
    expect((await send('PUT', `/interactions/${first.id}`, sales, { notes: 'x', version: 1 })).json()).toMatchObject({
      status: 409,
      code: 'stale',
    });
  });

  it('an author edits for 24 hours, then only a manager; never a stranger', async () => {
    const { id } = await enter();
    const { id: one } = await record(sales, { customerId: id });
    expect((await send('PATCH', `/interactions/${one}`, tutor, { summary: '改' })).json()).toMatchObject({
      status: 403,
      code: 'interaction.author-only',
    });
    expect((await send('PATCH', `/interactions/${one}`, sales, { summary: '改' })).json()).toMatchObject({ summary: '改' });
    await pass(25 * HOUR);
    expect((await send('PATCH', `/interactions/${one}`, sales, { summary: '再改' })).json()).toMatchObject({
      status: 403,
      code: 'interaction.author-only',
    });
    expect((await send('DELETE', `/interactions/${one}`, sales)).statusCode).toBe(403);
    expect((await send('PATCH', `/interactions/${one}`, supervisor, { summary: '主管改' })).json()).toMatchObject({ summary: '主管改' });
  });

  it('REQ-E6 an owner who comes too late loses the customer, and his text is kept', async () => {
    const { id, reclaimAt } = await enter();
    await pass(5 * DAY);
    const late = await send('POST', '/interactions', sales, { customerId: id, kind: 'call', summary: '来晚了' });
    const deadline = house.app.get(BusinessTime, { strict: false }).format(Date.parse(reclaimAt));
    expect(late.json()).toMatchObject({ status: 409, code: 'customer.overdue', detail: expect.stringContaining(deadline) });
    expect((await send('GET', `/customers/${id}`, sales)).statusCode).toBe(404);
    const kept = (await send('GET', `/interactions?customerId=${id}`, tutor)).json();
    expect(kept).toMatchObject({ total: 1, items: [{ summary: '来晚了', counts: false, authorId: sales.id }] });
    expect((await customer(id, tutor)).holding).toBe('pool');
  });

  it('an owner cannot move a deadline that has passed by correcting a record', async () => {
    const { id } = await enter();
    const { id: one } = await record(sales, { customerId: id });
    const database = house.app.get(Database, { strict: false });
    await database.run('UPDATE customer SET reclaimAt = ? WHERE id = ?', [clock.now() - MINUTE, id]);
    expect((await send('PATCH', `/interactions/${one}`, sales, { occurredAt: ago(0) })).json()).toMatchObject({
      status: 409,
      code: 'customer.overdue',
    });
    expect((await customer(id, tutor)).holding).toBe('pool');
  });

  it('a planned follow-up is reminded of once, when its time has come', async () => {
    const reminders = house.app.get(FollowUpReminderService, { strict: false });
    await reminders.run(running);
    const { id } = await enter({ name: '要提醒' });
    await record(sales, { customerId: id, nextFollowUpAt: new Date(clock.now() + HOUR).toISOString() });
    await record(tutor, { customerId: id, nextFollowUpAt: new Date(clock.now() + HOUR).toISOString() });
    expect(await reminders.run(running)).toEqual({ reminded: 0 });
    await pass(HOUR + MINUTE);
    expect(await reminders.run(running)).toEqual({ reminded: 2 });
    expect(await reminders.run(running)).toEqual({ reminded: 0 });
    const rows = await house.app
      .get(Database, { strict: false })
      .rows<{ recipientId: number }>("SELECT recipientId FROM notification WHERE code = 'customers.follow-up-reminder'");
    expect(rows.map((r) => r.recipientId).sort()).toEqual([sales.id, tutor.id].sort());
  });

  it('two follow-ups of one customer at the same moment are both kept', async () => {
    const { id } = await enter();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        send('POST', '/interactions', i % 2 ? sales : tutor, { customerId: id, kind: 'message', summary: `第${i}条` }),
      ),
    );
    expect(answers.map((a) => a.statusCode)).toEqual(Array.from({ length: 12 }, () => 201));
    expect((await send('GET', `/interactions?customerId=${id}`, sales)).json().total).toBe(12);
  });

  it('the timeline shows records, ownerships and changes in one order, page by page', async () => {
    const { id } = await enter();
    await send('PATCH', `/customers/${id}`, sales, { area: '北京' });
    for (let i = 0; i < 4; i++) {
      await pass(MINUTE);
      await record(sales, { customerId: id, summary: `记录${i}` });
    }
    const seen: { kind: string; id: number; at: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: typeof seen; nextCursor: string | null } = (
        await send('GET', `/customers/${id}/timeline?pageSize=3${cursor ? `&cursor=${cursor}` : ''}`, sales)
      ).json();
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen.filter((e) => e.kind === 'interaction')).toHaveLength(4);
    expect(seen.filter((e) => e.kind === 'owned')).toHaveLength(1);
    expect(seen.filter((e) => e.kind === 'change')).toMatchObject([{ action: 'update', fields: ['area'] }, { action: 'create' }]);
    expect(new Set(seen.map((e) => `${e.kind} ${e.id}`)).size).toBe(seen.length);
    expect(seen.map((e) => e.at)).toEqual(
      seen
        .map((e) => e.at)
        .toSorted()
        .reverse(),
    );
    expect((await send('GET', `/customers/${id}/timeline?cursor=bad`, sales)).statusCode).toBe(400);
  });

  it('REQ-D35 what was deleted thirty days ago is removed for good', async () => {
    const { id } = await enter();
    await record(sales, { customerId: id });
    await send('DELETE', `/customers/${id}`, supervisor);
    const purge = house.app.get(CustomerPurgeService, { strict: false });
    expect(await purge.run(running)).toEqual({ removed: 0 });
    await pass(30 * DAY + MINUTE);
    expect((await send('POST', `/customers/${id}/restore`, supervisor)).json()).toMatchObject({
      status: 409,
      code: 'customer.restore-expired',
    });
    expect(await purge.run(running)).toEqual({ removed: 1 });
    expect(await house.app.get(Database, { strict: false }).rows('SELECT id FROM interaction WHERE customerId = ?', [id])).toEqual([]);
    expect((await send('POST', `/customers/${id}/restore`, supervisor)).statusCode).toBe(404);
  });

  it('REQ-D31 one that is deleted while a newer one is being saved leaves the clock at the newer one', async () => {
    const { id } = await enter();
    const mistaken = await record(sales, { customerId: id });
    await pass(DAY);
    const newer = clock.now();
    const [saved, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const database = house.app.get(Database, { strict: false });
    const saving = database.transaction(async () => {
      await followedUp(house, id, sales.id, newer);
      await database.run(
        `INSERT INTO interaction (customerId, authorId, kind, occurredAt, counts, summary, createdAt, updatedAt, version)
          SELECT customerId, authorId, kind, ?, counts, summary, ?, ?, version FROM interaction WHERE id = ?`,
        [newer, newer, newer, mistaken.id],
      );
      saved.resolve();
      await committed.promise;
    });
    await saved.promise;
    const deleted = send('DELETE', `/interactions/${mistaken.id}`, supervisor);
    await sleep(300);
    committed.resolve();
    await saving;
    expect((await deleted).statusCode).toBe(204);
    expect(Date.parse((await customer(id)).lastFollowUpAt)).toBe(newer);
  });
});
