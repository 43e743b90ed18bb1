import { type TestApp, startApp } from '../app.js';
import { type AuthHeaders, newStaff } from '../staff.js';
import { Clock, HOUR, SECOND } from '../../src/platform/context/clock.js';
import { headersOf } from '../builders/held-customers.js';
import { Database } from '../../src/platform/database/database.js';

type Who = { id: number; headers: AuthHeaders };

describe('duplicates', () => {
  let house: TestApp;
  let owner: Who;
  let other: Who;
  let operations: Who;
  beforeAll(async () => {
    house = await startApp();
    owner = await newStaff(house, { name: '张负责', roles: ['salesperson'], departmentCode: 1001 });
    other = await newStaff(house, { name: '李同事', roles: ['salesperson'], departmentCode: 1001 });
    operations = await newStaff(house, { roles: ['operations'] });
  });
  afterAll(() => house.close());

  const post = (who: Who, payload: object, headers: Record<string, string> = {}) =>
    house.app.inject({
      method: 'POST',
      url: '/api/customers',
      headers: { ...who.headers, 'accept-language': 'zh-CN', ...headers },
      payload,
    });
  const messages = (staffId: number) =>
    house.app
      .get(Database, { strict: false })
      .rows<{ params: string }>("SELECT * FROM notification WHERE recipientId = ? AND code = 'customers.met'", [staffId]);

  it('T4 REQ-D20 REQ-Q6 a colleague’s customer is refused, his owner named, his data not, and the owner told once a day', async () => {
    const { id } = (await post(owner, { name: '保密客户', phone: '13800138000', qq: '77778888', notes: '秘密' })).json();
    for (let i = 0; i < 2; i++) {
      const refused = await post(other, { name: '别的名字', phone: '+86 138-0013-8000' });
      expect(refused.statusCode).toBe(409);
      expect(refused.json()).toMatchObject({
        code: 'customer.duplicate',
        duplicate: { fields: ['phone'], ownerName: '张负责', holding: 'owned', claimable: false, customerId: null },
      });
      expect(refused.json().detail).toContain('张负责');
      expect(refused.body).not.toMatch(/保密客户|秘密|77778888/);
    }
    expect(await messages(owner.id)).toHaveLength(1);
    const both = (await post(other, { name: 'x', phone: '13800138000', qq: '77778888' })).json();
    expect(both.duplicate.fields).toEqual(['phone', 'qq']);
    const own = (await post(owner, { name: 'x', qq: '７７７７８８８８' })).json();
    expect(own).toMatchObject({
      code: 'customer.duplicate',
      duplicate: { customerId: id },
      link: `/admin/resources/customers/records/${id}/show`,
    });
    expect(own.detail).toContain('已经是您的客户');
    expect(own.detail).not.toMatch(/张负责|已通知/);
    expect(both).not.toHaveProperty('link');
    expect(await messages(owner.id)).toHaveLength(1);
  });

  it('the owner is told also when the refused entry carried an Idempotency-Key', async () => {
    await post(owner, { name: '幂等', phone: '13800138001' });
    const before = (await messages(owner.id)).length;
    const refused = await post(other, { name: 'x', phone: '13800138001' }, { 'idempotency-key': 'again-1' });
    expect(refused.json()).toMatchObject({ status: 409, code: 'customer.duplicate' });
    expect(await messages(owner.id)).toHaveLength(before + 1);
  });

  it('REQ-D20 of two writers at the same moment one succeeds', async () => {
    for (let round = 0; round < 5; round++) {
      const body = { name: '同时', phone: `1390000000${round}`, qq: `90000${round}`, email: `race${round}@example.com` };
      const answers = await Promise.all([owner, other, operations, owner, other].map((who) => post(who, body)));
      expect(answers.map((a) => a.statusCode).sort()).toEqual([201, 409, 409, 409, 409]);
      expect(answers.filter((a) => a.statusCode === 409).every((a) => a.json().code === 'customer.duplicate')).toBe(true);
    }
  });

  it('a change to a number that somebody has is refused as well, and changes nothing', async () => {
    await post(owner, { name: '已有', email: 'taken@example.com' });
    const { id } = (await post(other, { name: '要改的', area: '上海' })).json();
    const refused = await house.app.inject({
      method: 'PATCH',
      url: `/api/customers/${id}`,
      headers: other.headers,
      payload: { email: 'TAKEN@example.com', area: '北京' },
    });
    expect(refused.json()).toMatchObject({ status: 409, code: 'customer.duplicate', duplicate: { fields: ['email'] } });
    expect((await house.app.inject({ url: `/api/customers/${id}`, headers: other.headers })).json()).toMatchObject({
      area: '上海',
      email: null,
      version: 1,
    });
  });

  it('REQ-D20 a look-up answers before the form is filled in; it is logged and limited', async () => {
    const look = (query: string, who = other) => house.app.inject({ url: `/api/customers/duplicates?${query}`, headers: who.headers });
    await post(operations, { name: '大公司', type: 'company', externalId: 'X-1' });
    expect((await look('phone=13800138000')).json()).toMatchObject({
      duplicates: [{ fields: ['phone'], ownerName: '张负责', customerId: null }],
    });
    expect((await look(`name=${encodeURIComponent('大公司')}&qq=555555`)).json()).toEqual({ duplicates: [], companiesOfThatName: 1 });
    expect((await look('phone=12')).statusCode).toBe(400);
    const logged = await house.app
      .get(Database, { strict: false })
      .rows("SELECT * FROM audit_entry WHERE action = 'duplicate-lookup' AND actorId = ?", [other.id]);
    expect(logged.length).toBe(2);
    let last = 200;
    for (let i = 0; i < 60 && last === 200; i++) last = (await look('qq=66666')).statusCode;
    expect(last).toBe(429);
  });

  it('who meets more than fifty customers in a day no longer hears whose they are', async () => {
    const fisher = await newStaff(house, { roles: ['salesperson'] });
    for (let i = 0; i < 52; i++) await post(owner, { name: '鱼', qq: String(300_000 + i) });
    let answer;
    for (let i = 0; i < 52; i++) answer = (await post(fisher, { name: '鱼', qq: String(300_000 + i) })).json();
    expect(answer).toMatchObject({ status: 409, code: 'customer.duplicate', duplicate: { fields: ['qq'] } });
    expect(JSON.stringify(answer)).not.toContain('张负责');
  });

  it('REQ-D20 being refused tells who exists as looking does, and ends at as many: what is new is not entered either, until the hour is over', async () => {
    const oracle = await newStaff(house, { roles: ['salesperson'] });
    for (let i = 0; i < 61; i++) await post(owner, { name: '谕', qq: String(400_000 + i) });
    const codes = [];
    for (let i = 0; i < 60; i++) codes.push((await post(oracle, { name: '谕', qq: String(400_000 + i) })).json().code);
    expect(new Set(codes)).toEqual(new Set(['customer.duplicate']));
    for (const qq of ['400060', '499999']) {
      const stopped = await post(oracle, { name: '谕', qq });
      expect(stopped.json()).toMatchObject({ status: 429, code: 'too-many', retryAfter: expect.any(Number) });
    }
    const mine = await post(oracle, { name: '无号' });
    expect(mine.statusCode).toBe(201);
    const change = { method: 'PATCH' as const, url: `/api/customers/${mine.json().id}`, headers: oracle.headers };
    expect((await house.app.inject({ ...change, payload: { qq: '400060' } })).statusCode).toBe(429);
    expect((await house.app.inject({ ...change, payload: { area: '上海' } })).statusCode).toBe(200);
    const clock = house.app.get(Clock, { strict: false });
    clock.advance(HOUR + SECOND);
    expect((await house.app.inject({ ...change, headers: await headersOf(house, oracle.id), payload: { qq: '499999' } })).statusCode).toBe(
      200,
    );
    clock.advance(-HOUR - SECOND);
  });
});
