import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { departmentOf, newStaff, signIn, STAFF_PASSWORD, type AuthHeaders } from '../staff.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';
type Row = Record<string, unknown> & { id: number };
const HEAD = 1000;
const GROUP = 1100;
const TEAM = 1110;
const OTHERS = 1200;

/** A reach of the same name is another one in another department: nobody hands out, or comes by, rows that he does not reach himself. */
describe('rights that reach as far as a department', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  /** Supervisor of the group, who also keeps all accounts. */
  let chief: Awaited<ReturnType<typeof newStaff>>;
  let [head, group, team, others, supervisor, salesperson]: number[] = [];
  let serial = 0;

  const call = async (method: Method, url: string, payload?: object, headers: AuthHeaders = chief.headers) => {
    const answer = await house.app.inject({
      method,
      url: `/api/${url}`,
      headers: { 'accept-language': 'en', ...headers },
      ...(payload ? { payload } : {}),
    });
    return {
      status: answer.statusCode,
      body: answer.body ? answer.json<Row & { code: string; items: Row[] }>() : ({} as Row & { code: string; items: Row[] }),
    };
  };
  const roleId = async (code: string) =>
    (await call('GET', 'roles?pageSize=100', undefined, admin)).body.items.find((r) => r['code'] === code)!.id;
  const permissionId = async (action: string, subject: string) =>
    (await call('GET', `permissions?action=${action}&subject=${subject}`, undefined, admin)).body.items[0]!.id;
  const account = (departmentId: number, roleIds: number[]) => ({
    name: 'Puppet',
    username: `puppet${++serial}`,
    password: STAFF_PASSWORD,
    departmentId,
    roleIds,
  });
  const beyond = { status: 403, body: { code: 'rights.beyond-own' } };
  const senior = { status: 403, body: { code: 'rights.senior' } };

  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house);
    head = await departmentOf(house, HEAD);
    group = await departmentOf(house, GROUP, HEAD);
    team = await departmentOf(house, TEAM, GROUP);
    others = await departmentOf(house, OTHERS, HEAD);
    supervisor = await roleId('sales-supervisor');
    salesperson = await roleId('salesperson');
    const { id } = (await call('POST', 'roles', { code: 'clerk', nameZh: '人事', nameEn: 'Clerk' }, admin)).body;
    const staff = ['read', 'create', 'update', 'invite', 'assign-roles'].map((action) => [action, 'Staff'] as const);
    const permissions = [];
    for (const [action, subject] of [...staff, ['read', 'Role'] as const, ['update', 'Role'] as const])
      permissions.push({ permissionId: await permissionId(action, subject), reach: 'all' });
    expect((await call('PUT', `roles/${id}/permissions`, { permissions }, admin)).status).toBe(200);
    chief = await newStaff(house, { roles: ['sales-supervisor', 'clerk'], departmentCode: GROUP });
  });
  afterAll(() => house.close());

  it('REQ-B8 REQ-B9 an account is made with a role only where that role reaches no further than its maker', async () => {
    for (const place of [head!, others!]) {
      expect(await call('POST', 'staff', account(place, [supervisor!]))).toMatchObject(beyond);
      expect(await call('POST', 'staff', account(place, [salesperson!]))).toMatchObject(beyond);
      expect(await call('POST', 'staff', account(place, []))).toMatchObject({ status: 201 });
    }
    for (const place of [group!, team!])
      for (const role of [supervisor!, salesperson!])
        expect(await call('POST', 'staff', account(place, [role]))).toMatchObject({ status: 201 });
    // who reaches everything gives it anywhere
    expect(await call('POST', 'staff', account(head!, [supervisor!]), admin)).toMatchObject({ status: 201 });
    const office = await new BackOffice(house).signIn(chief.username, STAFF_PASSWORD);
    const made = await office.post('/api/resources/staff/actions/new', { ...account(head!, [supervisor!]), 'roleIds.0': supervisor });
    expect([made.status, made.body.code]).toEqual([403, 'rights.beyond-own']);
  });

  it('REQ-B8 nobody is moved with his roles to where they reach further, nor given them there', async () => {
    const his = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: TEAM });
    expect(await call('PATCH', `staff/${his.id}`, { departmentId: head })).toMatchObject(beyond);
    expect(await call('PATCH', `staff/${his.id}`, { departmentId: others })).toMatchObject(beyond);
    expect(await call('PATCH', `staff/${his.id}`, { departmentId: group })).toMatchObject({ status: 200 });
    const office = await new BackOffice(house).signIn(chief.username, STAFF_PASSWORD);
    const moved = await office.post(`/api/resources/staff/records/${his.id}/edit`, { departmentId: head });
    expect([moved.status, moved.body.code]).toEqual([403, 'rights.beyond-own']);
    const [there, here] = [await newStaff(house, { departmentCode: OTHERS }), await newStaff(house, { departmentCode: TEAM })];
    expect(await call('PUT', `staff/${there.id}/roles`, { roleIds: [supervisor] })).toMatchObject(beyond);
    expect(await call('PUT', `staff/${here.id}/roles`, { roleIds: [supervisor] })).toMatchObject({ status: 200 });
    const assigned = await office.post(`/api/resources/staff/records/${there.id}/assignRoles`, { roleIds: [supervisor] });
    expect([assigned.status, assigned.body.code]).toEqual([403, 'rights.beyond-own']);
    const offers = (await call('GET', `staff/${there.id}/assignable-roles`)).body['roles'] as (Row & { refusal: string | null })[];
    expect(offers.find((o) => o.id === supervisor)!.refusal).toContain('cannot grant what you do not hold');
  });

  it('REQ-B10 who reaches other rows is senior: his address, password and roles are not for the supervisor of another group', async () => {
    for (const role of ['sales-supervisor', 'salesperson'] as const) {
      const there = await newStaff(house, { roles: [role], departmentCode: OTHERS, email: `${role}@example.com` });
      expect(await call('PATCH', `staff/${there.id}`, { email: 'mine@example.com' })).toMatchObject(senior);
      expect(await call('POST', `staff/${there.id}/reset-password`)).toMatchObject(senior);
      expect(await call('PUT', `staff/${there.id}/roles`, { roleIds: [] })).toMatchObject(senior);
      const here = await newStaff(house, { roles: [role], departmentCode: TEAM, email: `team-${role}@example.com` });
      expect(await call('PATCH', `staff/${here.id}`, { email: `new-${role}@example.com` })).toMatchObject({ status: 200 });
      expect(await call('POST', `staff/${here.id}/reset-password`)).toMatchObject({ status: 200 });
    }
  });

  it('REQ-B8 a role that people elsewhere have gets no more than they could be given', async () => {
    const { id } = (await call('POST', 'roles', { code: 'guests', nameZh: '访客', nameEn: 'Guests' }, admin)).body;
    const permissions = [{ permissionId: await permissionId('read', 'Customer'), reach: 'tree' }];
    const there = await newStaff(house, { roles: ['guests'], departmentCode: HEAD });
    expect(await call('PUT', `roles/${id}/permissions`, { permissions })).toMatchObject(beyond);
    expect(await call('PUT', `staff/${there.id}/roles`, { roleIds: [] }, admin)).toMatchObject({ status: 200 });
    expect(await call('PUT', `roles/${id}/permissions`, { permissions })).toMatchObject({ status: 200 });
    // nor is it woken up where it sleeps
    expect(await call('PATCH', `roles/${id}`, { active: false }, admin)).toMatchObject({ status: 200 });
    expect(await call('PUT', `staff/${there.id}/roles`, { roleIds: [id] }, admin)).toMatchObject({ status: 200 });
    expect(await call('PATCH', `roles/${id}`, { active: true })).toMatchObject(beyond);
    expect(await call('PATCH', `roles/${id}`, { active: true }, admin)).toMatchObject({ status: 200 });
  });

  it('REQ-B8 nor is a prohibition put to rest there: that gives what it forbade', async () => {
    const { id } = (await call('POST', 'roles', { code: 'blinkered', nameZh: '不看客户', nameEn: 'Blinkered' }, admin)).body;
    const permissions = [{ permissionId: await permissionId('read', 'Customer'), reach: 'tree', inverted: true }];
    expect(await call('PUT', `roles/${id}/permissions`, { permissions }, admin)).toMatchObject({ status: 200 });
    const there = await newStaff(house, { roles: ['sales-supervisor', 'blinkered'], departmentCode: OTHERS });
    expect(await call('PATCH', `roles/${id}`, { nameEn: 'Blindfold' })).toMatchObject({ status: 200 });
    expect(await call('PATCH', `roles/${id}`, { active: false })).toMatchObject(beyond);
    expect(await call('PUT', `staff/${there.id}/roles`, { roleIds: [supervisor] }, admin)).toMatchObject({ status: 200 });
    const below = await newStaff(house, { roles: ['blinkered'], departmentCode: TEAM });
    expect(below.departmentId).toBe(team);
    expect(await call('PATCH', `roles/${id}`, { active: false })).toMatchObject({ status: 200 });
  });

  it('REQ-C2 REQ-B8 no department comes under others by a move but for whoever reaches its rows already', async () => {
    const { id } = (await call('POST', 'roles', { code: 'planner', nameZh: '组织', nameEn: 'Planner' }, admin)).body;
    const permissions = [];
    for (const action of ['read', 'update']) permissions.push({ permissionId: await permissionId(action, 'Department'), reach: 'all' });
    expect((await call('PUT', `roles/${id}/permissions`, { permissions }, admin)).status).toBe(200);
    const planner = await newStaff(house, { roles: ['sales-supervisor', 'planner'], departmentCode: GROUP });
    const move = (which: number, parentId: number | null, headers = planner.headers) =>
      call('PATCH', `departments/${which}`, { parentId }, headers);
    const parentOf = async (which: number) => (await call('GET', `departments/${which}`, undefined, admin)).body['parentId'];
    const far = await departmentOf(house, 1300, HEAD);
    // not under his own, nor under a colleague's who has a tree there
    expect(await move(far, group!)).toMatchObject(beyond);
    expect(await move(far, team!)).toMatchObject(beyond);
    await newStaff(house, { roles: ['sales-supervisor'], departmentCode: OTHERS });
    expect(await move(far, others!)).toMatchObject(beyond);
    const office = await new BackOffice(house).signIn(planner.username, STAFF_PASSWORD);
    const edited = await office.post(`/api/resources/departments/records/${far}/edit`, { parentId: String(group) });
    expect([edited.status, edited.body.code]).toEqual([403, 'rights.beyond-own']);
    expect(await parentOf(far)).toBe(head);
    // what he reaches himself, and where nobody's tree grows
    const empty = await departmentOf(house, 1400, HEAD);
    expect(await move(far, empty)).toMatchObject({ status: 200 });
    expect(await move(team!, others!)).toMatchObject({ status: 200 });
    expect(await move(team!, group!)).toMatchObject(beyond);
    expect(await move(team!, group!, admin)).toMatchObject({ status: 200 });
    // a name alone moves nothing
    expect(await call('PATCH', `departments/${far}`, { name: '远方' }, planner.headers)).toMatchObject({ status: 200 });
    // nor does a prohibition end by it
    const deny = (await call('POST', 'roles', { code: 'blind', nameZh: '不见', nameEn: 'Blind' }, admin)).body.id;
    const forbidden = [{ permissionId: await permissionId('read', 'Customer'), reach: 'tree', inverted: true }];
    expect((await call('PUT', `roles/${deny}/permissions`, { permissions: forbidden }, admin)).status).toBe(200);
    await newStaff(house, { roles: ['blind'], departmentCode: 1400 });
    expect(await move(far, head!)).toMatchObject(beyond);
    expect(await move(far, head!, admin)).toMatchObject({ status: 200 });
  });
});
