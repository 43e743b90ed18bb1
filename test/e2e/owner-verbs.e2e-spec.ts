import { FOR_EVER } from '../../src/modules/customers/ownership/ownership.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { headersOf, ownedCustomers, ownershipsOf, setTime, stateOf } from '../builders/held-customers.js';
import { departmentOf, newStaff } from '../staff.js';

type Person = Awaited<ReturnType<typeof newStaff>>;
type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE';
interface Verb {
  readonly method: Method;
  readonly path: (id: number, contactId: number) => string;
  readonly body?: (colleague: Person) => object;
}

const RECEIVED = '2026-03-02 10:00';
const LAST_SECOND = '2026-03-05 23:59:59';
const RECLAIM = '2026-03-06 00:00:00';

const VERBS: Readonly<Record<string, Verb>> = {
  'changing him': { method: 'PATCH', path: (id) => `/customers/${id}`, body: () => ({ area: '北京', tags: ['急'] }) },
  'changing him by PUT': { method: 'PUT', path: (id) => `/customers/${id}`, body: () => ({ area: '北京' }) },
  'a new contact': { method: 'POST', path: (id) => `/customers/${id}/contacts`, body: () => ({ name: '新人' }) },
  'a changed contact': { method: 'PATCH', path: (id, c) => `/customers/${id}/contacts/${c}`, body: () => ({ name: '改名' }) },
  'a contact less': { method: 'DELETE', path: (id, c) => `/customers/${id}/contacts/${c}` },
  'his ID number': { method: 'POST', path: (id) => `/customers/${id}/id-number` },
  'letting him go': { method: 'POST', path: (id) => `/customers/${id}/release`, body: () => ({ reason: '无意向' }) },
  'handing him on': { method: 'POST', path: (id) => `/customers/${id}/transfer`, body: ({ id }) => ({ toStaffId: id }) },
  'losing him': { method: 'POST', path: (id) => `/customers/${id}/lose`, body: () => ({ reason: '空号' }) },
  'an interaction': { method: 'POST', path: () => '/interactions', body: () => ({ kind: 'call', summary: '谈过' }) },
  'deleting him': { method: 'DELETE', path: (id) => `/customers/${id}` },
};

describe(`the verbs of an owner at his deadline on ${STACK}`, () => {
  let house: TestApp;
  let owner: Person;
  let colleague: Person;
  let boss: Person;

  beforeAll(async () => {
    house = await startApp();
    setTime(house, RECEIVED);
    await departmentOf(house, 1001);
    owner = await newStaff(house, { name: 'Ann', roles: ['salesperson', 'administrator'], departmentCode: 1001 });
    colleague = await newStaff(house, { name: 'Ben', roles: ['salesperson'], departmentCode: 1001 });
    boss = await newStaff(house, { name: 'Boss', roles: ['sales-supervisor'], departmentCode: 1001 });
  });
  afterAll(() => house.close());

  const send = async (method: Method | 'GET', path: string, who: Person, payload?: object, headers: Record<string, string> = {}) =>
    house.app.inject({
      method,
      url: `/api${path}`,
      headers: { ...(await headersOf(house, who.id)), 'accept-language': 'en', ...headers },
      ...(payload ? { payload } : {}),
    });
  /** One of Ann's customers, received on 2 March, with a contact and an ID number. */
  const received = async (): Promise<{ id: number; contactId: number }> => {
    setTime(house, RECEIVED);
    const [id] = await ownedCustomers(house, owner.id, 1);
    const { id: contactId } = (await send('POST', `/customers/${id}/contacts`, owner, { name: '旧名' })).json();
    await send('PATCH', `/customers/${id}`, owner, { person: { idNumber: '11010519491231002X' } });
    return { id: id!, contactId };
  };
  const carryOut = async (verb: Verb, { id, contactId }: { id: number; contactId: number }, headers: Record<string, string> = {}) => {
    const body = verb.body?.(colleague);
    const payload = verb.path(id, contactId) === '/interactions' ? { customerId: id, ...body } : body;
    return send(verb.method, verb.path(id, contactId), owner, payload, headers);
  };
  const recordOf = async (id: number) => {
    const database = house.app.get(Database, { strict: false });
    const [row] = await database.rows('SELECT name, area, status, version, deletedAt FROM customer WHERE id = ?', [id]);
    return { ...row, contacts: await database.rows('SELECT id, name FROM contact WHERE customerId = ?', [id]) };
  };

  it.each(Object.keys(VERBS))(
    'REQ-E6 %s: in the last second it is done; from the next on he is reclaimed, and nothing else',
    async (name) => {
      const verb = VERBS[name]!;
      const inTime = await received();
      setTime(house, LAST_SECOND);
      const done = await carryOut(verb, inTime);
      expect([200, 201, 204].includes(done.statusCode) ? '' : done.body).toBe('');

      for (const [language, headers, detail] of [
        ['en', {}, 'The deadline has passed: this customer went to the public pool'],
        ['zh-CN', verb.method === 'POST' ? { 'idempotency-key': `late-${name.replaceAll(' ', '-')}` } : {}, '期限已过，该客户已于'],
      ] as const) {
        const late = await received();
        const before = await recordOf(late.id);
        setTime(house, RECLAIM);
        const refused = await carryOut(verb, late, { ...headers, 'accept-language': language });
        expect(refused.json()).toMatchObject({ status: 409, code: 'customer.overdue', detail: expect.stringContaining(detail) });
        expect(await stateOf(house, late.id)).toMatchObject({ holding: 'pool', ownerId: null, reclaimAt: null });
        expect(await ownershipsOf(house, late.id)).toMatchObject([{ outcome: 'follow-up-overdue', barredUntil: FOR_EVER }]);
        expect(await recordOf(late.id)).toEqual(before);
      }
    },
  );

  it('REQ-E6 the rule is the owner’s: a manager corrects a record without taking the customer from him', async () => {
    const { id, contactId } = await received();
    setTime(house, RECLAIM);
    expect((await send('PATCH', `/customers/${id}`, boss, { area: '上海' })).statusCode).toBe(200);
    expect((await send('PATCH', `/customers/${id}/contacts/${contactId}`, boss, { position: '经理' })).statusCode).toBe(200);
    expect(await stateOf(house, id)).toMatchObject({ holding: 'owned', ownerId: owner.id });
  });

  it('REQ-E6 REQ-D22 a late owner does not get a customer back whom a manager deleted and restored', async () => {
    const { id } = await received();
    setTime(house, RECLAIM);
    expect((await send('DELETE', `/customers/${id}`, boss)).statusCode).toBe(204);
    expect(await ownershipsOf(house, id)).toMatchObject([{ outcome: 'follow-up-overdue', barredUntil: FOR_EVER }]);
    expect((await send('POST', `/customers/${id}/restore`, boss)).statusCode).toBe(200);
    expect(await stateOf(house, id)).toMatchObject({ ownerId: null });
    expect((await ownershipsOf(house, id)).map((o) => o.outcome)).toEqual(['follow-up-overdue']);
  });

  it('REQ-E6 many at once: who is due is named and reclaimed, the others move', async () => {
    const late = await received();
    setTime(house, LAST_SECOND);
    const [fresh] = await ownedCustomers(house, owner.id, 1);
    setTime(house, RECLAIM);
    const answer = await send('POST', '/customers/assign', owner, { customerIds: [late.id, fresh], toStaffId: colleague.id });
    expect(answer.json()).toMatchObject({
      assigned: 1,
      outcomes: [
        { customerId: late.id, outcome: 'customer.overdue' },
        { customerId: fresh, outcome: 'assigned' },
      ],
    });
    expect((await stateOf(house, late.id)).holding).toBe('pool');
    const deleted = await received();
    setTime(house, RECLAIM);
    expect((await send('POST', '/customers/bulk-delete', owner, { ids: [deleted.id] })).json()).toMatchObject({
      deleted: 0,
      items: [{ id: deleted.id, code: 'customer.overdue' }],
    });
    expect((await stateOf(house, deleted.id)).holding).toBe('pool');
  });

  it('REQ-E6 the job and the owner in the same second: he is reclaimed once, and the owner hears a refusal', async () => {
    const { ReclaimService } = await import('../../src/modules/distribution/reclaim/reclaim.service.js');
    const late = await received();
    setTime(house, RECLAIM);
    const [answer] = await Promise.all([
      carryOut(VERBS['changing him']!, late),
      house.app.get(ReclaimService, { strict: false }).run({ progress: () => undefined, stopped: () => false, before: 0 }),
    ]);
    // whoever was faster: the deadline, or a customer in the pool, whom an administrator may still correct
    if (answer.statusCode !== 200) expect(answer.json().code).toBe('customer.overdue');
    expect(await ownershipsOf(house, late.id)).toMatchObject([{ outcome: 'follow-up-overdue' }]);
  });
});
