import { RightsSeed } from '../../src/modules/rbac/rights/rights-seed.js';
import { StaffPrincipals } from '../../src/modules/rbac/staff/staff-principals.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { type AuthHeaders, departmentOf, newStaff, signIn } from '../staff.js';

type Row = Record<string, unknown> & { id: number; version: number };

describe('who may what', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let serial = 0;
  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house);
  });
  afterAll(() => house.close());

  const call = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, headers: AuthHeaders, payload?: object) =>
    house.app.inject({ method, url: `/api/${url}`, headers: { 'accept-language': 'en', ...headers }, ...(payload ? { payload } : {}) });
  const items = async (url: string) => (await call('GET', url, admin)).json<{ items: Row[] }>().items;
  const roleId = async (code: string) => (await items('roles?pageSize=100')).find((r) => r['code'] === code)!.id;
  const permissionId = async (action: string, subject: string) => (await items(`permissions?action=${action}&subject=${subject}`))[0]!.id;
  /** A role of our own with these permissions, and a colleague who has it. */
  const newRole = async (grants: [action: string, subject: string, reach?: string, more?: object][]) => {
    const code = `role-${++serial}`;
    const { id } = (await call('POST', 'roles', admin, { code, nameZh: code, nameEn: code })).json<Row>();
    const permissions = await Promise.all(
      grants.map(async ([action, subject, reach = 'all', more = {}]) => ({
        permissionId: await permissionId(action, subject),
        reach,
        ...more,
      })),
    );
    const answer = await call('PUT', `roles/${id}/permissions`, admin, { permissions });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return { id, code, permissions };
  };
  const withRole = async (grants: Parameters<typeof newRole>[0], more: object = {}) => {
    const role = await newRole(grants);
    return { role, ...(await newStaff(house, { roles: [role.code], ...more })) };
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve, 600));

  describe('what an installation starts with', () => {
    it('REQ-B1 REQ-B5 REQ-B9 REQ-C4 nine roles and three positions, named in both languages', async () => {
      const roles = await items('roles?pageSize=100');
      expect(
        roles
          .filter((r) => r['builtIn'])
          .map((r) => [r['code'], r['nameZh'], r['nameEn']])
          .sort(),
      ).toEqual(
        [
          ['administrator', '管理员', 'Administrator'],
          ['operations', '运营', 'Operations'],
          ['sales-director', '销售总监', 'Sales director'],
          ['sales-supervisor', '销售主管', 'Sales supervisor'],
          ['salesperson', '销售', 'Salesperson'],
          ['lecturer', '讲师', 'Lecturer'],
          ['class-tutor', '班主任', 'Class tutor'],
          ['service-agent', '客服', 'Service agent'],
          ['finance', '财务', 'Finance'],
        ].sort(),
      );
      expect((await items('positions')).map((p) => [p['nameZh'], p['nameEn']])).toEqual([
        ['普通员工', 'Staff'],
        ['部门主管', 'Department supervisor'],
        ['机构负责人', 'Head of organisation'],
      ]);
    });

    it('REQ-B2 REQ-B3 REQ-B4 REQ-B14 REQ-B17 permissions stand under group and menu; those without a page under one that has', async () => {
      const [tree] = [
        (await call('GET', 'permissions/tree', admin)).json<{ menus: { code: string; groups: { code: string; permissions: Row[] }[] }[] }>()
          .menus,
      ];
      const group = tree.find((m) => m.code === 'system')!.groups.find((g) => g.code === 'organisation')!;
      const read = group.permissions.find((p) => p['code'] === 'organisation_Staff.read')!;
      expect(group.permissions.find((p) => p['code'] === 'organisation_Staff.create')).toMatchObject({
        parentId: read.id,
        title: 'Staff: Add',
      });
    });

    it('REQ-B20 an upgrade adds what is new and keeps what an administrator has changed', async () => {
      const database = house.app.get(Database);
      const operations = await roleId('operations');
      const [read, leave] = [await permissionId('read', 'Staff'), await permissionId('delete', 'Leave')];
      await database.run('DELETE FROM role_permission WHERE roleId = ? AND permissionId = ?', [operations, read]); // taken away on purpose
      await database.run('DELETE FROM permission WHERE id = ?', [leave]); // as if this release brought it
      await house.app.get(RightsSeed, { strict: false }).run();
      const held = (await call('GET', `roles/${operations}`, admin))
        .json<{ permissions: { action: string; subject: string }[] }>()
        .permissions.map((p) => `${p.action} ${p.subject}`);
      expect(held).toContain('delete Leave');
      expect(held).not.toContain('read Staff');
      const again = await database.rows<{ n: number }>('SELECT COUNT(*) AS n FROM permission');
      await house.app.get(RightsSeed, { strict: false }).run();
      expect(await database.rows('SELECT COUNT(*) AS n FROM permission')).toEqual(again);
    });
  });

  describe('staff and departments', () => {
    it('REQ-A10 REQ-A11 REQ-A12 REQ-A14 REQ-A15 REQ-B9 an administrator makes an account, changes it, and gives it roles', async () => {
      const department = await departmentOf(house, 1001);
      const made = await call('POST', 'staff', admin, {
        username: 'Wang.Wei',
        name: '王伟',
        email: 'Wang@Example.cn',
        departmentId: department,
        password: 'a-good-Passphrase',
        roleIds: [await roleId('salesperson')],
      });
      expect(made.statusCode).toBe(201);
      const person = made.json<Row>();
      expect(person).toMatchObject({
        username: 'wang.wei',
        name: '王伟',
        email: 'wang@example.cn',
        departmentId: department,
        active: true,
        roles: [{ code: 'salesperson' }],
      });
      await expect(signIn(house, 'WANG.WEI')).resolves.toBeDefined();
      await expect(signIn(house, 'wang@example.cn')).resolves.toBeDefined();
      const changed = await call('PATCH', `staff/${person.id}`, admin, { phone: '13800138000', version: person.version });
      expect(changed.json()).toMatchObject({ phone: '13800138000', name: '王伟' });
      expect((await call('PATCH', `staff/${person.id}`, admin, { name: 'x', version: person.version })).json()).toMatchObject({
        status: 409,
        code: 'stale',
      });
      expect((await call('POST', 'staff', admin, { username: 'wang.wei', name: 'again' })).statusCode).toBe(409);
    });

    it('REQ-SY6 bad input names every fault and writes nothing', async () => {
      const bad = await call('POST', 'staff', admin, {
        username: 'a b',
        name: '',
        departmentId: 99_999,
        email: 'x',
        role: 'administrator',
      });
      expect(bad.statusCode).toBe(400);
      expect(
        bad
          .json<{ errors: { path: string }[] }>()
          .errors.map((e) => e.path)
          .sort(),
      ).toEqual(['departmentId', 'email', 'name', 'role', 'username']);
      const unknown = await call('POST', 'staff', admin, { username: 'nobody1', name: 'n', departmentId: 99_999, positionId: 99_999 });
      expect(
        unknown
          .json<{ errors: { path: string }[] }>()
          .errors.map((e) => e.path)
          .sort(),
      ).toEqual(['departmentId', 'positionId']);
      expect(await items('staff?search=nobody1')).toHaveLength(0);
    });

    it('REQ-A5 an invited colleague sets his own password; afterwards only a reset is possible', async () => {
      const person = (await call('POST', 'staff', admin, { username: 'invited', name: 'Invited' })).json<Row>();
      const { link } = (await call('POST', `staff/${person.id}/invite`, admin, {})).json<{ link: string }>();
      const accepted = await house.app.inject({
        method: 'POST',
        url: '/api/auth/invitations/accept',
        payload: { token: link.split('=')[1], password: 'a-good-Passphrase' },
      });
      expect(accepted.statusCode).toBe(200);
      await expect(signIn(house, 'invited')).resolves.toBeDefined();
      expect((await call('POST', `staff/${person.id}/invite`, admin, {})).json()).toMatchObject({ code: 'staff.has-password' });
      expect((await call('POST', `staff/${person.id}/reset-password`, admin, {})).json()).toMatchObject({ code: 'staff.no-email' });
    });

    it('REQ-C3 two colleagues may have one real name; the user name is each one’s own and tells them apart', async () => {
      const department = await departmentOf(house, 3300);
      const make = (username: string) => call('POST', 'staff', admin, { username, name: '欧阳静', departmentId: department });
      expect([(await make('ouyangjing')).statusCode, (await make('ouyangjing2')).statusCode]).toEqual([201, 201]);
      expect((await make('ouyangjing')).json()).toMatchObject({ status: 409, errors: [{ path: 'username' }] });
      const found = (await call('GET', 'staff?search=欧阳静', admin)).json<{ items: Row[] }>().items;
      expect(found.map((s) => [s['name'], s['username']])).toEqual([
        ['欧阳静', 'ouyangjing'],
        ['欧阳静', 'ouyangjing2'],
      ]);
    });

    it('REQ-C1 REQ-C2 departments form a tree that can be moved, but not into itself', async () => {
      const make = async (code: number, parentId: number | null) =>
        (await call('POST', 'departments', admin, { code, name: `D${code}`, parentId })).json<Row>();
      const [a, b] = [await make(2000, null), await make(2001, null)];
      const c = await make(2002, a.id);
      const d = await make(2003, c.id);
      expect((await call('POST', 'departments', admin, { code: 2003, name: 'other' })).statusCode).toBe(409);
      expect((await call('PATCH', `departments/${a.id}`, admin, { parentId: d.id })).json()).toMatchObject({ code: 'department.cycle' });
      expect((await call('PATCH', `departments/${c.id}`, admin, { parentId: b.id })).json()).toMatchObject({ path: `/${b.id}/${c.id}/` });
      expect((await call('GET', `departments/${d.id}`, admin)).json()).toMatchObject({ path: `/${b.id}/${c.id}/${d.id}/` });
      expect((await call('DELETE', `departments/${b.id}`, admin)).json()).toMatchObject({
        code: 'in-use',
        detail: 'Still in use, cannot be deleted: D2001 (departments below: 1)',
      });
      expect((await call('DELETE', `departments/${d.id}`, admin)).statusCode).toBe(204);
    });

    it('REQ-A8 REQ-C2 a supervisor finds the colleagues of his department and those below; others do not exist for him', async () => {
      await departmentOf(house, 3000);
      await departmentOf(house, 3001, 3000);
      const [above, below, elsewhere] = [
        await newStaff(house, { departmentCode: 3000 }),
        await newStaff(house, { departmentCode: 3001 }),
        await newStaff(house, { departmentCode: 3999 }),
      ];
      const supervisor = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 3000 });
      const seen = (await call('GET', 'staff?pageSize=100', supervisor.headers)).json<{ items: Row[]; total: number }>();
      expect(seen.items.map((s) => s.id)).toEqual([above.id, below.id, supervisor.id]);
      expect(seen.total).toBe(3);
      expect((await call('GET', `staff/${elsewhere.id}`, supervisor.headers)).statusCode).toBe(404);
      const homeless = await newStaff(house, { roles: ['sales-supervisor'] });
      expect((await call('GET', 'staff', homeless.headers)).json()).toMatchObject({ total: 0 }); // no department is not "those without one"
    });

    it('leave: days are listed, cannot overlap, and nobody enters his own', async () => {
      const chief = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 3100 });
      const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 3100 });
      const days = { fromDay: '2026-11-20', toDay: '2026-11-23', reason: '年假' };
      expect((await call('POST', `staff/${seller.id}/leave`, seller.headers, days)).statusCode).toBe(403);
      const made = await call('POST', `staff/${seller.id}/leave`, chief.headers, days);
      expect(made.statusCode).toBe(201);
      const twice = await Promise.all(
        [1, 2].map(() => call('POST', `staff/${seller.id}/leave`, chief.headers, { fromDay: '2026-12-01', toDay: '2026-12-02' })),
      );
      expect(twice.map((a) => a.statusCode).sort()).toEqual([201, 409]);
      expect(
        (await call('POST', `staff/${seller.id}/leave`, chief.headers, { fromDay: '2026-11-23', toDay: '2026-11-22' })).statusCode,
      ).toBe(400);
      expect((await call('GET', `staff/${seller.id}/leave`, seller.headers)).json()).toMatchObject({ total: 2 });
      expect((await call('DELETE', `staff/${seller.id}/leave/${made.json<Row>().id}`, chief.headers)).statusCode).toBe(204);
    });
  });

  describe('rules', () => {
    it('REQ-B11 REQ-B12 REQ-B13 REQ-B15 a permission with conditions of one’s own narrows to those rows; to see is neither to change nor to add', async () => {
      const [groupId] = (await items('permission-groups')).map((g) => g.id);
      const made = await call('POST', 'permissions', admin, {
        code: 'organisation_Staff.read-ada',
        titleZh: '查看阿达',
        titleEn: 'See Ada',
        action: 'read',
        subject: 'Staff',
        groupId,
        conditions: { username: { $in: ['ada', 'bob'] }, active: true },
      });
      expect(made.statusCode).toBe(201);
      const role = (
        await call('POST', 'roles', admin, { code: `narrow-${++serial}`, nameZh: `窄${serial}`, nameEn: `narrow ${serial}` })
      ).json<Row>();
      await call('PUT', `roles/${role.id}/permissions`, admin, {
        permissions: [{ permissionId: made.json<Row>().id, reach: 'all', fields: ['username'] }],
      });
      await newStaff(house, { username: 'ada', phone: '13900000000' });
      await newStaff(house, { username: 'bob', active: false });
      const reader = await newStaff(house, { roles: [role['code'] as string] });
      const seen = (await call('GET', 'staff', reader.headers)).json<{ items: Row[] }>().items;
      expect(seen).toHaveLength(1);
      expect(seen[0]).toMatchObject({ username: 'ada' });
      expect(seen[0]).not.toHaveProperty('phone');
      expect((await call('GET', 'staff?search=1390', reader.headers)).json()).toMatchObject({ total: 0 }); // nor is it searched
      expect((await call('PATCH', `staff/${seen[0]!.id}`, reader.headers, { name: 'Eda' })).statusCode).toBe(403);
      expect((await call('POST', 'staff', reader.headers, { username: 'eda', name: 'Eda' })).statusCode).toBe(403);
    });

    it('REQ-B13 conditions with unknown fields, operators or names are refused, all at once', async () => {
      const role = await newRole([]);
      const permission = await permissionId('read', 'Staff');
      const save = (conditions: object) =>
        call('PUT', `roles/${role.id}/permissions`, admin, { permissions: [{ permissionId: permission, reach: 'custom', conditions }] });
      const bad = await save({
        passwordHash: 'x',
        name: { $regex: '^a' },
        departmentId: { $in: '${user.id}' },
        id: '${process.env}',
        $where: '1',
        $or: [],
      });
      expect(bad.statusCode).toBe(400);
      expect(
        bad
          .json<{ errors: { path: string }[] }>()
          .errors.map((e) => e.path.replace('permissions.0.conditions.', ''))
          .sort(),
      ).toEqual(['$or', '$where', 'departmentId.$in', 'id', 'name.$regex', 'passwordHash']);
      expect((await save({ $or: [{ departmentId: { $in: '${user.departmentTreeIds}' } }, { id: '${user.id}' }] })).statusCode).toBe(200);
    });

    it('REQ-B6 REQ-B16 REQ-B17 REQ-B18 the menu shows what one’s roles together allow; a prohibition of one role wins', async () => {
      const allowing = await newRole([
        ['read', 'Staff'],
        ['create', 'Staff'],
        ['read', 'Position'],
      ]);
      const forbidding = await newRole([
        ['create', 'Staff', 'all', { inverted: true }],
        ['read', 'Department'],
      ]);
      const { headers } = await newStaff(house, { roles: [allowing.code, forbidding.code] });
      const me = (await call('GET', 'auth/me', headers)).json<{
        menu: { groups: { permissions: { code: string }[] }[] }[];
        rules: unknown[];
      }>();
      expect(
        me.menu
          .flatMap((m) => m.groups.flatMap((g) => g.permissions.map((p) => p.code)))
          .filter((c) => !c.includes('ada'))
          .sort(),
      ).toEqual(['organisation_Department.read', 'organisation_Position.read', 'organisation_Staff.read']);
      expect(me.rules).toHaveLength(5);
      expect((await call('POST', 'staff', headers, { username: 'never', name: 'never' })).statusCode).toBe(403);
    });

    it('explains yes and no with the role and the rule that decided', async () => {
      const reader = await withRole(
        [
          ['read', 'Staff', 'department'],
          ['update', 'Staff', 'all', { inverted: true }],
        ],
        { departmentCode: 3200 },
      );
      const [near, far] = [await newStaff(house, { departmentCode: 3200 }), await newStaff(house, { departmentCode: 3201 })];
      const ask = async (action: string, id: number) =>
        (await call('GET', `permissions/explain?userId=${reader.id}&action=${action}&subject=Staff&id=${id}`, admin)).json<Row>();
      expect(await ask('read', near.id)).toMatchObject({
        allowed: true,
        decidedBy: { role: { code: reader.role.code }, reach: 'department', conditions: { departmentId: near.departmentId } },
      });
      expect(await ask('read', far.id)).toMatchObject({ allowed: false, reason: 'no-match', considered: [{ reach: 'department' }] });
      expect(await ask('update', near.id)).toMatchObject({
        allowed: false,
        reason: 'prohibited',
        decidedBy: { role: { code: reader.role.code }, inverted: true },
      });
      expect(await ask('delete', near.id)).toMatchObject({ allowed: false, reason: 'no-rule', decidedBy: null });
      expect((await call('GET', `permissions/explain?userId=${reader.id}&action=read&subject=Nothing&id=1`, admin)).json()).toMatchObject({
        code: 'explain.no-rows',
      });
      expect((await call('GET', `permissions/explain?userId=${reader.id}&action=read&subject=Staff`, reader.headers)).statusCode).toBe(403);
    });
  });

  describe('nobody gives what he lacks', () => {
    const clerk = (more: Parameters<typeof newRole>[0] = []) =>
      withRole([
        ['read', 'Staff'],
        ['update', 'Staff'],
        ['create', 'Staff'],
        ['assign-roles', 'Staff'],
        ['deactivate', 'Staff'],
        ['invite', 'Staff'],
        ['read', 'Role'],
        ['update', 'Role'],
        ...more,
      ]);

    it('REQ-B10 nor changes his own roles, department or state', async () => {
      const one = await clerk();
      expect(
        (await call('PUT', `staff/${one.id}/roles`, one.headers, { roleIds: [one.role.id, await roleId('administrator')] })).json(),
      ).toMatchObject({ status: 403, code: 'rights.own' });
      expect((await call('PATCH', `staff/${one.id}`, one.headers, { departmentId: await departmentOf(house, 1001) })).json()).toMatchObject(
        { code: 'rights.own' },
      );
      expect((await call('PATCH', `staff/${one.id}`, one.headers, { roles: ['administrator'] })).statusCode).toBe(400);
      expect((await call('POST', `staff/${one.id}/deactivate`, one.headers, {})).json()).toMatchObject({ code: 'rights.own' });
      expect((await call('PATCH', `staff/${one.id}`, one.headers, { phone: '123' })).statusCode).toBe(200);
    });

    it('REQ-B8 nor widens the very role that he has', async () => {
      const one = await clerk();
      const more = { permissionId: await permissionId('delete', 'Staff'), reach: 'all' };
      const widened = await call('PUT', `roles/${one.role.id}/permissions`, one.headers, { permissions: [...one.role.permissions, more] });
      expect(widened.json()).toMatchObject({ status: 403, code: 'rights.beyond-own' });
      expect((await call('DELETE', `staff/${(await newStaff(house)).id}`, one.headers)).statusCode).toBe(403);
      expect((await call('PUT', `roles/${one.role.id}/permissions`, one.headers, { permissions: one.role.permissions })).statusCode).toBe(
        200,
      );
    });

    it('REQ-B8 a role beyond one’s own rights cannot be given, nor an account made with it, nor such an account touched', async () => {
      const one = await clerk();
      const victim = await newStaff(house);
      const administrator = await roleId('administrator');
      const refused = await call('PUT', `staff/${victim.id}/roles`, one.headers, { roleIds: [administrator] });
      expect(refused.json()).toMatchObject({ status: 403, code: 'rights.beyond-own' });
      expect(refused.json<{ detail: string }>().detail).toContain('manage all');
      expect(
        (
          await call('POST', 'staff', one.headers, {
            username: 'puppet',
            name: 'puppet',
            password: 'a-good-Passphrase',
            roleIds: [administrator],
          })
        ).statusCode,
      ).toBe(403);
      expect(await items('staff?search=puppet')).toHaveLength(0);
      expect((await call('PUT', `staff/${victim.id}/roles`, one.headers, { roleIds: [one.role.id] })).statusCode).toBe(200);
      const [chief] = (await items('staff?search=admin')).filter((s) => s['username'] === 'admin');
      for (const [method, url, body] of [
        ['PATCH', '', { email: 'thief@example.cn' }],
        ['POST', '/deactivate', {}],
        ['POST', '/invite', {}],
        ['POST', '/reset-password', {}],
        ['PUT', '/roles', { roleIds: [] }],
      ] as const)
        expect([url, (await call(method, `staff/${chief!.id}${url}`, one.headers, body)).statusCode]).toEqual([url, 403]);
    });

    it('REQ-B10 a role is changed only by who holds what it gives: permission, reach and fields', async () => {
      const one = await clerk([
        ['read', 'Department', 'department'],
        ['read', 'Leave', 'all', { fields: ['staffId'] }],
      ]);
      const target = await newRole([]);
      const put = (action: string, subject: string, reach: string, more = {}) =>
        permissionId(action, subject).then((id) =>
          call('PUT', `roles/${target.id}/permissions`, one.headers, { permissions: [{ permissionId: id, reach, ...more }] }),
        );
      const status = async (...args: Parameters<typeof put>) => (await put(...args)).statusCode;
      expect(await status('delete', 'Staff', 'own')).toBe(403);
      expect(await status('manage', 'all', 'all')).toBe(403);
      expect(await status('read', 'Department', 'tree')).toBe(403);
      expect(await status('read', 'Department', 'all')).toBe(403);
      expect(await status('read', 'Department', 'custom', { conditions: { code: 1 } })).toBe(403);
      expect(await status('read', 'Department', 'custom', { conditions: { id: '${user.departmentId}', code: 1 } })).toBe(200);
      expect(await status('read', 'Department', 'department')).toBe(200);
      expect(await status('read', 'Leave', 'all')).toBe(403);
      expect(await status('read', 'Leave', 'tree', { fields: ['staffId'] })).toBe(200);
      const senior = await roleId('sales-director');
      expect((await call('PUT', `roles/${senior}/permissions`, one.headers, { permissions: [] })).statusCode).toBe(403);
      expect((await call('PUT', `roles/${await roleId('administrator')}/permissions`, admin, { permissions: [] })).json()).toMatchObject({
        code: 'role.locked',
      });
    });

    it('REQ-B10 nobody lifts a prohibition from himself', async () => {
      const one = await clerk([['delete', 'Staff', 'all', { inverted: true }]]);
      const without = one.role.permissions.filter((p) => !('inverted' in p));
      expect((await call('PUT', `roles/${one.role.id}/permissions`, one.headers, { permissions: without })).statusCode).toBe(403);
    });
  });

  describe('the last administrator', () => {
    it('cannot be deactivated, stripped or deleted, also by two who do it to each other at once', async () => {
      const second = await newStaff(house, { roles: ['administrator'] });
      const [chief] = (await items('staff?search=admin')).filter((s) => s['username'] === 'admin');
      const both = await Promise.all([
        call('POST', `staff/${second.id}/deactivate`, admin, {}),
        call('POST', `staff/${chief!.id}/deactivate`, second.headers, {}),
      ]);
      expect(both.map((a) => a.statusCode).filter((s) => s === 200)).toHaveLength(1);
      const [left] = await house.app
        .get(Database)
        .rows<{ n: number }>(
          "SELECT COUNT(*) AS n FROM staff s JOIN staff_role sr ON sr.staffId = s.id JOIN role r ON r.id = sr.roleId WHERE s.active = 1 AND r.code = 'administrator'",
        );
      expect(Number(left!.n)).toBe(1);
      await house.app.get(Database).run('UPDATE staff SET active = 1 WHERE id = ?', [chief!.id]);
      await house.app.get(Database).run('UPDATE rights_epoch SET epoch = epoch + 1');
      await settled();
      admin = await signIn(house);
      const nearly = await withRole([['manage', 'all']]);
      await house.app.get(Database).run('UPDATE staff SET active = 0 WHERE id = ?', [second.id]);
      for (const [method, url, body] of [
        ['POST', '/deactivate', {}],
        ['PUT', '/roles', { roleIds: [] }],
        ['DELETE', '', undefined],
      ] as const)
        expect([url, (await call(method, `staff/${chief!.id}${url}`, nearly.headers, body)).json<Row>()['code']]).toEqual([
          url,
          method === 'DELETE' ? expect.stringMatching(/^(staff\.last-administrator|conflict)$/) : 'staff.last-administrator',
        ]);
    });
  });

  describe('at once, everywhere', () => {
    it('REQ-A13 REQ-B19 a deactivated colleague is out, and changed roles hold, within a second in another process too', async () => {
      const other = house.world.env['DATABASE_URL'] ? await startApp({}, house.world) : house;
      try {
        const [one, two] = [await newStaff(house, { roles: ['operations'] }), await newStaff(house, { roles: ['finance'] })];
        const ask = (headers: AuthHeaders, url: string) => other.app.inject({ url: `/api/${url}`, headers }).then((a) => a.statusCode);
        expect(await ask(one.headers, 'roles')).toBe(200);
        expect(await ask(two.headers, 'roles')).toBe(403);
        const deactivated = await call('POST', `staff/${one.id}/deactivate`, admin, {});
        expect(deactivated.json()).toMatchObject({ active: false });
        expect((await call('PUT', `staff/${two.id}/roles`, admin, { roleIds: [await roleId('operations')] })).statusCode).toBe(200);
        const from = performance.now();
        let waited = -1;
        while (performance.now() - from < 3000) {
          if ((await ask(one.headers, 'roles')) === 401 && (await ask(two.headers, 'roles')) === 200) {
            waited = performance.now() - from;
            break;
          }
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        expect(waited).toBeGreaterThanOrEqual(0);
        expect(waited).toBeLessThan(1000);
        await expect(signIn(other, one.username)).rejects.toThrow('401');
        expect(await other.app.get(StaffPrincipals, { strict: false }).load(one.id)).toBeNull();
      } finally {
        if (other !== house) await other.close();
      }
    });
  });
});
