import { STACK, startApp, type TestApp } from '../app.js';
import { newCustomers, ownedCustomers } from '../builders/held-customers.js';
import { call, done, type Method } from '../calls.js';
import { type AuthHeaders, newStaff, signIn } from '../staff.js';

describe(`what a change of a role would make visible on ${STACK}`, () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let roleId: number;
  const permissions = new Map<string, number>();
  const ask = (method: Method, path: string, payload?: object, headers: object = admin) => call(house, method, path, { headers }, payload);
  const grants = (given: Record<string, string | object>) =>
    Object.entries(given).map(([name, grant]) => ({
      permissionId: permissions.get(name)!,
      ...(typeof grant === 'string' ? { reach: grant } : grant),
    }));
  const preview = async (given: Record<string, string | object>, headers: object = admin) =>
    ask('POST', `/roles/${roleId}/preview`, { permissions: grants(given) }, headers);

  let near: { id: number; username: string };
  let far: { id: number; username: string };
  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house);
    for (const subject of ['Customer', 'Course', 'Staff', 'Role'])
      for (const p of (await done(ask('GET', `/permissions?subject=${subject}&pageSize=100`))).items as { id: number; action: string }[])
        permissions.set(`${p.action} ${subject}`, p.id);
    roleId = (await done(ask('POST', '/roles', { code: 'guest', nameZh: '访客', nameEn: 'Guest' }))).id;
    await done(ask('PUT', `/roles/${roleId}/permissions`, { permissions: grants({ 'read Customer': 'own' }) }));
    near = await newStaff(house, { name: '李雷', roles: ['guest'], departmentCode: 501 });
    far = await newStaff(house, { name: '韩梅', roles: ['guest', 'finance'], departmentCode: 502 });
    await ownedCustomers(house, near.id, 2, { name: '甲' });
    await ownedCustomers(house, far.id, 3, { name: '乙' });
    await newCustomers(house, 4, { name: '丙', holding: 'pool' });
  });
  afterAll(() => house.close());

  it('REQ-B5 REQ-B9 says who would see how many more, and who would gain or lose what; nothing is saved', async () => {
    const { status, body } = await preview({ 'read Customer': 'department', 'read Course': 'all' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ people: { names: ['李雷', '韩梅'], of: 2 }, others: 0, keys: 0, active: true, complete: true });
    const wider = body.rights.find((r: { subject: string }) => r.subject === 'Customer');
    expect(wider).toMatchObject({
      action: 'read',
      label: 'Customer: Read',
      change: 'wider',
      from: 'own',
      to: 'department',
      people: { names: ['李雷'] },
    });
    expect(body.rows).toEqual([{ subject: 'Customer', label: 'Customer', people: { names: ['李雷'], of: 1 }, before: 2, after: 2 }]);
    const all = (await preview({ 'read Customer': 'all' })).body;
    expect(all.rows).toEqual([{ subject: 'Customer', label: 'Customer', people: { names: ['李雷'], of: 1 }, before: 2, after: 9 }]);
    const nothing = (await preview({})).body;
    expect(nothing.rows).toEqual([{ subject: 'Customer', label: 'Customer', people: { names: ['李雷'], of: 1 }, before: 2, after: 0 }]);
    expect(nothing.rights).toMatchObject([{ subject: 'Customer', change: 'loss', from: 'own', to: null }]);
    expect((await ask('GET', `/roles/${roleId}`)).body.permissions).toMatchObject([{ reach: 'own' }]);
  });

  it('REQ-B13 names fields that come and go', async () => {
    const { body } = await preview({ 'read Customer': { reach: 'own', fields: ['name', 'source'] } });
    const [right] = body.rights;
    expect(right).toMatchObject({ change: 'changed', from: 'own', to: 'own', fieldsGained: [] });
    expect(right.fieldsLost).toEqual(expect.arrayContaining([{ name: 'phone', label: 'Phone' }]));
    expect(right.fieldsLost.map((f: { name: string }) => f.name)).not.toContain('source');
  });

  it('REQ-B10 refuses what saving would refuse, and names those colleagues alone whom the caller sees', async () => {
    const wrong = await ask('POST', `/roles/${roleId}/preview`, { permissions: [{ permissionId: 999_999, reach: 'all' }] });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'input.invalid']);
    const { items } = await done(ask('GET', '/roles?pageSize=100'));
    const administrator = items.find((r: { code: string }) => r.code === 'administrator').id as number;
    expect((await ask('POST', `/roles/${administrator}/preview`, { permissions: [] })).body.code).toBe('role.locked');
    const { id } = await done(ask('POST', '/roles', { code: 'role-keeper', nameZh: '角色', nameEn: 'Keeper' }));
    const own = grants({ 'read Role': 'all', 'update Role': 'all', 'read Staff': 'department', 'read Customer': 'own' });
    await done(ask('PUT', `/roles/${id}/permissions`, { permissions: own }));
    const keeper = await newStaff(house, { roles: ['role-keeper'], departmentCode: 501 });
    expect((await preview({ 'read Customer': 'all' }, keeper.headers)).body.code).toBe('rights.beyond-own');
    expect((await preview({}, keeper.headers)).body).toMatchObject({ people: { names: ['李雷'], of: 1 }, others: 1 });
    expect((await preview({}, (await newStaff(house, { roles: ['operations'] })).headers)).status).toBe(403);
  });

  it('REQ-B8 an inactive role changes nothing for anybody', async () => {
    await done(ask('PATCH', `/roles/${roleId}`, { active: false }));
    expect((await preview({ 'read Customer': 'all' })).body).toMatchObject({ active: false, people: { of: 0 }, rights: [], rows: [] });
    await done(ask('PATCH', `/roles/${roleId}`, { active: true }));
  });
});
