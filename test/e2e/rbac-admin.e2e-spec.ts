import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { ADMIN, type AuthHeaders, departmentOf, newStaff, signIn, STAFF_PASSWORD } from '../staff.js';

type Row = Record<string, unknown> & { id: number };
interface Cell {
  id: number;
  code: string;
  mayGive: string[];
  grant: Record<string, unknown> | null;
}
interface Matrix {
  role: { version: number };
  refusal: string | null;
  menus: { groups: { subjects: { subject: string; reaches: string[]; permissions: Cell[] }[] }[] }[];
}

describe('organisation and rights in the back office', () => {
  let house: TestApp;
  let admin: BackOffice;
  let api: AuthHeaders;
  let serial = 0;
  beforeAll(async () => {
    house = await startApp();
    admin = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    api = await signIn(house);
  });
  afterAll(() => house.close());

  const enter = (visitor: { username: string }) => new BackOffice(house).signIn(visitor.username, STAFF_PASSWORD);
  const call = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    house.app.inject({ method, url: `/api/${url}`, headers: { 'accept-language': 'en', ...api }, ...(payload ? { payload } : {}) });
  const roleId = async (code: string) =>
    (await call('GET', 'roles?pageSize=100')).json<{ items: Row[] }>().items.find((r) => r['code'] === code)!.id;
  const permissionId = async (action: string, subject: string) =>
    (await call('GET', `permissions?action=${action}&subject=${subject}`)).json<{ items: Row[] }>().items[0]!.id;
  /** A colleague whose one role gives just this. */
  const clerk = async (grants: [action: string, subject: string, reach?: string][], more: object = {}) => {
    const code = `clerk-${++serial}`;
    const { id } = (await call('POST', 'roles', { code, nameZh: code, nameEn: code })).json<Row>();
    const permissions = [];
    for (const [action, subject, reach = 'all'] of grants) permissions.push({ permissionId: await permissionId(action, subject), reach });
    await call('PUT', `roles/${id}/permissions`, { permissions });
    const person = await newStaff(house, { roles: [code], ...more });
    return { ...person, roleId: id, door: await enter(person) };
  };
  const record = (resource: string, id: number, action: string) => `/api/resources/${resource}/records/${id}/${action}`;
  const buttons = async (who: BackOffice, resource: string, id: number) =>
    ((await who.get(record(resource, id, 'show'))).body.record.recordActions as { name: string }[]).map((a) => a.name);
  const matrixOf = async (who: BackOffice, id: number) => (await who.send('GET', `/api/roles/${id}/matrix`)).body as Matrix;
  const subjectsOf = (matrix: Matrix) => matrix.menus.flatMap((m) => m.groups.flatMap((g) => g.subjects));
  const cellOf = (matrix: Matrix, code: string) =>
    subjectsOf(matrix)
      .flatMap((s) => s.permissions)
      .find((p) => p.code === code)!;

  describe('who sees what', () => {
    it('REQ-B16 REQ-B17 REQ-B18 REQ-B19 everybody is offered the screens of his roles, and the others are closed to him', async () => {
      const screens = [
        'staff',
        'departments',
        'positions',
        'roles',
        'permissions',
        'permission-groups',
        'permission-menus',
        'leave',
        'sign-ins',
      ];
      const open = async (who: BackOffice) => {
        const page = (await who.get('/')).text;
        const found: string[] = [];
        for (const id of screens) {
          const status = (await who.list(id)).status;
          expect([id, status, page.includes(`"/admin/resources/${id}"`)]).toEqual([id, status, status === 200]);
          if (status === 200) found.push(id);
        }
        return found;
      };
      expect(await open(admin)).toEqual(screens);
      expect(await open(await enter(await newStaff(house, { roles: ['operations'] })))).toEqual(screens.slice(0, 8));
      expect(await open(await enter(await newStaff(house, { roles: ['salesperson'] })))).toEqual(['staff', 'departments', 'leave']);
      expect(await open(await enter(await newStaff(house, { roles: [] })))).toEqual([]);
    });

    it('REQ-B18 whoever may only read gets no buttons, and no way around them', async () => {
      const reader = await enter(await newStaff(house, { roles: ['operations'] }));
      const victim = await newStaff(house);
      expect(await buttons(reader, 'staff', victim.id)).toEqual(['show']);
      for (const action of ['edit', 'delete', 'assignRoles', 'deactivate', 'invite'])
        expect([action, (await reader.post(record('staff', victim.id, action), { name: 'x' })).status]).toEqual([action, 403]);
      expect((await reader.post('/api/resources/staff/actions/new', { username: 'x', name: 'x' })).status).toBe(403);
      expect((await reader.post(record('roles', await roleId('salesperson'), 'edit'), { nameZh: 'x' })).status).toBe(403);
    });

    it('REQ-A8 people and leave of other departments do not exist for a supervisor', async () => {
      await departmentOf(house, 5000);
      await departmentOf(house, 5001, 5000);
      const [below, elsewhere] = [await newStaff(house, { departmentCode: 5001 }), await newStaff(house, { departmentCode: 5900 })];
      const chief = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 5000 });
      const door = await enter(chief);
      const { body } = await door.list('staff');
      expect(body.records.map((r: Row) => r.id).sort()).toEqual([below.id, chief.id].sort());
      expect((await door.get(record('staff', elsewhere.id, 'show'))).status).toBe(404);
      const days = { fromDay: '2026-11-23', toDay: '2026-11-24', reason: '年假' };
      expect((await door.post('/api/resources/leave/actions/new', { staffId: elsewhere.id, ...days })).status).toBe(404);
      expect((await door.post('/api/resources/leave/actions/new', { staffId: below.id, ...days })).status).toBe(200);
      expect((await door.list('leave')).body.records[0].params).toMatchObject({ ...days, staffId: below.id });
      const foreign = (await admin.post('/api/resources/leave/actions/new', { staffId: elsewhere.id, ...days })).body.record;
      expect((await door.get(record('leave', foreign.id, 'show'))).status).toBe(404);
      expect((await door.post(record('leave', foreign.id, 'delete'))).status).toBe(404);
      expect((await door.list('leave')).body.meta.total).toBe(1);
      expect((await (await enter(below)).list('leave')).status).toBe(403);
    });

    it('leave: one sees one’s own and enters none oneself', async () => {
      const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 5002 });
      const other = await newStaff(house, { roles: ['salesperson'], departmentCode: 5002 });
      for (const { id } of [seller, other])
        await admin.post('/api/resources/leave/actions/new', { staffId: id, fromDay: '2026-12-01', toDay: '2026-12-02' });
      const door = await enter(seller);
      const { body } = await door.list('leave');
      expect(body.records.map((r: { params: Row }) => r.params['staffId'])).toEqual([seller.id]);
      expect(body.records[0].recordActions.map((a: Row) => a['name'])).toEqual(['show']);
      const own = { staffId: seller.id, fromDay: '2026-12-10', toDay: '2026-12-11' };
      expect((await door.post('/api/resources/leave/actions/new', own)).status).toBe(403);
      const twice = await admin.post('/api/resources/leave/actions/new', { ...own, fromDay: '2026-12-02' });
      expect([twice.status, twice.body.notice.message]).toEqual([409, '与已有的请假重叠']);
      const backwards = await admin.post('/api/resources/leave/actions/new', { ...own, toDay: '2026-12-01' });
      expect([backwards.status, Object.keys(backwards.body.record.errors)]).toEqual([400, ['toDay']]);
    });
  });

  describe('accounts', () => {
    it('REQ-A14 REQ-A15 an administrator makes an account and changes it; its password is never seen again', async () => {
      const department = await departmentOf(house, 1001);
      const form = {
        username: 'Account.A',
        name: '甲',
        departmentId: department,
        roleIds: [await roleId('salesperson')],
        password: STAFF_PASSWORD,
      };
      const made = await admin.post('/api/resources/staff/actions/new', form);
      expect([made.status, made.body.notice.type]).toEqual([200, 'success']);
      const { id } = made.body.record;
      await enter({ username: 'account.a' });
      const shown = await admin.get(record('staff', id, 'show'));
      expect(shown.body.record.params).toMatchObject({
        name: '甲',
        username: 'account.a',
        roles: '销售',
        active: 'true',
        waiting: 'false',
      });
      const edited = await admin.post(record('staff', id, 'edit'), { name: '甲甲', phone: '13800138000', version: '1' });
      expect([edited.status, edited.body.record.params.phone]).toEqual([200, '13800138000']);
      expect((await admin.post(record('staff', id, 'edit'), { name: '乙', version: '1' })).status).toBe(409);
      const seen = [
        made,
        shown,
        edited,
        await admin.get(record('staff', id, 'edit')),
        await admin.list('staff', '?search=account.a'),
        await admin.get('/'),
      ];
      for (const { text } of seen) expect(text).not.toMatch(/passwordHash|\$argon2|a-good-Passphrase/);
      for (const name of ['passwordHash', 'active', 'password', 'roleIds', 'id2'])
        expect([name, (await admin.post(record('staff', id, 'edit'), { [name]: 'x' })).status]).toEqual([
          name,
          name === 'passwordHash' || name === 'id2' ? 400 : 403,
        ]);
    });

    it('REQ-A14 names every fault of a form beside its field', async () => {
      const faulty = await admin.post('/api/resources/staff/actions/new', { username: 'a b', name: '', email: 'x', departmentId: 'y' });
      expect([faulty.status, Object.keys(faulty.body.record.errors).sort()]).toEqual([400, ['departmentId', 'name']]);
      const shapes = await admin.post('/api/resources/staff/actions/new', { username: 'a b', name: 'x', email: 'x', password: 'short' });
      expect(Object.keys(shapes.body.record.errors).sort()).toEqual(['email', 'password', 'username']);
      const taken = await admin.post('/api/resources/staff/actions/new', { username: ADMIN.username, name: 'x' });
      expect(taken.status).toBe(409);
    });

    it('filters by department with those below, by role and by state', async () => {
      await departmentOf(house, 5100);
      const low = await newStaff(house, { departmentCode: 5101 });
      const top = await departmentOf(house, 5100);
      await house.app
        .get(Database)
        .run('UPDATE department SET parentId = ?, path = ? WHERE id = ?', [top, `/${top}/${low.departmentId}/`, low.departmentId]);
      const gone = await newStaff(house, { departmentCode: 5100, active: false, roles: ['finance'] });
      const ids = async (query: string) => (await admin.list('staff', query)).body.records.map((r: Row) => r.id).sort();
      expect(await ids(`?filters.departmentId=${top}`)).toEqual([low.id, gone.id].sort());
      expect(await ids(`?filters.departmentId=${top}&filters.active=false`)).toEqual([gone.id]);
      expect(await ids(`?filters.departmentId=${top}&filters.roles=${await roleId('finance')}`)).toEqual([gone.id]);
    });

    it('REQ-A5 an invitation is shown once where no mail server is, and opens the account', async () => {
      const { body } = await admin.post('/api/resources/staff/actions/new', { username: 'account.b', name: '乙' });
      const { id } = body.record;
      expect(await buttons(admin, 'staff', id)).toContain('invite');
      const invited = await admin.post(record('staff', id, 'invite'));
      expect(invited.body.detail).toMatch(/\/admin\/invitation#token=[\w-]{40,}$/);
      const token = String(invited.body.detail).split('#token=')[1]!;
      for (const { text } of [await admin.get(record('staff', id, 'invite')), await admin.get(record('staff', id, 'show'))])
        expect(text).not.toContain(token);
      const form = { token, password: STAFF_PASSWORD, repeat: STAFF_PASSWORD };
      expect((await new BackOffice(house).send('POST', '/admin/invitation', { form })).status).toBe(200);
      await enter({ username: 'account.b' });
      const left = await buttons(admin, 'staff', id);
      expect([left.includes('invite'), left.includes('sendReset')]).toEqual([false, false]); // no address to send a reset to
      await admin.post(record('staff', id, 'edit'), { email: 'b@example.cn' });
      expect(await buttons(admin, 'staff', id)).toContain('sendReset');
      const reset = await admin.post(record('staff', id, 'sendReset'));
      expect([reset.status, reset.body.detail, reset.body.notice.message]).toEqual([200, undefined, '没有发送：尚未配置邮件服务器']);
    });
  });

  describe('roles of people', () => {
    it('REQ-B6 REQ-B9 are given and taken at once; what the caller lacks says so before he tries', async () => {
      const giver = await clerk([
        ['read', 'Staff'],
        ['assign-roles', 'Staff'],
        ['read', 'Leave'],
      ]);
      const person = await newStaff(house, { roles: [] });
      const { body } = await giver.door.send('GET', `/api/staff/${person.id}/assignable-roles`, { headers: { 'accept-language': 'en' } });
      const offer = (id: number) => body.roles.find((o: Row) => o.id === id);
      expect(body.refusal).toBeNull();
      expect(offer(giver.roleId)).toMatchObject({ held: false, refusal: null });
      expect(offer(await roleId('administrator')).refusal).toMatch(/^You cannot grant what you do not hold: .+ and others, \d+ in all$/);
      const assign = (who: BackOffice, id: number, roleIds: unknown[]) => who.post(record('staff', id, 'assignRoles'), { roleIds });
      const refused = await assign(giver.door, person.id, [giver.roleId, await roleId('administrator')]);
      expect([refused.status, refused.body.code]).toEqual([403, 'rights.beyond-own']);
      expect((await (await enter(person)).list('leave')).status).toBe(403);
      expect((await assign(giver.door, person.id, [giver.roleId])).status).toBe(200);
      expect((await (await enter(person)).list('leave')).status).toBe(200);
      expect((await assign(giver.door, person.id, [])).status).toBe(200);
      expect((await assign(giver.door, person.id, [99_999])).status).toBe(400);
      expect((await assign(giver.door, person.id, ['x'])).status).toBe(400);
      expect((await assign(giver.door, 99_999, [])).status).toBe(404);
      expect((await giver.door.send('GET', '/api/staff/99999/assignable-roles')).status).toBe(404);
    });

    it('REQ-B10 nobody changes his own, nor those of somebody above him, nor takes the last administrator away', async () => {
      const [chief] = (await admin.list('staff', '?search=admin')).body.records.filter(
        (r: { params: Row }) => r.params['username'] === 'admin',
      );
      const own = await buttons(admin, 'staff', chief.id);
      expect(own).toEqual(['show', 'edit']);
      for (const action of ['assignRoles', 'deactivate', 'delete'])
        expect([action, (await admin.post(record('staff', chief.id, action), { roleIds: [] })).status]).toEqual([action, 409]);
      const low = await clerk([
        ['read', 'Staff'],
        ['assign-roles', 'Staff'],
        ['deactivate', 'Staff'],
      ]);
      expect((await low.door.send('GET', `/api/staff/${chief.id}/assignable-roles`)).body.refusal).toContain('超出您的权限');
      expect((await low.door.post(record('staff', chief.id, 'assignRoles'), { roleIds: [] })).body.code).toBe('rights.senior');
      expect((await low.door.post(record('staff', chief.id, 'deactivate'))).body.code).toBe('rights.senior');
      const equal = await clerk([['manage', 'all']]);
      for (const [action, body] of [
        ['assignRoles', { roleIds: [] }],
        ['deactivate', {}],
        ['delete', {}],
      ] as const) {
        const answer = await equal.door.post(record('staff', chief.id, action), body);
        expect([action, answer.status, answer.body.code]).toEqual([action, 409, 'staff.last-administrator']);
      }
      expect((await admin.get('/api/dashboard')).status).toBe(200);
    });

    it('a right that reaches one department reaches no account of another', async () => {
      const near = await newStaff(house, { departmentCode: 5200 });
      const far = await newStaff(house, { departmentCode: 5201 });
      const local = await clerk(
        [
          ['read', 'Staff'],
          ['assign-roles', 'Staff', 'department'],
          ['deactivate', 'Staff', 'department'],
        ],
        { departmentCode: 5200 },
      );
      const status = async (id: number, action: string, body = {}) => (await local.door.post(record('staff', id, action), body)).status;
      expect([await status(near.id, 'assignRoles', { roleIds: [] }), await status(far.id, 'assignRoles', { roleIds: [] })]).toEqual([
        200, 404,
      ]);
      expect([await status(near.id, 'deactivate'), await status(far.id, 'deactivate')]).toEqual([200, 404]);
      expect((await local.door.send('GET', `/api/staff/${far.id}/holdings`)).status).toBe(404);
    });
  });

  describe('leaving', () => {
    const seller = async () => {
      const person = await newStaff(house, { roles: ['salesperson'], departmentCode: 5300 });
      const made = await house.app.inject({
        method: 'POST',
        url: '/api/customers',
        headers: person.headers,
        payload: { type: 'person', name: `客户 ${++serial}`, phone: `1380013${String(8000 + serial)}` },
      });
      return { ...person, customerId: made.json<Row>().id };
    };
    const ownerOf = async (id: number) =>
      (
        await house.app
          .get(Database)
          .rows<{ ownerId: number | null; holding: string }>('SELECT ownerId, holding FROM customer WHERE id = ?', [id])
      )[0]!;

    it('asks what becomes of a leaver’s customers, and hands them to a colleague or to the pool', async () => {
      const [first, second, receiver] = [await seller(), await seller(), await newStaff(house, { roles: ['salesperson'] })];
      expect((await admin.send('GET', `/api/staff/${first.id}/holdings`)).body.holdings).toMatchObject([{ count: 1 }]);
      const door = await enter(first);
      const leave = (id: number, body: object) => admin.post(record('staff', id, 'deactivate'), body as Record<string, unknown>);
      const asked = await leave(first.id, {});
      expect([asked.status, asked.body.code, asked.body.holdings[0].count]).toEqual([409, 'staff.holds-things', 1]);
      expect((await leave(first.id, { fate: 'colleague' })).status).toBe(400);
      expect((await leave(first.id, { fate: 'colleague', to: 99_999 })).status).toBe(404);
      expect((await leave(first.id, { fate: 'elsewhere' })).status).toBe(400);
      expect((await leave(first.id, { fate: 'colleague', to: first.id })).status).toBe(404);
      expect((await door.get('/api/dashboard')).status).toBe(200); // nothing has happened so far
      expect((await leave(first.id, { fate: 'colleague', to: receiver.id })).status).toBe(200);
      expect(await ownerOf(first.customerId)).toMatchObject({ ownerId: receiver.id, holding: 'owned' });
      expect((await door.get('/api/dashboard')).status).toBe(401);
      expect((await leave(second.id, { fate: 'pool' })).status).toBe(200);
      expect(await ownerOf(second.customerId)).toMatchObject({ ownerId: null, holding: 'pool' });
      const left = await buttons(admin, 'staff', second.id);
      expect([left.includes('activate'), left.includes('deactivate')]).toEqual([true, false]);
      expect((await admin.post(record('staff', second.id, 'activate'))).status).toBe(200);
      await enter(second);
    });

    it('who has left traces is deactivated, not deleted', async () => {
      const person = await seller();
      expect((await admin.post(record('staff', person.id, 'delete'))).status).toBe(409);
      const blank = (await admin.post('/api/resources/staff/actions/new', { username: 'mistake', name: 'x' })).body.record;
      expect((await admin.post(record('staff', blank.id, 'delete'))).status).toBe(200);
      expect((await admin.get(record('staff', blank.id, 'show'))).status).toBe(404);
    });
  });

  describe('departments and positions', () => {
    it('REQ-C1 REQ-C2 departments have a code of their own and stand in a tree', async () => {
      const make = (form: object) => admin.post('/api/resources/departments/actions/new', form as Record<string, unknown>);
      const top = (await make({ code: '6000', name: '总部' })).body.record;
      const low = (await make({ code: '6001', name: '销售一部', parentId: top.id })).body.record;
      const { body } = await admin.list('departments');
      const lines = body.records.map((r: { params: Row }) => r.params['tree']);
      expect(lines.slice(lines.indexOf('总部'), lines.indexOf('总部') + 2)).toEqual(['总部', '\u3000└ 销售一部']);
      expect((await make({ code: '6001', name: '别的' })).status).toBe(409);
      expect((await make({ code: '1.5', name: '别的' })).status).toBe(400);
      expect((await make({ code: 'x', name: '' })).body.record.errors).toHaveProperty('code');
      expect((await admin.post(record('departments', top.id, 'edit'), { parentId: low.id })).body.code).toBe('department.cycle');
      expect((await admin.post(record('departments', top.id, 'delete'))).status).toBe(409);
      expect((await admin.post(record('departments', low.id, 'delete'))).status).toBe(200);
    });

    it('REQ-C4 three positions are there and stay; others come and go', async () => {
      const { body } = await admin.list('positions');
      expect(body.records.map((r: { params: Row }) => r.params['name'])).toEqual(['普通员工', '部门主管', '机构负责人']);
      expect((await admin.post(record('positions', body.records[0].id, 'delete'))).status).toBe(409);
      const made = await admin.post('/api/resources/positions/actions/new', { code: 'coach', nameZh: '教练', nameEn: 'Coach' });
      expect((await admin.post(record('positions', made.body.record.id, 'edit'), { nameEn: 'Trainer' })).status).toBe(200);
      expect((await admin.post(record('positions', made.body.record.id, 'delete'))).status).toBe(200);
    });
  });

  describe('what roles may', () => {
    it('REQ-B5 REQ-B10 the table of a role says what it gives, over which rows, and changes it', async () => {
      const made = await admin.post('/api/resources/roles/actions/new', { code: 'adviser', nameZh: '顾问', nameEn: 'Adviser' });
      const { id } = made.body.record;
      const matrix = await matrixOf(admin, id);
      const staff = subjectsOf(matrix).find((s) => s.subject === 'Staff')!;
      expect([matrix.refusal, staff.reaches]).toEqual([null, ['own', 'department', 'tree', 'all']]);
      expect(subjectsOf(matrix).find((s) => s.subject === 'Role')!.reaches).toEqual(['all']); // words that would mean less are not offered
      const read = cellOf(matrix, 'organisation_Staff.read');
      expect([read.grant, read.mayGive]).toEqual([null, ['own', 'department', 'tree', 'all']]);
      const permissions = [{ permissionId: read.id, reach: 'department', conditions: null, fields: ['name'], inverted: false }];
      const save = (version: number) => admin.send('PUT', `/api/roles/${id}/permissions`, { json: { permissions, version } });
      expect((await save(matrix.role.version)).status).toBe(200);
      expect((await save(matrix.role.version)).status).toBe(409);
      expect(cellOf(await matrixOf(admin, id), 'organisation_Staff.read').grant).toEqual({
        reach: 'department',
        conditions: null,
        fields: ['name'],
        inverted: false,
      });
      expect((await admin.get(record('roles', id, 'show'))).body.record.recordActions[0]).toMatchObject({ component: 'RolePermissions' });
      expect((await admin.post(record('roles', await roleId('salesperson'), 'delete'))).status).toBe(409);
    });

    it('REQ-B8 REQ-B10 says what its reader could not give, and why it cannot be changed at all', async () => {
      const editor = await clerk([
        ['read', 'Role'],
        ['update', 'Role'],
        ['read', 'Staff', 'department'],
      ]);
      const own = await matrixOf(editor.door, editor.roleId);
      expect(own.refusal).toBeNull();
      expect(cellOf(own, 'organisation_Staff.read').mayGive).toEqual(['own', 'department']);
      expect(cellOf(own, 'organisation_Staff.delete').mayGive).toEqual([]);
      expect((await matrixOf(editor.door, await roleId('finance'))).refusal).toContain('不能授予您自己没有的权限');
      expect((await matrixOf(admin, await roleId('administrator'))).refusal).toContain('管理员角色');
      const reader = await clerk([['read', 'Role']]);
      expect((await matrixOf(reader.door, editor.roleId)).refusal).toBe('您可以查看这个角色的权限，但不能修改。');
      const give = { permissions: [{ permissionId: cellOf(own, 'organisation_Staff.delete').id, reach: 'all' }] };
      expect((await editor.door.send('PUT', `/api/roles/${editor.roleId}/permissions`, { json: give })).status).toBe(403);
      expect((await editor.door.send('GET', '/api/roles/99999/matrix')).status).toBe(404);
      expect((await (await enter(await newStaff(house, { roles: ['salesperson'] }))).send('GET', '/api/roles/1/matrix')).status).toBe(403);
    });

    it('REQ-B8 REQ-B11 REQ-B13 an administrator adds a permission with conditions; wrong ones are named', async () => {
      const [group] = (await admin.list('permission-groups', '?search=organisation')).body.records;
      const form = {
        code: 'organisation_Staff.read-sales',
        titleZh: '查看销售部',
        titleEn: 'See sales',
        subject: 'Staff',
        action: 'read',
        groupId: group.id,
      };
      const make = (more: object) => admin.post('/api/resources/permissions/actions/new', { ...form, ...more });
      const wrong = await make({ conditions: '{"passwordHash":"x"}', fields: '["secret"]' });
      expect([wrong.status, Object.keys(wrong.body.record.errors).sort()]).toEqual([400, ['conditions.passwordHash', 'fields.0']]);
      expect((await make({ conditions: '{oops' })).body.record.errors).toHaveProperty('conditions');
      expect((await make({ subject: 'Nothing' })).status).toBe(400);
      const made = await make({ conditions: '{"departmentId":{"$in":"${user.departmentTreeIds}"}}', fields: '["name"]' });
      expect([made.status, made.body.record.params.about]).toEqual([200, '员工：查看']);
      const cell = cellOf(await matrixOf(admin, await roleId('finance')), form.code);
      expect(cell).toMatchObject({
        builtIn: false,
        label: '查看销售部',
        conditions: { departmentId: { $in: '${user.departmentTreeIds}' } },
      });
      const [builtIn] = (await admin.list('permissions', '?search=organisation_Staff.read')).body.records;
      expect((await admin.post(record('permissions', builtIn.id, 'edit'), { conditions: '{"id":1}' })).status).toBe(409);
      expect((await admin.post(record('permissions', builtIn.id, 'delete'))).status).toBe(409);
      expect((await admin.post(record('permissions', made.body.record.id, 'delete'))).status).toBe(200);
    });

    it('REQ-B2 REQ-B3 a group stands in a menu, which is not deleted before it; what the product brings stays', async () => {
      const menu = (
        await admin.post('/api/resources/permission-menus/actions/new', { code: 'mine', titleZh: '我的', titleEn: 'Mine', sortNo: '9' })
      ).body.record;
      const made = await admin.post('/api/resources/permission-groups/actions/new', {
        code: 'mine',
        titleZh: '组',
        titleEn: 'Group',
        menuId: menu.id,
      });
      expect(made.status).toBe(200);
      expect((await admin.list('permission-groups', `?filters.menuId=${menu.id}`)).body.meta.total).toBe(1);
      expect((await admin.post(record('permission-menus', menu.id, 'delete'))).status).toBe(409);
      expect((await admin.post(record('permission-groups', made.body.record.id, 'delete'))).status).toBe(200);
      expect((await admin.post(record('permission-menus', menu.id, 'delete'))).status).toBe(200);
      const [first] = (await admin.list('permission-menus')).body.records;
      expect((await admin.post(record('permission-menus', first.id, 'delete'))).status).toBe(409);
    });

    it('REQ-B19 the page that explains is for those who may ask, and knows what can be asked', async () => {
      expect((await admin.get('/pages/explain')).status).toBe(200);
      expect((await (await enter(await newStaff(house, { roles: ['operations'] }))).get('/pages/explain')).status).toBe(403);
      const { body } = await admin.send('GET', '/api/permissions/subjects', { headers: { 'accept-language': 'zh-CN' } });
      expect(body.subjects.find((s: Row) => s['subject'] === 'Staff')).toMatchObject({ label: '员工', rows: true });
      expect(body.subjects.find((s: Row) => s['subject'] === 'Role')).toMatchObject({ rows: false });
    });
  });
});
