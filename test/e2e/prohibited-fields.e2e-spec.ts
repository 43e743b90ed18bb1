import { ExportRows } from '../../src/modules/customers/export/export-rows.service.js';
import { StaffPrincipals } from '../../src/modules/rbac/staff/staff-principals.js';
import { Context } from '../../src/platform/context/context.js';
import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { newCustomers } from '../builders/held-customers.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

type Who = { headers: Record<string, string> };
const HIDDEN = ['phone', 'level', 'createdAt'];

describe('REQ-B13 a prohibition to read fields holds though no other rule names fields', () => {
  let house: TestApp;
  let clerk: Awaited<ReturnType<typeof newStaffWith>>;
  let id: number;
  beforeAll(async () => {
    house = await startApp();
    const all = { reach: 'all' };
    clerk = await newStaffWith(
      house,
      [
        {
          'read Customer': all,
          'create Customer': all,
          'export Customer': all,
          'reveal Contact': all,
          'read Pool': all,
          'create Import': all,
        },
        {
          'read Customer': { ...all, inverted: true, fields: HIDDEN },
          'create Customer': { ...all, inverted: true, fields: ['level'] },
          'read Pool': { ...all, inverted: true, fields: ['source'] },
        },
      ],
      { departmentCode: 1001 },
    );
    const director = await newStaff(house, { roles: ['sales-director'], departmentCode: 1001 });
    id = (await send('POST', '/customers', director, { name: '甲', phone: '13611110001', level: 'key' })).json().id;
    await newCustomers(house, 1, { holding: 'pool', source: 'baidu', area: '秘地' });
  });
  afterAll(() => house.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, who: Who, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: { ...who.headers, 'accept-language': 'en' }, ...(payload ? { payload } : {}) });

  it('he does not see them in the list, on the page, in the pool', async () => {
    const [listed] = (await send('GET', '/customers?search=甲', clerk)).json().items;
    expect(Object.keys(listed)).toContain('name');
    for (const told of [listed, (await send('GET', `/customers/${id}`, clerk)).json()])
      for (const field of HIDDEN) expect(Object.keys(told)).not.toContain(field);
    const [pooled] = (await send('GET', '/pool', clerk)).json().items;
    expect(pooled).toMatchObject({ area: '秘地' });
    expect(pooled.source ?? null).toBeNull();
  });

  it.each(['/customers?level=key', '/customers?sort=createdAt', '/customers?createdFrom=2020-01-01', '/pool?source=baidu'])(
    'he neither filters nor sorts by them: %s',
    async (url) => {
      const refused = (await send('GET', url, clerk)).json();
      expect(refused).toMatchObject({ status: 403, code: 'field.forbidden', detail: expect.stringContaining('are not open to you') });
    },
  );

  it('nor finds anybody by them, nor exports them, nor writes them by an import', async () => {
    expect((await send('GET', '/customers?search=1361111', clerk)).json().total).toBe(0);
    for (const asked of [{ filters: { level: 'key' } }, { filters: {}, sort: 'createdAt' }])
      expect((await send('POST', '/customers/export', clerk, asked)).json()).toMatchObject({ status: 403, code: 'field.forbidden' });
    const actor = (await get(StaffPrincipals).load(clerk.id))!;
    const columns = await get(Context).run({ actor }, async () => get(ExportRows).columns(['name', ...HIDDEN, 'area']));
    expect(columns.map(({ name }) => name)).toEqual(['name', 'area']);
    const fields = (await send('GET', '/imports/fields', clerk)).body;
    expect(fields).toContain('"phone"');
    expect(fields).not.toContain('"level"');
    const refused = await send('POST', '/customers', clerk, { name: '乙', level: 'key' });
    expect(refused.json()).toMatchObject({ status: 403, code: 'field.forbidden' });
  });

  it('the list of the back office opens in an order that he may see', async () => {
    const office = await new BackOffice(house).signIn(clerk.username, STAFF_PASSWORD);
    const list = await office.get('/api/resources/customers/actions/list');
    expect(list.status).toBe(200);
    const rows = (list.body as { records: { params: Record<string, unknown> }[] }).records;
    expect(rows.map((r) => r.params['name'])).toContain('甲');
    for (const field of HIDDEN) expect(Object.keys(rows[0]!.params)).not.toContain(field);
  });

  it('a prohibition for some rows hides the field there and nowhere else', async () => {
    const [inverted] = await get(Database).rows<{ id: number }>('SELECT id FROM customer WHERE id <> ? LIMIT 1', [id]);
    const some = await newStaffWith(house, [
      { 'read Customer': { reach: 'all' } },
      { 'read Customer': { reach: 'custom', conditions: { level: 'key' }, inverted: true, fields: ['name'] } },
    ]);
    const items = (await send('GET', '/customers', some)).json().items as { id: number; name?: string }[];
    expect(items.find((c) => c.id === id)).not.toHaveProperty('name');
    expect(items.find((c) => c.id === inverted!.id)).toHaveProperty('name');
    expect((await send('GET', '/customers?search=甲', some)).json().total).toBe(0);
  });
});
