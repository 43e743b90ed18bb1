import { startApp, type TestApp } from '../app.js';
import { newCustomers, ownedCustomers } from '../builders/held-customers.js';
import { type AuthHeaders, newStaff, signIn } from '../staff.js';

describe('permissions on one customer of the public pool', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house);
  });
  afterAll(() => house.close());

  const call = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    (await house.app.inject({ method, url: `/api/${url}`, headers: admin, ...(payload ? { payload } : {}) })).json();

  it('REQ-B6 an administrator hears which role and rule let somebody claim him, or why none does', async () => {
    const { items } = await call('GET', 'permissions?search=Pool&pageSize=100');
    const idOf = (actionName: string) =>
      items.find((p: { action: string; subject: string }) => p.subject === 'Pool' && p.action === actionName).id;
    const { id } = await call('POST', 'roles', { code: 'qq-hunter', nameZh: '抢QQ', nameEn: 'QQ hunter' });
    await call('PUT', `roles/${id}/permissions`, {
      permissions: [
        { permissionId: idOf('read'), reach: 'all' },
        { permissionId: idOf('claim'), reach: 'custom', conditions: { source: 'qq-group' } },
      ],
    });
    const hunter = await newStaff(house, { roles: ['qq-hunter'], departmentCode: 1001 });
    const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const [his] = await newCustomers(house, 1, { holding: 'pool', source: 'qq-group' });
    const [other] = await newCustomers(house, 1, { holding: 'pool', source: 'website' });
    const [owned] = await ownedCustomers(house, seller.id, 1);
    const why = (action: string, customer: number) =>
      call('GET', `permissions/explain?userId=${hunter.id}&action=${action}&subject=Pool&id=${customer}`);
    expect(await why('claim', his!)).toMatchObject({ allowed: true, decidedBy: { role: { code: 'qq-hunter' }, reach: 'custom' } });
    expect(await why('claim', other!)).toMatchObject({
      allowed: false,
      reason: 'no-match',
      considered: [{ conditions: { source: 'qq-group' } }],
    });
    expect(await why('read', other!)).toMatchObject({ allowed: true });
    expect(await why('reveal', his!)).toMatchObject({ allowed: false, reason: 'no-rule' });
    expect(await why('claim', owned!)).toMatchObject({ status: 404, code: 'not-found' });
    const { subjects } = await call('GET', 'permissions/subjects');
    const pool = subjects.find((s: { subject: string }) => s.subject === 'Pool');
    expect(pool).toMatchObject({ rows: true });
  });
});
