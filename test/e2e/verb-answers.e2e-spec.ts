import { customerNumber } from '../../src/modules/customers/customer.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { RouteCheck } from '../../src/platform/permissions/route-check.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { type Grants, newStaffWith } from '../builders/granted.js';
import { headersOf, newCustomers, ownedCustomers, setTime, restReclaim } from '../builders/held-customers.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

/** What is not for somebody who sees names alone, by whatever key an answer tells it. */
const HIDDEN = new Set(
  (
    'phone qq wechat email area status holding holdingSince ownerId ownerName departmentId departmentName ownedSince lastFollowUpAt ' +
    'followUpDueOn dealDueOn reclaimAt reclaimAtBefore clocks lockedUntil lostReason deadline source'
  ).split(' '),
);
const ACTIONS = [
  'create',
  'update',
  'delete',
  'assign',
  'transfer',
  'release',
  'lock',
  'lose',
  'reopen',
  'merge',
  'export',
  'reveal-id-number',
  'personal-data',
  'erase',
];
const RIGHTS = [
  ...ACTIONS.map((action) => `${action} Customer`),
  ...['read', 'create', 'update', 'delete'].flatMap((action) => [`${action} Contact`, `${action} Interaction`]),
  ...['hold Customer', 'read Pool', 'claim Pool', 'restore RecycleBin', 'read RecycleBin', 'amend Interaction'],
];
const ALL: Grants = Object.fromEntries(RIGHTS.map((right) => [right, { reach: 'all' }]));

type Body = Record<string, unknown>;
interface Verb {
  readonly body?: (ids: { id: number; other: number; to: number }) => Body;
  /** Done before, by somebody who may. */
  readonly first?: (id: number, other: number) => [string, Body?];
  readonly from?: 'pool';
  readonly status?: number;
}

/** Every verb about customers. A new one gets a line here. */
const VERBS: Readonly<Record<string, Verb>> = {
  '/customers': { body: () => ({ name: '新来的' }), status: 201 },
  '/customers/export': { body: ({ other }) => ({ ids: [other] }), status: 202 },
  '/customers/assign': { body: ({ other, to }) => ({ customerIds: [other], toStaffId: to }) },
  '/customers/bulk/edit': { body: ({ other }) => ({ ids: [other], set: { level: 'key' } }), status: 202 },
  '/customers/bulk/assign': { body: ({ other, to }) => ({ ids: [other], toStaffIds: [to] }), status: 202 },
  '/customers/bulk-delete': { body: ({ other }) => ({ ids: [other] }) },
  '/customers/:id/transfer': { body: ({ to }) => ({ toStaffId: to }) },
  '/customers/:id/release': { body: () => ({ reason: '不合适' }) },
  '/customers/:id/lock': { body: () => ({ until: '2031-05-05' }) },
  '/customers/:id/lose': { body: () => ({ reason: '不要了' }) },
  '/customers/:id/reopen': { first: (id) => [`/customers/${id}/lose`, { reason: '不要了' }] },
  '/customers/:id/merge/preview': { body: ({ other }) => ({ otherId: other }) },
  '/customers/:id/merge': { body: ({ other }) => ({ otherId: other }) },
  '/customers/:id/merge/undo': { first: (id, other) => [`/customers/${id}/merge`, { otherId: other }], body: () => ({}) },
  '/customers/:id/id-number': { status: 404 },
  '/customers/:id/contacts': { body: () => ({ name: '联系人' }), status: 201 },
  '/customers/:id/personal-data': { status: 202 },
  '/customers/:id/erase': { body: ({ id }) => ({ reason: '本人要求', confirm: customerNumber(id) }), status: 202 },
  '/customers/:id/restore': { first: (id) => ['/customers/bulk-delete', { ids: [id] }] },
  '/pool/claim': { from: 'pool', body: ({ other }) => ({ customerIds: [other] }) },
  '/pool/:customerId/claim': { from: 'pool' },
};

describe('REQ-B13 what a verb answers shows no more than a read does', () => {
  let house: TestApp;
  let owner: Awaited<ReturnType<typeof newStaff>>, to: typeof owner, operations: typeof owner;
  beforeAll(async () => {
    house = await startApp({ ROLE: 'all' });
    await restReclaim(house);
    setTime(house, '2031-03-02 10:00');
    owner = await newStaff(house, { name: '秘主持', roles: ['salesperson'], departmentCode: 1001 });
    to = await newStaff(house, { name: '接手人', roles: ['salesperson'], departmentCode: 1001 });
    operations = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
  });
  afterAll(() => house.close());

  const post = async (url: string, who: { id: number }, payload: Body = {}) =>
    house.app.inject({
      method: 'POST',
      url: `/api${url}`,
      headers: { ...(await headersOf(house, who.id)), 'accept-language': 'en' },
      payload,
    });
  const keysOf = (value: unknown): string[] =>
    Array.isArray(value)
      ? value.flatMap(keysOf)
      : value && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
        : [];

  async function answerOf(path: string, who: { id: number }) {
    const { body, first, from } = VERBS[path]!;
    const [id, other] = (from ? await newCustomers(house, 2, { holding: 'pool' }) : await ownedCustomers(house, owner.id, 2)) as [
      number,
      number,
    ];
    const before = first?.(id, other);
    if (before) expect([path, (await post(before[0], operations, before[1])).statusCode]).toEqual([path, 200]);
    return post(path.replace(/:\w+/, String(id)), who, body?.({ id, other, to: to.id }));
  }

  it('every verb is walked, and none tells whoever sees names alone anything else', async () => {
    const routes = house.app
      .get(RouteCheck, { strict: false })
      .routes()
      .filter(({ method, path }) => method === 'POST' && /^\/(customers|pool)(\/|$)/.test(path));
    expect(routes.map(({ path }) => path).sort()).toEqual(Object.keys(VERBS).sort());
    const clerk = await newStaffWith(
      house,
      { ...ALL, 'read Customer': { reach: 'all', fields: ['name', 'createdAt'] } },
      { departmentCode: 1002 },
    );
    const faults: string[] = [];
    for (const [path, { status = 200 }] of Object.entries(VERBS)) {
      const answer = await answerOf(path, clerk);
      if (answer.statusCode !== status) faults.push(`${path}: ${answer.statusCode} ${answer.body}`);
      // whoever claims knows that he has claimed
      const told = (answer.statusCode < 400 ? keysOf(answer.json()) : []).filter(
        (key) => HIDDEN.has(key) && !(key === 'ownerId' && path.startsWith('/pool')),
      );
      if (told.length) faults.push(`${path}: ${told.join(', ')}`);
      if (/秘主持|2031-03-0[56]|2031-03-1[78]/.test(answer.body)) faults.push(`${path}: ${answer.body}`);
    }
    expect(faults).toEqual([]);
  });

  it('REQ-E6 a hand-over tells when he falls due to those who see deadlines, of what they see', async () => {
    const seer = await newStaffWith(
      house,
      { ...ALL, 'read Customer': { reach: 'all', fields: ['name', 'reclaimAt'] } },
      { departmentCode: 1002 },
    );
    const moved = (await answerOf('/customers/:id/transfer', seer)).json();
    expect(moved).toEqual({
      id: moved.id,
      clocks: 'restarted',
      reclaimAtBefore: '2031-03-05T16:00:00.000Z',
      reclaimAt: '2031-03-05T16:00:00.000Z',
    });
    const ofOwner = { reach: 'custom', conditions: { ownerId: owner.id }, fields: ['name', 'reclaimAt'] };
    const before = await newStaffWith(
      house,
      [{ ...ALL, 'read Customer': { reach: 'all', fields: ['name'] } }, { 'read Customer': ofOwner }],
      { departmentCode: 1002 },
    );
    expect(Object.keys((await answerOf('/customers/:id/transfer', before)).json())).toEqual(['id', 'reclaimAtBefore']);
    const [outcome] = (await answerOf('/customers/assign', before)).json().outcomes;
    expect(outcome).toEqual({ customerId: outcome.customerId, toStaffId: to.id, outcome: 'assigned', reclaimAtBefore: expect.any(String) });
    const whole = (await answerOf('/customers/:id/transfer', operations)).json();
    expect(whole).toMatchObject({ ownerId: to.id, clocks: 'restarted', reclaimAt: expect.any(String) });
  });

  it('REQ-E6 whoever comes too late and sees no deadlines hears when it was carried out, not when it was', async () => {
    const late = async (fields?: string[]) => {
      setTime(house, '2031-03-02 10:00');
      const [id] = (await ownedCustomers(house, owner.id, 1)) as [number];
      const clerk = await newStaffWith(
        house,
        { ...ALL, 'read Customer': { reach: 'all', ...(fields && { fields }) } },
        { departmentCode: 1002 },
      );
      setTime(house, '2031-03-07 12:34');
      const answer = await post(`/customers/${id}/transfer`, clerk, { toStaffId: to.id });
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'customer.overdue']);
      return answer.json().detail as string;
    };
    expect(await late(['name'])).toContain('12:34');
    expect(await late()).not.toContain('12:34');
    setTime(house, '2031-03-02 10:00');
  });

  it('REQ-B19 yes or no about a record is no answer to whoever may not see what it is about', async () => {
    const [id] = (await ownedCustomers(house, owner.id, 1)) as [number];
    const url = `/api/permissions/explain?userId=${owner.id}&action=update&subject=Customer&id=${id}`;
    const asks = async (fields?: string[]) => {
      const clerk = await newStaffWith(
        house,
        {
          'explain Permission': { reach: 'all' },
          'read Staff': { reach: 'all' },
          'read Customer': { reach: 'all', ...(fields && { fields }) },
        },
        { departmentCode: 1002 },
      );
      return house.app.inject({ method: 'GET', url, headers: await headersOf(house, clerk.id) });
    };
    const refused = await asks(['name']);
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'field.forbidden']);
    expect((await asks(['ownerId'])).json()).toMatchObject({ allowed: true });
    expect((await asks()).json()).toMatchObject({ allowed: true });
  });

  it('REQ-E6 what a changed rule would do is told by numbers to whoever sees neither owners nor deadlines', async () => {
    await ownedCustomers(house, owner.id, 1);
    setTime(house, '2031-03-03 10:00');
    const preview = async (fields?: string[]) => {
      const rights = { 'update Rule': { reach: 'all' }, 'create Rule': { reach: 'all' }, 'read Rule': { reach: 'all' } };
      const clerk = await newStaffWith(house, { ...rights, 'read Customer': { reach: 'all', ...(fields && { fields }) } });
      return (await post('/distribution/rules/preview', clerk, { id: 1, followUpDays: 1 })).json();
    };
    const whole = await preview();
    expect(whole.owners).toContainEqual({ staffId: owner.id, name: '秘主持', fallDue: expect.any(Number) });
    expect(await preview(['name'])).toEqual({ ...whole, owners: [] });
    setTime(house, '2031-03-02 10:00');
  });

  it('REQ-B13 a refused merge and a compared referrer name nobody to whoever sees no names', async () => {
    const [kept, other] = (await ownedCustomers(house, owner.id, 2, { name: '秘名' })) as [number, number];
    const database = house.app.get(Database, { strict: false });
    const clerk = await newStaffWith(house, { ...ALL, 'read Customer': { reach: 'all', fields: ['createdAt', 'referredById'] } });
    await database.run('UPDATE customer SET referredById = ? WHERE id = ?', [other, kept]);
    const preview = await post(`/customers/${kept}/merge/preview`, clerk, { otherId: other });
    expect([preview.statusCode, preview.body.includes('秘名')]).toEqual([200, false]);
    expect(preview.body).toContain('keptText');
    await database.run("UPDATE customer SET status = 'enrolled' WHERE id = ?", [other]);
    const refused = await post(`/customers/${kept}/merge`, clerk, { otherId: other });
    expect([refused.json().code, refused.body.includes('秘名')]).toEqual(['customer.merge-status', false]);
    expect((await post(`/customers/${kept}/merge`, operations, { otherId: other })).body).toContain('秘名');
  });

  it('tags that one may not see are not taken away by adding some', async () => {
    const [id] = (await ownedCustomers(house, owner.id, 1)) as [number];
    expect((await post('/tags', operations, { name: '已有' })).statusCode).toBe(201);
    const patch = async (who: { id: number }, payload: Body) =>
      house.app.inject({ method: 'PATCH', url: `/api/customers/${id}`, headers: await headersOf(house, who.id), payload });
    expect((await patch(operations, { tags: ['已有'] })).statusCode).toBe(200);
    const clerk = await newStaffWith(house, {
      ...ALL,
      'create Tag': { reach: 'all' },
      'read Customer': { reach: 'all', fields: ['name'] },
    });
    const desk = await new BackOffice(house).signIn(clerk.username, STAFF_PASSWORD);
    const added = await desk.post(`/api/resources/customers/bulk/addTags?recordIds=${id}`, { addedTags: '新的' });
    expect([added.status, added.text.includes('tags')]).toEqual([403, true]);
    const seen = await house.app.inject({ method: 'GET', url: `/api/customers/${id}`, headers: await headersOf(house, operations.id) });
    expect(seen.json().tags).toEqual(['已有']);
  });
});
