import { SubjectCatalogue } from '../../src/modules/rbac/permissions/subject-catalogue.js';
import { AdminCatalogue } from '../../src/platform/admin/admin-catalogue.js';
import { Database } from '../../src/platform/database/database.js';
import { RouteCheck } from '../../src/platform/permissions/route-check.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { FIELD_RULED } from '../builders/field-ruled.js';
import { type Grants, newStaffWith } from '../builders/granted.js';
import { headersOf, newCustomers, ownedCustomers, setTime } from '../builders/held-customers.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

/** Every one of these, a few under way at a time: requests wait for one another more than they work. */
const atOnce = async <T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> => {
  const left = all[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const one of left) await work(one);
    }),
  );
};

/** Whether a filter's shape takes a value: what it does not take is refused before anything is looked up, whoever asks. */
function takes(schema: any, text: string): boolean {
  if (schema.anyOf) return schema.anyOf.some((one: object) => takes(one, text));
  if (schema.type === 'array') return takes(schema.items, text);
  if (schema.enum) return schema.enum.includes(text);
  return schema.type !== 'integer' || (/^\d+$/.test(text) && Number(text) <= (schema.maximum ?? Infinity));
}

type Staff = Awaited<ReturnType<typeof newStaff>>;
const PHONE = { reach: 'all', fields: ['phone', 'createdAt'] };
/** Rights to read what hangs on customers: what it is about is its own, what is the customer’s is the customer’s. */
const READS: Grants = Object.fromEntries(
  ['read Contact', 'reveal Contact', 'read Interaction', 'read Assignment', 'read Quota', 'read Distribution', 'read Rule'].map(
    (permission) => [permission, { reach: 'all' }],
  ),
);

describe('REQ-B13 what a clerk may not see of a customer no door shows him', () => {
  let house: TestApp;
  let owner: Staff, operations: Staff;
  let clerk: Awaited<ReturnType<typeof newStaffWith>>;
  let desk: BackOffice;
  let customers: number[];
  let pooled: number;
  const SECRETS = [
    ...[
      '秘密甲',
      '秘密乙',
      '秘密丙',
      '秘密公海',
      '秘主持',
      '77000111',
      'wx-hidden',
      'hidden@example.com',
      '秘密地区',
      '秘密路',
      '秘密备注',
    ],
    // held since then, until then
    ...['2031-03-02 10:40', '2031-03-02T02:40', '2031-03-05', '2031-03-17', '2031-03-18', '2033-07-07'],
  ];
  const GET = async (url: string, who: { id: number }) =>
    house.app.inject({ method: 'GET', url: `/api${url}`, headers: { ...(await headersOf(house, who.id)), 'accept-language': 'en' } });
  const send = async (method: 'POST' | 'PATCH', url: string, who: { id: number }, payload: object) => {
    const headers = { ...(await headersOf(house, who.id)), 'accept-language': 'en' };
    const answer = await house.app.inject({ method, url: `/api${url}`, headers, payload });
    if (answer.statusCode >= 400) throw new Error(`${url}: ${answer.body}`);
    return answer.json();
  };
  const told = (text: string) => SECRETS.filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));

  beforeAll(async () => {
    house = await startApp({ ROLE: 'all' });
    clerk = await newStaffWith(house, { ...READS, 'read Customer': PHONE, 'export Customer': { reach: 'all' } }, { departmentCode: 1002 });
    owner = await newStaff(house, { name: '秘主持', roles: ['salesperson'], departmentCode: 1001 });
    operations = await newStaff(house, { name: '运营', roles: ['operations'], departmentCode: 1000 });
    setTime(house, '2031-03-01 09:00');
    const details = {
      qq: '77000111',
      wechat: 'wx-hidden',
      email: 'hidden@example.com',
      area: '秘密地区',
      address: '秘密路',
      notes: '秘密备注',
    };
    const first = await send('POST', '/customers', operations, { name: '秘密甲', phone: '13611110001', ...details });
    const second = await send('POST', '/customers', operations, { name: '秘密乙', phone: '13611110002' });
    const third = await send('POST', '/customers', operations, { name: '秘密丙', phone: '13611110003' });
    setTime(house, '2031-03-02 10:00');
    const before = await newStaff(house, { name: '前主持', roles: ['salesperson'], departmentCode: 1001 });
    await send('POST', '/distribution/quotas', operations, { staffId: before.id, weight: 5, perRound: 3 });
    await send('POST', '/distribution/run', operations, {});
    const database = house.app.get(Database, { strict: false });
    const ownerless = async () => (await database.rows('SELECT id FROM customer WHERE ownerId IS NULL')).length;
    for (let i = 0; i < 200 && (await ownerless()); i++) await new Promise((done) => setTimeout(done, 50));
    customers = [first.id, second.id, third.id];
    setTime(house, '2031-03-02 10:40');
    await send('POST', '/customers/assign', operations, { customerIds: customers, toStaffId: owner.id });
    setTime(house, '2031-03-02 11:30');
    await send('POST', `/customers/${first.id}/lock`, operations, { until: '2033-07-07' });
    await send('POST', `/customers/${first.id}/contacts`, operations, { name: '联系人', mobile: '13900000000' });
    await send('POST', '/interactions', operations, { customerId: first.id, kind: 'call', summary: '谈过' });
    await send('POST', `/customers/${second.id}/merge`, operations, { otherId: third.id });
    [pooled] = (await newCustomers(house, 1, { name: '秘密公海', holding: 'pool', area: '秘密地区' })) as [number];
    desk = await new BackOffice(house).signIn(clerk.username, STAFF_PASSWORD);
  });
  afterAll(() => house.close());

  it('the walk knows what it looks for: operations meet all of it', async () => {
    const seen = await GET(`/customers/${customers[0]}`, operations);
    expect(told(seen.body)).toEqual(SECRETS.filter((s) => !['秘密乙', '秘密丙', '秘密公海', '2031-03-02 10:40', '2031-03-18'].includes(s)));
    expect((await GET('/distribution/assignments', operations)).json().total).toBe(3);
    expect(told((await GET(`/customers/${customers[1]}/merges`, operations)).body)).toEqual(['秘密丙']);
    expect(told((await GET(`/customers/${customers[1]}/timeline`, operations)).body)).toEqual(expect.arrayContaining(['秘密丙', '秘主持']));
  });

  it('every route of the API', async () => {
    const faults: string[] = [];
    let answered = 0;
    const paths = house.app
      .get(RouteCheck, { strict: false })
      .routes()
      .filter(({ method, path }) => method === 'GET' && !path.includes('/events'));
    for (const { path } of paths) {
      const ids = path.includes(':') ? [...customers, pooled] : [0];
      for (const id of new Set(ids)) {
        const at = path.replaceAll(/:\w+/g, String(id));
        const answer = await GET(at, clerk);
        if (answer.statusCode === 200) answered++;
        if (answer.statusCode >= 500) faults.push(`${at}: ${answer.statusCode}`);
        for (const secret of told(answer.body)) faults.push(`${at}: ${secret}`);
      }
    }
    expect(faults).toEqual([]);
    expect(answered).toBeGreaterThan(40);
  }, 60_000);

  it('every screen of the back office: lists in every order, records, searches and the buttons beside them', async () => {
    const faults: string[] = [];
    const look = async (path: string) => {
      const answer = await desk.get(path);
      if (answer.status >= 500) faults.push(`${path}: ${answer.status}`);
      for (const secret of told(answer.text)) faults.push(`${path}: ${secret}`);
      return answer;
    };
    await look('/');
    await look('/api/dashboard');
    for (const { definition } of house.app.get(AdminCatalogue, { strict: false }).screens.values()) {
      const at = `/api/resources/${definition.id}`;
      const list = await look(`${at}/actions/list?perPage=50`);
      if (list.status === 403) continue;
      for (const { name } of definition.properties.filter((p) => p.sort)) await look(`${at}/actions/list?sortBy=${name}`);
      for (const text of ['秘', '谈', '1361111']) await look(`${at}/actions/search/${encodeURIComponent(text)}`);
      for (const { id } of (list.body?.records ?? []) as { id: number }[]) {
        const shown = await look(`${at}/records/${id}/show`);
        for (const { name } of shown.body?.record?.recordActions ?? []) if (name !== 'show') await look(`${at}/records/${id}/${name}`);
      }
    }
    for (const id of customers)
      for (const screen of ['holdings', 'customers', 'ownerships']) await look(`/api/resources/${screen}/records/${id}/show`);
    expect(faults).toEqual([]);
  }, 60_000);

  it('what is hidden is no filter, no order and no search of the screens of owners and deadlines', async () => {
    for (const hidden of ['dueWithinHours=9000', `ownerId=${owner.id}`, 'holding=owned', 'deadline=none'])
      expect([hidden, (await desk.list('holdings', `?filters.${hidden}`)).status]).toEqual([hidden, 400]);
    for (const order of ['reclaimAt', 'ownedSince']) expect((await desk.list('holdings', `?sortBy=${order}`)).status).toBe(400);
    expect((await desk.list('holdings')).body.records).toEqual([]);
    expect((await desk.list('ownerships', `?filters.staffId=${owner.id}`)).status).toBe(400);
    expect((await desk.list('ownerships')).body.records).toEqual([]);
    for (const screen of ['holdings', 'ownerships', 'customers'])
      expect([screen, (await desk.get(`/api/resources/${screen}/actions/search/${encodeURIComponent('秘密')}`)).body.records]).toEqual([
        screen,
        [],
      ]);
    expect((await desk.get('/api/resources/customers/actions/search/13611110001')).body.records).toEqual([
      expect.objectContaining({ title: `#${customers[0]}` }),
    ]);
  });

  it('a rule that shows a field on some rows alone shows, filters and searches it on no other', async () => {
    const [mine] = await ownedCustomers(house, operations.id, 1, { name: '看得见', area: '东区' });
    const seesOwn = await newStaffWith(
      house,
      [
        { 'read Customer': { reach: 'all', fields: ['ownerId', 'holding'] } },
        {
          'read Customer': { reach: 'custom', conditions: { ownerId: operations.id }, fields: ['name', 'reclaimAt', 'ownedSince', 'area'] },
        },
      ],
      { departmentCode: 1002 },
    );
    const screen = await new BackOffice(house).signIn(seesOwn.username, STAFF_PASSWORD);
    const rows = (answer: { body: any }) => answer.body.records.map((r: any) => [r.id, r.title, r.params.followUpDueOn === null]);
    const owned = await screen.list('holdings', '?filters.holding=owned');
    expect(rows(owned)).toEqual([[mine, '看得见', false]]); // in the order of the deadline, which is seen of him alone
    expect((await screen.list('holdings', `?filters.ownerId=${owner.id}`)).body.records).toEqual([]);
    const shown = (await screen.get(`/api/resources/holdings/records/${customers[0]}/show`)).body.record;
    expect(shown.params).toMatchObject({ customer: null, owner: '秘主持', reclaimAt: null, why: null });
    expect((await screen.list('holdings', `?search=${encodeURIComponent('秘密')}&filters.holding=owned`)).body.records).toEqual([]);
    expect(rows(await screen.list('holdings', `?search=${encodeURIComponent('看')}`))).toEqual([[mine, '看得见', false]]);
    expect((await screen.list('ownerships')).body.records.map((r: any) => r.params.customer)).toEqual(['看得见']);
  });

  it('the pool shows, and is filtered by, what the rules about it leave', async () => {
    const looker = await newStaffWith(house, { 'read Pool': { reach: 'all', fields: ['type'] } }, { departmentCode: 1002 });
    const page = await GET('/pool', looker);
    expect(page.json().items).toEqual([expect.objectContaining({ id: pooled, type: 'person' })]);
    expect(page.json().items[0]).not.toHaveProperty('area');
    expect((await GET(`/pool/${pooled}`, looker)).json()).not.toHaveProperty('area');
    const asked = await GET(`/pool?area=${encodeURIComponent('秘密地区')}`, looker);
    expect([asked.statusCode, asked.json().code]).toEqual([403, 'field.forbidden']);
    expect((await GET('/pool?type=person', looker)).json().total).toBe(1);
  });

  it('REQ-D35 the recycle bin names nobody to those who see no names, and a search there finds nobody for them', async () => {
    const [gone] = await newCustomers(house, 1, { name: '秘密已删' });
    const admin = await newStaff(house, { roles: ['administrator'] });
    await house.app.inject({ method: 'DELETE', url: `/api/customers/${gone}`, headers: await headersOf(house, admin.id) });
    const keeper = await newStaffWith(house, { 'read RecycleBin': { reach: 'all' }, 'read Customer': PHONE }, { departmentCode: 1002 });
    const { items } = (await GET('/customers/recycle-bin', keeper)).json();
    expect(items.map((item: { id: number }) => item.id)).toContain(gone);
    expect(JSON.stringify(items)).not.toMatch(/秘密|"name"|"type"/);
    const search = `/customers/recycle-bin?search=${encodeURIComponent('秘密')}`;
    expect([(await GET(search, keeper)).json().total, (await GET(search, admin)).json().total]).toEqual([0, 1]);
    const screen = await new BackOffice(house).signIn(keeper.username, STAFF_PASSWORD);
    expect(JSON.stringify((await screen.list('deleted-customers')).body)).not.toContain('秘密');
    expect((await screen.get(`/api/resources/deleted-customers/records/${gone}/show`)).text).not.toContain('秘密');
  });
});

/**
 * Nobody who may not see a field can tell rows apart that differ in it alone: whatever he asks, by whichever route, screen, order, filter or
 * search, he hears the same. Every subject and field that rules may name is walked; one without a line in `field-ruled.ts` fails.
 */
describe('REQ-B13 a field that a role may not see makes no difference to what it hears', () => {
  let house: TestApp;
  let database: Database;
  let lists: Map<string, { sorts: string[]; filters: { name: string; schema: object }[] }>;
  const subjects = () =>
    house.app
      .get(SubjectCatalogue, { strict: false })
      .sets()
      .flatMap((set) => set.subjects)
      .filter(({ actions, fields }) => fields && 'read' in actions);

  beforeAll(async () => {
    house = await startApp();
    database = house.app.get(Database, { strict: false });
    const { paths } = (await house.app.inject({ method: 'GET', url: '/api/openapi.json' })).json();
    lists = new Map(
      Object.entries<any>(paths).flatMap(([path, { get }]) => {
        const asked = (get?.parameters ?? []).filter((p: any) => p.in === 'query');
        if (!asked.some((p: any) => p.name === 'page')) return [];
        const filters = asked.filter((p: any) => !['page', 'pageSize', 'sort', 'cursor'].includes(p.name));
        // the other way round they tell the same of one page
        const sorts = asked.find((p: any) => p.name === 'sort')?.schema.enum?.filter((sort: string) => !sort.startsWith('-')) ?? [];
        return [[path.replace(/^\/api/, '').replace(/\{(\w+)\}/g, ':$1'), { sorts, filters }] as const];
      }),
    );
  });
  afterAll(() => house.close());

  /** What he hears of everything, asked together; `values` are asked for in every order, filter and search. */
  async function heard(
    who: Clerk,
    subject: string,
    id: number,
    values: readonly unknown[],
    known?: Map<string, string>,
  ): Promise<Map<string, string>> {
    const told = new Map<string, string>();
    // what was refused before anything was looked up needs no second look
    const refused = (at: string) => /^(400|403)/.test(known?.get(at) ?? '');
    const ask = async (at: string) => {
      if (refused(at)) return void told.set(at, known!.get(at)!);
      const answer = await house.app.inject({ method: 'GET', url: `/api${at}`, headers: { ...who.headers, 'accept-language': 'en' } });
      told.set(at, answer.statusCode < 400 ? answer.body : `${answer.statusCode} ${answer.json().code}`);
      return answer;
    };
    const texts = values.filter((value) => value !== null).map((value) => encodeURIComponent(String(value)));
    await atOnce(who.paths, async (path) => {
      const at = path.replaceAll(/:\w+/g, String(id));
      const first = await ask(at);
      const list = lists.get(path);
      if (first?.statusCode !== 200 || !list || !values.length) return;
      const asked = [
        ...list.sorts.map((sort) => `sort=${sort}`),
        ...list.filters.flatMap(({ name, schema }) => texts.filter((text) => takes(schema, text)).map((text) => `${name}=${text}`)),
      ];
      await atOnce(asked, (query) => ask(`${at}?${query}`));
    });
    const look = async (at: string) => {
      if (refused(at)) return void told.set(at, known!.get(at)!);
      const answer = await who.desk.get(at);
      told.set(at, answer.status < 400 ? answer.text : String(answer.status));
    };
    const screens = [...house.app.get(AdminCatalogue, { strict: false }).screens.values()];
    const looks = screens.flatMap(({ definition }) => {
      if (definition.subject !== subject) return [];
      const at = `/api/resources/${definition.id}`;
      const searched = texts.flatMap((text) => [
        `${at}/actions/search/${text}`,
        ...(definition.searchable ? [`${at}/actions/list?search=${text}`] : []),
        ...definition.properties
          .filter((p) => p.filter && (!p.choices || p.choices.some(({ value }) => value === text)))
          .map(({ name }) => `${at}/actions/list?filters.${name}=${text}`),
      ]);
      const sorted = values.length
        ? definition.properties.filter((p) => p.sort).map(({ name }) => `${at}/actions/list?sortBy=${name}`)
        : [];
      return [`${at}/actions/list?perPage=50`, `${at}/records/${id}/show`, ...sorted, ...searched];
    });
    await atOnce(looks, look);
    return told;
  }
  type Clerk = { headers: Record<string, string>; desk: BackOffice; paths: string[] };

  async function clerkOf(grants: Grants): Promise<Clerk> {
    const clerk = await newStaffWith(house, grants);
    const routes = house.app.get(RouteCheck, { strict: false }).routes();
    const all = routes.filter(
      ({ method, path, requirement }) => method === 'GET' && !path.includes('/events') && requirement.kind !== 'public',
    );
    const paths: string[] = [];
    for (const { path, requirement } of all)
      if (requirement.kind !== 'permission' || `${requirement.action} ${requirement.subject}` in grants) paths.push(path);
    return { headers: clerk.headers, desk: await new BackOffice(house).signIn(clerk.username, STAFF_PASSWORD), paths };
  }

  const differing = (one: Map<string, string>, other: Map<string, string>) =>
    [...one].filter(([at, text]) => other.get(at) !== text).map(([at]) => at);
  /** Those of a subject with many are hidden and changed a few at a time. */
  const together = (all: readonly string[], size = all.length > 12 ? 7 : Math.min(2, all.length - 1)) => {
    return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
  };
  /** Asked about by rules, shown by nothing. */
  const UNTOLD = new Set(['Leave.departmentId']);

  it('every subject whose fields rules may name for reading has a line', () => {
    expect(Object.keys(FIELD_RULED).sort()).toEqual(
      subjects()
        .map(({ subject }) => subject)
        .sort(),
    );
  });

  it.each(Object.keys(FIELD_RULED))(
    '%s',
    async (name) => {
      const { subject, fields = {}, withoutColumn = [] } = subjects().find((one) => one.subject === name)!;
      const { table, make } = FIELD_RULED[name]!;
      const row = await make(house, database);
      const put = (field: string, value: string | number | null) =>
        row.write?.[field]?.(database, value) ?? database.run(`UPDATE ${table} SET ${field} = ? WHERE id = ?`, [value, row.id]);
      const columns = Object.keys(fields).filter((field) => field !== 'id' && !withoutColumn.includes(field));
      expect(Object.keys(row.values)).toEqual(expect.arrayContaining(columns));
      for (const field of columns) await put(field, row.values[field]![0]);
      const beside = Object.fromEntries((FIELD_RULED[name]!.beside ?? []).map((permission) => [permission, { reach: 'all' }]));
      const everything = await clerkOf({ ...beside, [`read ${subject}`]: { reach: 'all' } });
      const faults: string[] = [];
      for (const some of together(columns)) {
        const seen = Object.keys(fields).filter((one) => !some.includes(one));
        const clerk = await clerkOf({ ...beside, [`read ${subject}`]: { reach: 'all', fields: seen } });
        const first = some.map((field) => row.values[field]![0]);
        const putAll = async (which: 0 | 1) => {
          for (const field of some) await put(field, row.values[field]![which]);
        };
        await putAll(0);
        const before = await heard(clerk, subject, row.id, first);
        await putAll(1);
        const after = await heard(clerk, subject, row.id, first, before);
        faults.push(...differing(before, after).map((at) => `${some}: ${at} ${before.get(at)} → ${after.get(at)}`.slice(0, 600)));
        await putAll(0);
      }
      // and whoever may see it hears the difference
      const known = await heard(everything, subject, row.id, []);
      for (const some of together(columns, columns.length > 12 ? 5 : 1)) {
        if (UNTOLD.has(`${subject}.${some}`)) continue;
        for (const field of some) await put(field, row.values[field]![1]);
        if (!differing(known, await heard(everything, subject, row.id, [])).length) faults.push(`${some}: nobody hears of it`);
        for (const field of some) await put(field, row.values[field]![0]);
      }
      expect(faults).toEqual([]);
    },
    120_000,
  );
});
