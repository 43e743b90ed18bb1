import { RightsEpoch } from '../../src/modules/rbac/rights/rights-epoch.js';
import { Database } from '../../src/platform/database/database.js';
import { customerNumber } from '../../src/modules/customers/customer.entity.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { newCustomers, ownedCustomers, stateOf } from '../builders/held-customers.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

type Person = Awaited<ReturnType<typeof newStaff>>;

describe('handing many customers over', () => {
  let house: TestApp;
  let [ann, ben, far, gone, idle, boss]: Person[] = [];

  beforeAll(async () => {
    house = await startApp();
    const seller = (name: string, departmentCode = 1001, more: object = {}) =>
      newStaff(house, { name, roles: ['salesperson'], departmentCode, ...more });
    [ann, ben, far] = [await seller('Ann'), await seller('Ben'), await seller('Far', 1009)];
    gone = await seller('Gone', 1001, { active: false });
    idle = await seller('Idle', 1001, { roles: [] });
    boss = await newStaff(house, { name: 'Boss', roles: ['sales-supervisor'], departmentCode: 1001 });
  });
  afterAll(() => house.close());

  const assign = async (payload: object, who = boss!, language = 'en') => {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/customers/assign',
      headers: { ...who.headers, 'accept-language': language },
      payload,
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const ownerOf = async (id: number) => (await stateOf(house, id)).ownerId;

  it('REQ-C8 each customer goes to the colleague named for him, pending and pooled ones too, in one call', async () => {
    const [owned] = await ownedCustomers(house, ann!.id, 1);
    const [pooled] = await newCustomers(house, 1, { holding: 'pool' });
    const items = [
      { customerId: owned, toStaffId: ben!.id },
      { customerId: pooled, toStaffId: ann!.id },
    ];
    const { status, body } = await assign({ items, reason: 'fair shares' });
    expect([status, body]).toEqual([
      200,
      { assigned: 2, outcomes: items.map((i) => expect.objectContaining({ ...i, outcome: 'assigned', clocks: 'restarted' })) },
    ]);
    expect([await ownerOf(owned!), await ownerOf(pooled!)]).toEqual([ben!.id, ann!.id]);
  });

  it('a receiver out of reach is the fault of his items; the others move', async () => {
    const ids = await ownedCustomers(house, ann!.id, 5);
    const to = [ben!, far!, gone!, idle!, { id: 999_999 }];
    const { status, body } = await assign({ items: ids.map((customerId, i) => ({ customerId, toStaffId: to[i]!.id })) });
    expect(status).toBe(200);
    expect(body.assigned).toBe(1);
    expect(body.outcomes.map((o: { outcome: string }) => o.outcome)).toEqual([
      'assigned',
      'customer.receiver-unknown',
      'customer.assignee-inactive',
      'customer.assignee-cannot-hold',
      'customer.receiver-unknown',
    ]);
    expect(body.outcomes[1].detail).toBe('There is no such colleague to receive this customer, or he is out of your reach');
    expect(await Promise.all(ids.map(ownerOf))).toEqual([ben!.id, ann!.id, ann!.id, ann!.id, ann!.id]);
    const zh = await assign(
      {
        items: [
          { customerId: ids[1], toStaffId: far!.id },
          { customerId: ids[2], toStaffId: ann!.id },
        ],
      },
      boss!,
      'zh-CN',
    );
    expect(zh.body.outcomes.map((o: { detail: string }) => o.detail)).toEqual([
      '没有找到接收人，或接收人不在您的管理范围内',
      '该客户已由Ann负责',
    ]);
  });

  it('what is wrong with the only receiver is wrong with the call: 404 out of reach, 409 inactive, and nothing moves', async () => {
    const ids = await ownedCustomers(house, ann!.id, 2);
    const refused = async (toStaffId: number) => {
      const { status, body } = await assign({ customerIds: ids, toStaffId });
      return [status, body.code];
    };
    expect(await refused(999_999)).toEqual([404, 'customer.receiver-unknown']);
    expect(await refused(far!.id)).toEqual([404, 'customer.receiver-unknown']);
    expect(await refused(gone!.id)).toEqual([409, 'customer.assignee-inactive']);
    expect(await refused(idle!.id)).toEqual([409, 'customer.assignee-cannot-hold']);
    const one = await house.app.inject({
      method: 'POST',
      url: `/api/customers/${ids[0]}/transfer`,
      headers: boss!.headers,
      payload: { toStaffId: far!.id },
    });
    expect([one.statusCode, one.json().code]).toEqual([404, 'customer.receiver-unknown']);
    expect(await Promise.all(ids.map(ownerOf))).toEqual([ann!.id, ann!.id]);
  });

  it('customers out of reach look like ones that are not there, whoever is to receive them', async () => {
    const [his] = await ownedCustomers(house, far!.id, 1);
    const [ours] = await ownedCustomers(house, ann!.id, 1);
    const { body } = await assign({ customerIds: [his, 999_999, ours], toStaffId: ben!.id });
    expect(body.outcomes.map((o: { outcome: string }) => o.outcome)).toEqual(['not-found', 'not-found', 'assigned']);
    expect(await ownerOf(his!)).toBe(far!.id);
    const none = await assign({ customerIds: [his], toStaffId: 999_999 });
    expect(none).toMatchObject({ status: 200, body: { assigned: 0, outcomes: [{ outcome: 'not-found' }] } });
  });

  it('both ways at once, neither, or a customer named twice are faults of the input', async () => {
    const faults = async (payload: object) => {
      const { status, body } = await assign(payload);
      return [status, ...body.errors.map((e: { code: string }) => e.code)];
    };
    const item = { customerId: 1, toStaffId: ann!.id };
    expect(await faults({})).toEqual([400, 'assign.one-way']);
    expect(await faults({ customerIds: [1] })).toEqual([400, 'assign.one-way']);
    expect(await faults({ items: [item], toStaffId: ann!.id })).toEqual([400, 'assign.one-way']);
    expect(await faults({ items: [item, { ...item, toStaffId: ben!.id }] })).toEqual([400, 'assign.twice']);
  });

  it('REQ-E8 nobody overrides in favour of himself: a manager’s own bar stands, and what he wants out of the pool he claims', async () => {
    const [barred] = await newCustomers(house, 1, { holding: 'pool' });
    const send = (path: string, payload: object = {}) =>
      house.app.inject({ method: 'POST', url: `/api${path}`, headers: { ...boss!.headers, 'accept-language': 'en' }, payload });
    expect((await send(`/pool/${barred}/claim`)).statusCode).toBe(200);
    expect((await send(`/customers/${barred}/release`, { reason: 'later' })).statusCode).toBe(200);
    const pooled = await newCustomers(house, 3, { holding: 'pool' });
    const taken = await assign({ customerIds: [barred, ...pooled], toStaffId: boss!.id, override: true });
    expect(taken.body.assigned).toBe(0);
    expect(taken.body.outcomes.map((o: { outcome: string }) => o.outcome)).toEqual(Array(4).fill('pool.claim-him'));
    expect(taken.body.outcomes[0].detail).toBe('This customer is in the public pool: what you want for yourself you claim');
    const single = await send(`/customers/${pooled[0]}/transfer`, { toStaffId: boss!.id, override: true });
    expect([404, 409]).toContain(single.statusCode);
    // by way of a colleague
    expect((await assign({ customerIds: [barred], toStaffId: ben!.id })).body.assigned).toBe(1);
    const back = await send(`/customers/${barred}/transfer`, { toStaffId: boss!.id, override: true });
    expect(back.json()).toMatchObject({ status: 409, code: 'pool.lost-before' });
    expect((await assign({ customerIds: [barred], toStaffId: boss!.id, override: true })).body.outcomes).toMatchObject([
      { outcome: 'pool.lost-before' },
    ]);
    // on the screen
    const office = await new BackOffice(house).signIn(boss!.username, STAFF_PASSWORD);
    const done = await office.post(`/api/resources/holdings/bulk/assign?recordIds=${barred}`, {
      toStaffId: String(boss!.id),
      override: 'true',
    });
    expect(JSON.stringify(done.body)).toContain('曾失去该客户');
    expect(await Promise.all([barred!, ...pooled].map(ownerOf))).toEqual([ben!.id, null, null, null]);
  });

  it('REQ-SY7 the documentation describes both ways, every outcome and the refusal of the call', async () => {
    const document = (await house.app.inject('/api/openapi.json')).json();
    const { post } = document.paths['/api/customers/assign'];
    expect(post.description).toContain('customer.receiver-unknown');
    const answer = JSON.stringify(post.responses['200']);
    for (const code of ['not-found', 'customer.already-his', 'pool.holding-limit', 'customer.assignee-cannot-hold'])
      expect(answer).toContain(code);
    expect(post.responses['404'].content).toHaveProperty(['application/problem+json']);
    const { schema, examples } = post.requestBody.content['application/json'];
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['customerIds', 'toStaffId', 'items']));
    for (const { value } of Object.values<{ value: object }>(examples)) expect((await assign(value)).status).toBe(200);
  });

  it('REQ-E8 nobody hands himself those who wait for distribution, by either verb; a colleague may have them', async () => {
    const director = await newStaff(house, { name: 'Director', roles: ['sales-director'], departmentCode: 1001 });
    const pending = await newCustomers(house, 2);
    const taken = await assign({ customerIds: pending, toStaffId: director.id, override: true }, director);
    expect(taken.body).toMatchObject({ assigned: 0, outcomes: [{ outcome: 'pool.not-yet' }, { outcome: 'pool.not-yet' }] });
    expect(taken.body.outcomes[0].detail).toBe(
      'This customer waits for distribution and cannot be handed to yourself; in the public pool it can be claimed',
    );
    const single = await house.app.inject({
      method: 'POST',
      url: `/api/customers/${pending[0]}/transfer`,
      headers: director.headers,
      payload: { toStaffId: director.id },
    });
    expect(single.json()).toMatchObject({ status: 409, code: 'pool.not-yet' });
    expect(await Promise.all(pending.map(ownerOf))).toEqual([null, null]);
    expect((await assign({ customerIds: pending, toStaffId: ben!.id }, director)).body.assigned).toBe(2);
  });

  it('REQ-C8 the back office says which ones stayed, by number and name, and why; a receiver out of reach, or a call that moves nobody, is a refusal', async () => {
    const ids = await ownedCustomers(house, ann!.id, 2);
    const [his] = await ownedCustomers(house, ben!.id, 1);
    const office = await new BackOffice(house).signIn(boss!.username, STAFF_PASSWORD);
    const hand = (toStaffId: number) =>
      office.post(`/api/resources/holdings/bulk/assign?recordIds=${[...ids, his].join(',')}`, { toStaffId: String(toStaffId) });
    const done = await hand(ben!.id);
    expect(JSON.stringify(done.body)).toContain('已转交 2 个，未成功 1 个');
    const [row] = await house.app.get(Database, { strict: false }).rows<{ name: string }>('SELECT name FROM customer WHERE id = ?', [his!]);
    expect(done.body.detail).toBe(`1 个：该客户已由Ben负责（${customerNumber(his!)} ${row!.name}）`);
    const none = await hand(ben!.id);
    expect([none.status, none.body.notice.type]).toEqual([409, 'error']);
    expect(none.body.notice.message).toMatch(/^没有转交任何客户。3 个：该客户已由Ben负责（C\d{8} .+、C\d{8} .+、C\d{8} .+）$/);
    const [all] = await ownedCustomers(house, ann!.id, 1);
    const one = await office.post(`/api/resources/holdings/bulk/assign?recordIds=${all}`, { toStaffId: String(ben!.id) });
    expect(one.body.notice.message).toBe('已转交 1 个');
    const refused = await hand(far!.id);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([404, expect.stringContaining('没有找到接收人')]);
  });

  it('two calls that hand the same customers to each other’s receivers crosswise both end, and each customer has one owner', async () => {
    const ids = await ownedCustomers(house, ann!.id, 6);
    const database = house.app.get(Database, { strict: false });
    await database.transaction(() => house.app.get(RightsEpoch, { strict: false }).raise());
    const cid = await newStaff(house, { name: 'Cid', roles: ['salesperson'], departmentCode: 1001 });
    const [there, back] = [
      ids.map((customerId, i) => ({ customerId, toStaffId: i % 2 ? ben!.id : cid.id })),
      ids.map((customerId, i) => ({ customerId, toStaffId: i % 2 ? cid.id : ben!.id })).reverse(),
    ];
    const answers = await Promise.all([assign({ items: there }), assign({ items: back }), assign({ items: there })]);
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200]);
    const open = await database.rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ownership o JOIN customer c ON c.id = o.openCustomerId AND c.ownerId = o.staffId WHERE c.id IN (${ids.join(',')})`,
    );
    expect(Number(open[0]!.n)).toBe(6);
  });

  it('REQ-C8 REQ-R1 ticked customers of the list go to a colleague, pending ones too, and get tags beside those they have', async () => {
    const [owned] = await ownedCustomers(house, ann!.id, 1);
    const [pending] = await newCustomers(house, 1, { holding: 'pending' });
    const operations = await newStaff(house, { roles: ['operations'] });
    const desk = await new BackOffice(house).signIn(operations.username, STAFF_PASSWORD);
    const bulk = (name: string, ids: (number | undefined)[], form: Record<string, unknown>) =>
      desk.post(`/api/resources/customers/bulk/${name}?recordIds=${ids.join(',')}`, form);
    const given = await bulk('assign', [owned, pending], { toStaffId: ben!.id });
    expect([given.status, given.body.notice.type]).toEqual([200, 'success']);
    expect([await ownerOf(owned!), await ownerOf(pending!)]).toEqual([ben!.id, ben!.id]);
    expect((await bulk('assign', [owned], {})).status).toBe(400);
    const tagsOf = async (id: number | undefined) =>
      (await house.app.inject({ url: `/api/customers/${id}`, headers: operations.headers })).json<{ tags: string[] }>().tags.sort();
    expect((await bulk('addTags', [owned], { addedTags: 'a1' })).status).toBe(200);
    expect((await bulk('addTags', [owned, pending], { addedTags: 'b1，c1' })).status).toBe(200);
    expect([await tagsOf(owned), await tagsOf(pending)]).toEqual([
      ['a1', 'b1', 'c1'],
      ['b1', 'c1'],
    ]);
    expect((await bulk('addTags', [owned], { addedTags: 'x'.repeat(41) })).status).toBe(400);
    const seller = await new BackOffice(house).signIn(ann!.username, STAFF_PASSWORD);
    expect((await seller.post(`/api/resources/customers/bulk/assign?recordIds=${owned}`, { toStaffId: ann!.id })).status).toBe(403);
  });
});
