import { Clock, DAY, HOUR, MINUTE } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { StaffWriter } from '../../src/modules/rbac/staff/staff-writer.repository.js';
import { RouteCheck } from '../../src/platform/permissions/route-check.js';
import { keyRequestsPerMinute } from '../../src/modules/rbac/api-keys/api-key.settings.js';
import { Settings } from '../../src/platform/settings/settings.js';
import type { ApiDocument } from '../../src/platform/http/docs/open-api.js';
import { BackOffice } from '../admin.js';
import { STACK, startApp, type TestApp } from '../app.js';
import { newCustomers } from '../builders/held-customers.js';
import { call, done, type Method } from '../calls.js';
import { ADMIN, type AuthHeaders, departmentOf, newStaff, signIn } from '../staff.js';

describe(`API keys on ${STACK}`, () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let clock: Clock;
  const roles = new Map<string, number>();
  beforeAll(async () => {
    house = await startApp({ TRUST_PROXY: 'true' });
    admin = await signIn(house);
    clock = house.app.get(Clock);
    for (const { code, id } of (await done(ask('GET', '/roles?pageSize=100', admin))).items as { code: string; id: number }[])
      roles.set(code, id);
  });
  afterAll(() => house.close());
  afterEach(async () => {
    clock.set(Date.now());
    await house.app.get(Settings).set(keyRequestsPerMinute, 600);
  });

  function ask(method: Method, path: string, headers: object, payload?: object) {
    return call(house, method, path, { headers }, payload);
  }
  const make = async (more: object = {}, headers: object = admin) =>
    (await done(ask('POST', '/api-keys', headers, { name: '官网表单', roleIds: [roles.get('operations')], ...more }))) as {
      id: number;
      secret: string;
    };
  const by = (secret: string, address = '203.0.113.9') => ({ authorization: `Bearer ${secret}`, 'x-forwarded-for': address });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 600)); // other processes may know the key for half a second
  const customers = async (secret: string, address?: string) => {
    const { status, body } = await ask('GET', '/customers', by(secret, address));
    return [status, body.code];
  };

  it('REQ-R8 shows its secret once, keeps a hash, and lets in with the rights of its roles, under its own name and its maker’s', async () => {
    const made = await make();
    expect(made).toMatchObject({
      name: '官网表单',
      state: 'live',
      start: `${made.secret.slice(0, 9)}…`,
      maker: { name: 'admin' },
      lastUsedAt: null,
    });
    expect(made.secret).toMatch(/^tide_[\w-]{43}$/);
    const entered = await done(ask('POST', '/customers', by(made.secret), { type: 'person', name: '韩梅', phone: '13800139001' }));
    expect(entered.holding).toBe('pending');
    const shown = await ask('GET', `/api-keys/${made.id}`, admin);
    expect(shown.body).toMatchObject({ lastAddress: '203.0.113.9', roles: [{ code: 'operations' }] });
    const database = house.app.get(Database);
    const kept = JSON.stringify([
      await database.rows('SELECT * FROM api_key'),
      await database.rows('SELECT * FROM audit_entry'),
      shown.body,
    ]);
    expect(kept.includes(made.secret)).toBe(false);
    const [entry] = await database.rows<{ actorName: string; source: string }>(
      "SELECT actorName, source FROM audit_entry WHERE subject = 'Customer' AND action = 'create' ORDER BY id DESC LIMIT 1",
    );
    expect(entry).toEqual({ actorName: '官网表单 (API) · admin', source: 'api' });
    expect((await ask('POST', '/roles', by(made.secret), { code: 'x', nameZh: 'x', nameEn: 'x' })).status).toBe(403);
  });

  it('REQ-R8 carries no role that its maker could not give, and none that is not there', async () => {
    const { id } = await done(ask('POST', '/roles', admin, { code: 'key-maker', nameZh: '密钥', nameEn: 'Keys' }));
    const { items } = await done(ask('GET', '/permissions?subject=ApiKey&pageSize=100', admin));
    await done(
      ask('PUT', `/roles/${id}/permissions`, admin, {
        permissions: items.map((p: { id: number }) => ({ permissionId: p.id, reach: 'all' })),
      }),
    );
    const maker = await newStaff(house, { roles: ['key-maker', 'sales-supervisor'], departmentCode: 401 });
    const other = await departmentOf(house, 402);
    const tries = async (more: object) => (await ask('POST', '/api-keys', maker.headers, { name: 'k', ...more })).body.code ?? 'made';
    expect(await tries({ roleIds: [roles.get('administrator')] })).toBe('rights.beyond-own');
    expect(await tries({ roleIds: [roles.get('sales-supervisor')] })).toBe('made');
    expect(await tries({ roleIds: [roles.get('sales-supervisor')], departmentId: other })).toBe('rights.beyond-own');
    expect(await tries({ roleIds: [999_999] })).toBe('input.invalid');
    expect(
      (await ask('POST', '/api-keys', (await newStaff(house, { roles: ['operations'] })).headers, { name: 'k', roleIds: [1] })).status,
    ).toBe(403);
  });

  it('REQ-D20 REQ-E7 holds no customers, claims none and is no colleague, whatever its roles', async () => {
    const { id, secret } = await make({ roleIds: [roles.get('administrator'), roles.get('salesperson')] });
    const entered = await done(ask('POST', '/customers', by(secret), { type: 'person', name: '王强', phone: '13800139002' }));
    expect(entered).toMatchObject({ holding: 'pending', ownerId: null });
    const [pooled] = await newCustomers(house, 1, { name: '李四', holding: 'pool' });
    expect((await ask('POST', `/pool/${pooled}/claim`, by(secret), {})).status).toBe(403);
    const staffId = Number(
      (await house.app.get(Database).rows<{ staffId: number }>('SELECT staffId FROM api_key WHERE id = ?', [id]))[0]!.staffId,
    );
    expect((await ask('GET', `/staff/${staffId}`, admin)).status).toBe(404);
    expect((await done(ask('GET', '/staff?search=API', admin))).total).toBe(0);
    expect((await ask('POST', `/staff/${staffId}/deactivate`, admin, {})).status).toBe(404);
    expect((await ask('POST', `/customers/${entered.id}/transfer`, admin, { to: staffId })).status).toBeGreaterThanOrEqual(400);
    const password = { username: `key:whatever`, password: 'x' };
    expect((await house.app.inject({ method: 'POST', url: '/api/auth/login', payload: password })).statusCode).toBe(401);
  });

  it('REQ-B10 does not count as an administrator who is left', async () => {
    const left = () => house.app.get(StaffWriter, { strict: false }).activeAdministrators();
    const before = await left();
    await make({ roleIds: [roles.get('administrator')] });
    expect(await left()).toBe(before);
  });

  it('REQ-A9 is good for no account, no second step, no key and no page of the back office', async () => {
    const { secret } = await make({ roleIds: [roles.get('administrator')] });
    const colleague = await newStaff(house);
    for (const [method, path, payload] of [
      ['GET', '/auth/sessions'],
      ['POST', '/auth/password', { oldPassword: 'x', newPassword: 'y-long-enough' }],
      ['POST', '/auth/second-step', { password: 'x' }],
      ['POST', '/auth/logout'],
      ['GET', '/notifications'],
      ['GET', '/api-keys'],
      ['POST', '/api-keys', { name: 'k', roleIds: [1] }],
      ['POST', `/staff/${colleague.id}/reset-password`, {}],
      ['DELETE', `/staff/${colleague.id}/sessions`],
    ] as const)
      expect([path, (await ask(method, path, by(secret), payload)).body.code]).toEqual([path, 'auth.person-only']);
    expect((await house.app.inject({ url: '/admin', headers: by(secret) })).headers['location']).toMatch(/^\/admin\/login/);
    expect((await ask('GET', '/auth/me', by(secret))).body.user.name).toBe('官网表单 (API)');
    expect((await ask('GET', '/dictionaries', by(secret))).status).toBe(200);
  });

  it('REQ-A9 REQ-R8 makes and changes no colleague, role or permission, even as an administrator, but reads them', async () => {
    const { secret } = await make({ roleIds: [roles.get('administrator')] });
    const { id } = await newStaff(house);
    const staff = { username: 'ghost', name: 'Ghost', password: 'ghost-Passphrase-77', roleIds: [roles.get('administrator')] };
    const role = roles.get('operations');
    const closed = [
      ['POST', '/staff', staff],
      ['PATCH', `/staff/${id}`, { email: 'thief@example.com', version: 1 }],
      ['PUT', `/staff/${id}`, { email: 'thief@example.com', version: 1 }],
      ['DELETE', `/staff/${id}`],
      ['PUT', `/staff/${id}/roles`, { roleIds: [roles.get('administrator')], version: 1 }],
      ['POST', `/staff/${id}/deactivate`, {}],
      ['POST', `/staff/${id}/activate`, {}],
      ['POST', `/staff/${id}/invite`, {}],
      ['POST', `/staff/${id}/reset-password`, {}],
      ['POST', `/staff/${id}/reset-second-step`, {}],
      ['POST', '/roles', { code: 'wide', nameZh: '宽', nameEn: 'Wide' }],
      ['PATCH', `/roles/${role}`, { nameEn: 'Wide', version: 1 }],
      ['PUT', `/roles/${role}/permissions`, { permissions: [] }],
      ['DELETE', `/roles/${role}`],
      ...['/permissions', '/permission-groups', '/permission-menus'].flatMap(
        (path) =>
          [
            ['POST', path, {}],
            ['PATCH', `${path}/1`, {}],
            ['DELETE', `${path}/1`],
          ] as const,
      ),
    ] as const;
    for (const [method, path, payload] of closed) {
      const { status, body } = await ask(method, path, by(secret), payload);
      expect([method, path, status, body.code]).toEqual([method, path, 403, 'auth.person-only']);
    }
    const about = /^\/(staff|roles|permission)/;
    const open = house.app.get(RouteCheck, { strict: false }).routes();
    const writes = open.filter(({ method, path, forKeys }) => forKeys && method !== 'GET' && about.test(path));
    expect(writes.map(({ method, path }) => `${method} ${path}`).filter((route) => !/\/leave/.test(route))).toEqual([
      'POST /roles/:id/preview',
    ]);
    for (const path of ['/staff', `/staff/${id}`, '/roles', '/permissions/tree', `/staff/${id}/assignable-roles`])
      expect([path, (await ask('GET', path, by(secret))).status]).toEqual([path, 200]);
    expect((await house.app.get(Database).rows("SELECT id FROM staff WHERE username = 'ghost'")).length).toBe(0);
  });

  it('a colleague who is made with a password leaves nothing of it with an Idempotency-Key', async () => {
    const headers = { ...admin, 'idempotency-key': 'made-with-a-password' };
    const made = { username: 'with-password', name: '韩梅', password: 'a-good-Passphrase-77' };
    const database = house.app.get(Database);
    const before = (await database.rows('SELECT id FROM idempotent_request')).length;
    await done(ask('POST', '/staff', headers, made));
    expect((await ask('POST', '/staff', headers, made)).body).toMatchObject({ errors: [{ path: 'username' }] });
    expect((await database.rows('SELECT id FROM idempotent_request')).length).toBe(before);
  });

  it('REQ-R8 is void within a second once revoked, expired, or without its maker', async () => {
    const [one, two, three] = [await make(), await make({ expiresAt: new Date(clock.now() + HOUR).toISOString() }), await make({})];
    for (const { secret } of [one, two, three]) expect(await customers(secret)).toEqual([200, undefined]);
    expect((await ask('POST', `/api-keys/${one.id}/revoke`, admin, {})).body).toMatchObject({ state: 'revoked' });
    expect((await ask('POST', `/api-keys/${one.id}/revoke`, admin, {})).body.code).toBe('key.revoked');
    await settled();
    expect(await customers(one.secret)).toEqual([401, 'key.invalid']);
    expect(await customers(`tide_${'x'.repeat(43)}`)).toEqual([401, 'key.invalid']);
    clock.advance(HOUR);
    expect(await customers(two.secret)).toEqual([401, 'key.invalid']);
    expect(await customers(three.secret)).toEqual([200, undefined]);
    const past = await ask('POST', '/api-keys', await signIn(house), {
      name: 'k',
      roleIds: [roles.get('operations')],
      expiresAt: new Date(clock.now() - DAY).toISOString(),
    });
    expect(past.body).toMatchObject({ errors: [{ path: 'expiresAt', code: 'key.expired-already' }] });
    const maker = await newStaff(house, { roles: ['administrator'] });
    const lost = await make({}, maker.headers);
    expect(await customers(lost.secret)).toEqual([200, undefined]);
    await house.app.get(Database).run('UPDATE staff SET active = 0 WHERE id = ?', [maker.id]);
    await settled();
    expect(await customers(lost.secret)).toEqual([401, 'key.invalid']);
    expect((await ask('GET', `/api-keys/${lost.id}`, await signIn(house))).body.state).toBe('resting');
    const listed = async (state: string) =>
      (await ask('GET', `/api-keys?pageSize=100&state=${state}`, await signIn(house))).body.items.map(({ id }: { id: number }) => id);
    expect(await listed('resting')).toEqual([lost.id]);
    expect(await listed('live')).toContain(three.id);
    expect(await listed('live')).not.toContain(lost.id);
  });

  it('REQ-R8 reads only, or comes from named networks only, where its maker said so', async () => {
    const { secret } = await make({ readOnly: true, addresses: ['203.0.113.0/24', '2001:db8::/32'] });
    expect(await customers(secret, '203.0.113.200')).toEqual([200, undefined]);
    expect(await customers(secret, '2001:db8:7::1')).toEqual([200, undefined]);
    expect(await customers(secret, '203.0.114.1')).toEqual([403, 'key.address']);
    const write = await ask('POST', '/customers', by(secret), { type: 'person', name: 'x', phone: '13800139003' });
    expect([write.status, write.body.code]).toEqual([403, 'key.read-only']);
    const wrong = await ask('POST', '/api-keys', admin, {
      name: 'k',
      roleIds: [roles.get('operations')],
      addresses: ['203.0.113.0/33', 'x', '203.0.113.1'],
    });
    expect(wrong.body.errors.map((e: { path: string; code: string }) => [e.path, e.code])).toEqual([
      ['addresses.0', 'network.invalid'],
      ['addresses.1', 'network.invalid'],
    ]);
  });

  it('notes its last use once a minute, not once a request, and has a limit of its own', async () => {
    const { id, secret } = await make();
    const used = async () => (await ask('GET', `/api-keys/${id}`, admin)).body.lastUsedAt as string;
    await customers(secret);
    const first = await used();
    await customers(secret, '203.0.113.50');
    expect(await used()).toBe(first);
    clock.advance(MINUTE);
    await customers(secret, '203.0.113.50');
    expect((await ask('GET', `/api-keys/${id}`, admin)).body).toMatchObject({ lastAddress: '203.0.113.50' });
    expect(await used()).not.toBe(first);
    await house.app.get(Settings).set(keyRequestsPerMinute, 10);
    const other = await make();
    const burst = await Promise.all(Array.from({ length: 20 }, () => ask('GET', '/auth/me', by(other.secret))));
    expect(burst.filter((a) => a.status === 200).length).toBeLessThanOrEqual(11);
    expect(burst.find((a) => a.status === 429)?.body).toMatchObject({ code: 'too-many' });
    expect(await customers(secret)).toEqual([200, undefined]);
  });

  it('REQ-SY7 the documentation says which routes are open to keys', async () => {
    const document = (await house.app.inject('/api/openapi.json')).json<ApiDocument & { components: { securitySchemes: object } }>();
    expect(document.components.securitySchemes).toMatchObject({ apiKey: { type: 'http', scheme: 'bearer' } });
    const open = (path: string, method: string) => document.paths[path]![method]!.security!.some((scheme) => 'apiKey' in scheme);
    expect([
      open('/api/customers', 'get'),
      open('/api/dictionaries', 'get'),
      open('/api/auth/sessions', 'get'),
      open('/api/api-keys', 'post'),
      open('/api/staff', 'get'),
      open('/api/staff', 'post'),
      open('/api/roles/{id}/permissions', 'put'),
    ]).toEqual([true, true, false, false, true, false, false]);
  });

  it('the back office makes one, shows the secret once, lists and revokes it', async () => {
    const browser = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    const made = await browser.post('/api/resources/api-keys/actions/make', {
      name: '报表工具',
      'roleIds.0': roles.get('finance'),
      readOnly: true,
      addresses: '203.0.113.7\n198.51.100.0/24',
    });
    expect(made.body).toMatchObject({ notice: { type: 'success' } });
    const secret = made.body.detail as string;
    expect(await customers(secret, '203.0.113.7')).toEqual([200, undefined]);
    const list = await browser.list('api-keys', '?filters.state=live&search=报表');
    expect(list.body.records).toHaveLength(1);
    expect(list.text).not.toContain(secret);
    const revoked = await browser.post(`/api/resources/api-keys/records/${list.body.records[0].id}/revoke`);
    expect(revoked.body.notice.type).toBe('success');
    expect((await browser.list('api-keys', '?filters.state=live&search=报表')).body.records).toHaveLength(0);
  });
});
