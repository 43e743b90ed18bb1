import { startApp, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { newStaff } from '../staff.js';

type Who = { headers: Record<string, string> };

describe('REQ-B13 fields that a role does not see are not told beside the record either', () => {
  let house: TestApp;
  let sales: Awaited<ReturnType<typeof newStaff>>;
  let id: number;
  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { name: '张负责', roles: ['salesperson'], departmentCode: 1001 });
    const supervisor = await newStaff(house, { name: '王主管', roles: ['sales-supervisor'], departmentCode: 1001 });
    id = (await send('POST', '/customers', sales, { name: '甲', phone: '13611110001' })).json().id;
    await send('PATCH', `/customers/${id}`, sales, { phone: '13611110002' });
    await send('PATCH', `/customers/${id}`, sales, { name: '乙', level: 'key' });
    await send('POST', `/customers/${id}/lock`, supervisor, { until: '2030-01-01' });
    await send('POST', '/interactions', sales, { customerId: id, kind: 'call', summary: '谈过' });
    const other = (await send('POST', '/customers', sales, { name: '乙二' })).json().id;
    await send('POST', `/customers/${id}/merge`, supervisor, { otherId: other });
  });
  afterAll(() => house.close());

  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, who: Who, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: who.headers, ...(payload ? { payload } : {}) });
  const sees = (fields: string[]) => newStaffWith(house, { 'read Customer': { reach: 'all', fields } }, { departmentCode: 1002 });
  const timeline = async (who: Who) => (await send('GET', `/customers/${id}/timeline?pageSize=100`, who)).json().items as any[];

  it('the deadline is told to those who see until when a customer is held', async () => {
    const blind = await send('GET', `/customers/${id}/deadline`, await sees(['name', 'createdAt']));
    expect([blind.statusCode, blind.json().code]).toEqual([403, 'forbidden']);
    expect(blind.body).not.toContain('2030');
    const seen = await send('GET', `/customers/${id}/deadline`, await sees(['name', 'reclaimAt']));
    expect(seen.json()).toMatchObject({ lockedUntil: '2030-01-01', explanation: expect.any(String) });
    expect(seen.json()).not.toHaveProperty('countsBySource');
    expect((await send('GET', `/customers/${id}/deadline`, sales)).json()).toHaveProperty('countsBySource');
  });

  it('however much of the log he is not told, a page goes on behind it', async () => {
    const one = (await send('POST', '/customers', sales, { name: '丙', phone: '13611110100' })).json().id;
    for (let n = 0; n < 24; n++) await send('PATCH', `/customers/${one}`, sales, { phone: `136111102${String(n).padStart(2, '0')}` });
    const page = await send('GET', `/customers/${one}/timeline?pageSize=2`, await sees(['name', 'createdAt']));
    expect(page.json().items.map((e: any) => [e.kind, e.action])).toEqual([['change', 'create']]);
  });

  it('a timeline names no owner, and no changed field, that the role does not see', async () => {
    const all = await timeline(sales);
    expect(all.map((e) => e.kind)).toEqual(expect.arrayContaining(['owned', 'owner-left', 'merge', 'change', 'interaction']));
    const told = await timeline(await sees(['name', 'createdAt']));
    expect(JSON.stringify(told)).not.toContain('ownerName');
    expect(told.filter((e) => e.kind === 'change').map((e) => [e.action, e.fields])).toEqual([
      ['create', ['name']],
      ['update', ['name']],
      ['create', ['name']],
    ]);
    expect(new Set(told.map((e) => e.kind))).toEqual(new Set(['change', 'merge']));
    const owners = await timeline(await sees(['ownerId', 'ownedSince', 'reclaimAt']));
    expect(owners.find((e) => e.kind === 'owned')).toMatchObject({ ownerName: '张负责' });
    expect(owners.filter((e) => e.kind === 'change').map((e) => e.fields)).toContainEqual(['lockedUntil']);
    expect(JSON.stringify(owners)).not.toContain('乙');
  });
});
