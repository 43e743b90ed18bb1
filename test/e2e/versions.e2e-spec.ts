import { Database } from '../../src/platform/database/database.js';
import type { ApiDocument } from '../../src/platform/http/docs/open-api.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { PATCHABLE, type World } from '../builders/patchable.js';
import { newStaff } from '../staff.js';

/** `account-pages.e2e-spec.ts`: there are three languages to choose from, too few for this walk. */
const ELSEWHERE = new Set(['/auth/me']);
type Answer = { version: number; code?: string };

describe(`versions on ${STACK}`, () => {
  let house: TestApp;
  let world: World;
  let document: ApiDocument;
  beforeAll(async () => {
    house = await startApp();
    const { id, headers } = await newStaff(house, { roles: ['administrator', 'salesperson'], departmentCode: 1001 });
    const made = async (path: string, payload: object) => {
      const answer = await house.app.inject({ method: 'POST', url: `/api${path}`, headers, payload });
      if (answer.statusCode !== 201) throw new Error(`POST ${path}: ${answer.statusCode} ${answer.body}`);
      return answer.json<{ id: number }>();
    };
    world = { house, headers, staffId: id, made };
    document = (await house.app.inject('/api/openapi.json')).json();
  });
  afterAll(() => house.close());

  const change = async (url: string, payload: object, method: 'PATCH' | 'PUT' = 'PATCH') => {
    const answer = await house.app.inject({ method, url: `/api${url}`, headers: world.headers, payload });
    return { ...answer.json<Answer>(), status: answer.statusCode };
  };
  const entries = async () =>
    Number((await house.app.get(Database, { strict: false }).rows<{ n: number }>('SELECT COUNT(*) AS n FROM audit_entry'))[0]!.n);

  const shapeOf = (path: string): object => {
    const { schema } = Object.values(document.paths[path]?.patch?.requestBody?.content ?? {})[0] ?? {};
    const reference = (schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1);
    return ((reference ? document.components.schemas[reference] : schema) as { properties?: object } | undefined)?.properties ?? {};
  };

  it('every PATCH takes a version and says that it may be stale; each is walked here', () => {
    const patches = Object.entries(document.paths).flatMap(([path, { patch }]) => (patch ? [{ path, patch }] : []));
    const without = patches.filter(({ path, patch }) => !('version' in shapeOf(path)) || !patch.responses['409']);
    expect(without.map(({ path }) => path)).toEqual([]);
    expect(patches.map(({ path }) => path.replace('/api', '')).filter((path) => !PATCHABLE[path] && !ELSEWHERE.has(path))).toEqual([]);
  });

  it.each(Object.keys(PATCHABLE))('PATCH %s: raised by a change, and by nothing else; a stale one is refused', async (path) => {
    const { make, change: changed } = PATCHABLE[path]!;
    const url = await make(world);
    const first = await change(url, changed(1));
    expect(first).toMatchObject({ status: 200, version: expect.any(Number) });
    const second = await change(url, { ...changed(2), version: first.version });
    expect(second).toMatchObject({ status: 200, version: first.version + 1 });
    const logged = await entries();
    for (const method of ['PATCH', 'PUT'] as const)
      expect(await change(url, { ...changed(3), version: first.version }, method)).toMatchObject({ status: 409, code: 'stale' });
    // what is the same is no change: no new version, nothing in the log
    expect(await change(url, { ...changed(2), version: second.version })).toMatchObject({ status: 200, version: second.version });
    expect(await entries()).toBe(logged);
    expect((await change(url, { ...changed(3), version: 'x' })).status).toBe(400);
    // a name or title of which nothing can be seen is none
    for (const name of Object.keys(shapeOf(`/api${path}`)).filter((field) => /^(name|title|label)(Zh|En)?$/.test(field)))
      expect({ name, ...(await change(url, { [name]: '\u202e\u200b' })) }).toMatchObject({ name, status: 400 });
    const [one, other] = await Promise.all([4, 5].map((n) => change(url, { ...changed(n), version: second.version })));
    expect([one!.status, other!.status].sort((a, b) => a - b)).toEqual([200, 409]);
    expect(await change(url, { ...changed(6) })).toMatchObject({ status: 200, version: second.version + 2 });
  });

  it('a contact that another one replaces as the primary one has been changed', async () => {
    const { id } = await world.made('/customers', { name: 'C' });
    const first = (await world.made(`/customers/${id}/contacts`, { name: 'A', primary: true })) as { id: number; version: number };
    const second = (await world.made(`/customers/${id}/contacts`, { name: 'B' })) as { id: number };
    expect(await change(`/customers/${id}/contacts/${second.id}`, { primary: true })).toMatchObject({ status: 200, primary: true });
    expect(await change(`/customers/${id}/contacts/${first.id}`, { name: 'AA', version: first.version })).toMatchObject({ code: 'stale' });
    expect(await change(`/customers/${id}/contacts/${second.id}`, { primary: true, name: 'BB' })).toMatchObject({
      primary: true,
      version: 3,
    });
  });

  it('REQ-SY1 an item of a dictionary that is put elsewhere has been changed, one that stays has not', async () => {
    const { items } = (await house.app.inject({ url: '/api/dictionaries/customer.level/items?all=true', headers: world.headers })).json<{
      items: { id: number; version: number }[];
    }>();
    const [a, b, ...rest] = items;
    const order = await house.app.inject({
      method: 'POST',
      url: '/api/dictionaries/customer.level/order',
      headers: world.headers,
      payload: { ids: [b!.id, a!.id, ...rest.map((item) => item.id)] },
    });
    expect(order.json<{ items: object[] }>().items.slice(0, 3)).toMatchObject([
      { id: b!.id, version: b!.version + 1 },
      { id: a!.id, version: a!.version + 1 },
      { id: rest[0]!.id, version: rest[0]!.version },
    ]);
  });

  it('REQ-B6 a colleague whose roles are replaced has been changed; a stale list of roles is refused', async () => {
    const { id } = await world.made('/staff', { username: 'walked-roles', name: 'W' });
    const { items } = (await house.app.inject({ url: '/api/roles', headers: world.headers })).json<{ items: { id: number }[] }>();
    const roles = `/staff/${id}/roles`;
    expect(await change(roles, { roleIds: [items[1]!.id], version: 1 }, 'PUT')).toMatchObject({ status: 200, version: 2 });
    expect(await change(roles, { roleIds: [items[1]!.id], version: 2 }, 'PUT')).toMatchObject({ status: 200, version: 2 });
    expect(await change(roles, { roleIds: [], version: 1 }, 'PUT')).toMatchObject({ code: 'stale' });
  });

  it('what the house does with a record does not raise its version', async () => {
    const { id } = await world.made('/customers', { name: 'C' });
    const versionOf = async () => (await house.app.inject({ url: `/api/customers/${id}`, headers: world.headers })).json<Answer>().version;
    const before = await versionOf();
    await world.made('/interactions', { customerId: id, kind: 'call', summary: 'S' });
    await house.app.inject({
      method: 'POST',
      url: `/api/customers/${id}/lock`,
      headers: world.headers,
      payload: { until: '2035-01-01' },
    });
    await world.made(`/customers/${id}/contacts`, { name: 'K' });
    expect(await versionOf()).toBe(before);
  });
});
