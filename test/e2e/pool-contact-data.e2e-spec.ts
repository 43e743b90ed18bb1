import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { newCustomers, ownedCustomers } from '../builders/held-customers.js';
import { allCells } from '../builders/read-sheet.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

type Who = { username: string; headers: Record<string, string> };

/** Spec 01, Data: masked in the pool for all but its administrators, whichever door one takes. */
describe('REQ-E10 contact data of customers in the pool', () => {
  let house: TestApp;
  let director: Who, operations: Who, administersBaidu: Who;
  let pooled: number, baidu: number, owned: number;
  const phones = { pooled: '+8613912340001', baidu: '+8613912340002', owned: '+8613912340003' };
  const send = (method: 'GET' | 'POST', url: string, who: Who, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: { ...who.headers, 'accept-language': 'en' }, ...(payload ? { payload } : {}) });
  const found = async (who: Who, search: string) =>
    ((await send('GET', `/customers?${search}&sort=id`, who)).json().items as { id: number }[]).map(({ id }) => id);
  const phonesOf = async (who: Who) =>
    ((await send('GET', '/customers?sort=id', who)).json().items as { phone: string; masked: boolean }[]).map((c) => [c.phone, c.masked]);

  beforeAll(async () => {
    house = await startApp({ ROLE: 'all' });
    director = await newStaff(house, { roles: ['sales-director'], departmentCode: 1001 });
    operations = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
    administersBaidu = await newStaffWith(
      house,
      {
        'read Customer': { reach: 'all' },
        'read Contact': { reach: 'all' },
        'reveal Contact': { reach: 'all' },
        'reveal Pool': { reach: 'custom', conditions: { source: 'baidu' } },
      },
      { departmentCode: 1002 },
    );
    const sales = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    [pooled] = (await newCustomers(house, 1, { name: '公海甲', holding: 'pool', phone: phones.pooled })) as [number];
    [baidu] = (await newCustomers(house, 1, { name: '公海乙', holding: 'pool', phone: phones.baidu, source: 'baidu' })) as [number];
    [owned] = (await ownedCustomers(house, sales.id, 1, { name: '有主丙', phone: phones.owned })) as [number];
    for (const id of [pooled, baidu, owned])
      await send('POST', `/customers/${id}/contacts`, operations, { name: '联系人', mobile: '13900001111' });
  });
  afterAll(() => house.close());

  it('are masked by every door for those who do not administer it, be they managers of all customers', async () => {
    expect((await send('GET', `/pool/${pooled}`, director)).json().phone).toBe('139****0001');
    expect((await send('GET', `/customers/${pooled}`, director)).json()).toMatchObject({ phone: '139****0001', masked: true });
    expect((await send('GET', `/customers/${owned}`, director)).json()).toMatchObject({ phone: phones.owned, masked: false });
    expect(await phonesOf(director)).toEqual([
      ['139****0001', true],
      ['139****0002', true],
      [phones.owned, false],
    ]);
    const mobile = async (id: number) => (await send('GET', `/customers/${id}/contacts`, director)).json().items[0].mobile;
    expect([await mobile(pooled), await mobile(owned)]).toEqual(['139****1111', '13900001111']);
    const contacts = (await send('GET', '/contacts', director)).json().items as { customerId: number; mobile: string }[];
    expect(contacts.find((c) => c.customerId === pooled)!.mobile).toBe('139****1111');
    const screen = await new BackOffice(house).signIn(director.username, STAFF_PASSWORD);
    for (const [name, path] of [
      ['list', '/actions/list'],
      ['show', `/records/${pooled}/show`],
      ['form', `/records/${pooled}/edit`],
    ])
      expect([name, (await screen.get(`/api/resources/customers${path}`)).text.includes('13912340001')]).toEqual([name, false]);
  });

  it('are full by every door for those who do', async () => {
    expect((await send('GET', `/pool/${pooled}`, operations)).json().phone).toBe(phones.pooled);
    expect((await send('GET', `/customers/${pooled}`, operations)).json()).toMatchObject({ phone: phones.pooled, masked: false });
    expect(await found(operations, 'search=1391234')).toEqual([pooled, baidu, owned]);
  });

  it('are found by nobody who does not see them: no beginning of a number says whose it is', async () => {
    for (const search of ['search=1391234', 'search=13912340001', 'startsWith=1391234', 'search=%2B8613912340001'])
      expect([search, (await found(director, search)).includes(pooled)]).toEqual([search, false]);
    expect(await found(director, 'search=1391234')).toEqual([owned]);
    expect(await found(director, `search=${encodeURIComponent('公海')}`)).toEqual([pooled, baidu]);
    const screen = await new BackOffice(house).signIn(director.username, STAFF_PASSWORD);
    expect((await screen.get('/api/resources/customers/actions/search/13912340001')).body.records).toEqual([]);
    const view = (await send('POST', '/saved-views', director, { name: 'by number', filters: { search: '1391234' } })).json();
    expect(await found(director, `view=${view.id}`)).toEqual([owned]);
  });

  it('a rule about part of the pool opens that part, to reading and to searching alike', async () => {
    expect(await phonesOf(administersBaidu)).toEqual([
      ['139****0001', true],
      [phones.baidu, false],
      [phones.owned, false],
    ]);
    expect(await found(administersBaidu, 'search=1391234')).toEqual([baidu, owned]);
    const mobiles = (await send('GET', '/contacts?sort=createdAt', administersBaidu)).json().items.map((c: { mobile: string }) => c.mobile);
    expect(mobiles).toEqual(['139****1111', '13900001111', '13900001111']);
  });

  it('go into workbooks as the list shows them', async () => {
    const started = (await send('POST', '/customers/export', director, { columns: ['name', 'phone'], filters: { type: 'person' } })).json();
    const at = `/customer-exports/${started.id}`;
    for (let i = 0; i < 200 && (await send('GET', at, director)).json().state !== 'done'; i++) await new Promise((r) => setTimeout(r, 25));
    const folder = mkdtempSync(join(tmpdir(), 'tide-pool-'));
    const file = join(folder, 'customers.xlsx');
    writeFileSync(file, (await send('GET', `${at}/file`, director)).rawPayload);
    const cells = await allCells(file);
    rmSync(folder, { recursive: true });
    expect(cells.slice(1).sort()).toEqual([
      ['公海乙', '139****0002'],
      ['公海甲', '139****0001'],
      ['有主丙', phones.owned],
    ]);
  });
});
