import { secondStepForAll } from '../../src/platform/auth/second-step/second-step-duty.js';
import { Settings } from '../../src/platform/settings/settings.js';
import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { STACK, startApp, type TestApp } from '../app.js';
import { Authenticator, enrolled, oneTime } from '../builders/second-step.js';
import { call, done, type Method } from '../calls.js';
import { migratedWorld } from '../migrated.js';
import { ADMIN, type AuthHeaders, newStaff, signIn, STAFF_PASSWORD } from '../staff.js';
import type { World } from '../world.js';

describe(`two-step sign-in that a role demands on ${STACK}`, () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let roleId: number;
  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house);
    roleId = (await done(ask('POST', '/roles', admin, { code: 'guarded', nameZh: '受保护', nameEn: 'Guarded' }))).id;
  });
  afterAll(() => house.close());
  beforeEach(() => void oneTime(house));
  afterEach(async () => {
    await house.app.get(Settings).set(secondStepForAll, false);
    await demand(false);
  });

  function ask(method: Method, path: string, headers: AuthHeaders, payload?: object) {
    return call(house, method, path, { headers }, payload);
  }
  const demand = (secondStep: boolean) => done(ask('PATCH', `/roles/${roleId}`, admin, { secondStep }));
  const guarded = () => newStaff(house, { roles: ['guarded', 'operations'] });
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const settled = () => new Promise((resolve) => setTimeout(resolve, 600)); // other processes may know the old state for half a second

  it('REQ-A7 lets its holder do nothing by the API but set it up, at once, and everything afterwards', async () => {
    const { headers } = await guarded();
    expect((await ask('GET', '/customers', headers)).status).toBe(200);
    await demand(true);
    await settled();
    for (const [method, path] of [
      ['GET', '/customers'],
      ['GET', '/notifications'],
      ['GET', '/auth/sessions'],
      ['POST', '/auth/password'],
      ['POST', '/auth/second-step/remove'],
    ] as const)
      expect([path, await ask(method, path, headers, method === 'GET' ? undefined : {})]).toMatchObject([
        path,
        { status: 403, body: { code: 'auth.second-step-missing' } },
      ]);
    expect((await ask('GET', '/auth/me', headers)).status).toBe(200);
    expect((await ask('GET', '/auth/second-step', headers)).body).toMatchObject({ on: false, demanded: true });
    const { phone } = await enrolled(house, headers);
    expect((await ask('GET', '/customers', headers)).status).toBe(200);
    const refused = await ask('POST', '/auth/second-step/remove', headers, { password: STAFF_PASSWORD, code: phone.fresh() });
    expect(refused.body.code).toBe('auth.second-step-demanded');
  });

  it('of everybody is a setting; without it whoever has no such role is not asked', async () => {
    const { headers } = await newStaff(house, { roles: ['operations'] });
    await demand(true);
    await settled();
    expect((await ask('GET', '/customers', headers)).status).toBe(200);
    await house.app.get(Settings).set(secondStepForAll, true);
    await settled();
    expect((await ask('GET', '/customers', headers)).body.code).toBe('auth.second-step-missing');
  });

  it('REQ-A6 REQ-A7 leads him there after signing in to the back office, without script, and then on to where he was going', async () => {
    const { username, id } = await guarded();
    const browser = await new BackOffice(house).signIn(username, STAFF_PASSWORD);
    expect((await browser.get('/resources/customers')).status).toBe(200);
    await demand(true);
    await settled();
    const sent = await browser.get('/resources/customers', { 'accept-language': 'en' });
    expect([sent.status, sent.headers['location']]).toEqual([303, '/admin/second-step?next=%2Fadmin%2Fresources%2Fcustomers']);
    expect((await browser.list('customers')).body).toMatchObject({ code: 'auth.second-step-missing' });
    const page = await browser.get('/second-step?next=%2Fadmin%2Fresources%2Fcustomers');
    expect(page.text).toContain('您必须使用两步登录');
    const form = { _csrf: hidden(page.text, '_csrf'), next: hidden(page.text, 'next') };
    const typeIn = (path: string, more: Record<string, string>) =>
      browser.send('POST', `/admin/second-step${path}`, { form: { ...form, ...more }, headers: { 'x-xsrf-token': '' } });
    expect((await typeIn('', { _csrf: 'x', password: STAFF_PASSWORD })).status).toBe(403);
    const wrong = await typeIn('', { password: 'not-it' });
    expect([wrong.status, wrong.text.includes('密码不正确')]).toEqual([400, true]);
    const shown = await typeIn('', { password: STAFF_PASSWORD });
    const secret = hidden(shown.text, 'secret');
    expect(shown.text).toContain('<svg ');
    const phone = new Authenticator(oneTime(house), secret);
    const mistyped = await typeIn('/confirm', { secret, code: phone.wrong() });
    expect([mistyped.status, hidden(mistyped.text, 'secret')]).toEqual([400, secret]);
    const stranger = await typeIn('/confirm', { secret: 'A'.repeat(32), code: phone.wrong() });
    expect([stranger.status, stranger.text.includes(secret)]).toEqual([400, false]);
    const kept = await typeIn('/confirm', { secret, code: phone.code() });
    expect(kept.text.match(/<li><code>[0-9a-z-]{19}<\/code>/g)).toHaveLength(10);
    expect(kept.text).toContain('action="/admin/resources/customers"');
    expect((await browser.get('/resources/customers')).status).toBe(200);
    expect((await browser.get('/second-step?next=/admin/pages/account')).headers['location']).toBe('/admin/pages/account');
    expect(id).toBeDefined();
  });

  describe('for a colleague', () => {
    const rolesOf = async (code: string, actions: readonly string[]) => {
      const { id } = await done(ask('POST', '/roles', admin, { code, nameZh: code, nameEn: code }));
      const { items } = await done(ask('GET', '/permissions?subject=Staff&pageSize=100', admin));
      const permissions = (items as { id: number; action: string }[])
        .filter((p) => actions.includes(p.action))
        .map((p) => ({ permissionId: p.id, reach: 'department' }));
      await done(ask('PUT', `/roles/${id}/permissions`, admin, { permissions }));
    };

    it('REQ-A7 is reset by who may, within his reach, who is not he himself and holds no less; the colleague is told', async () => {
      await rolesOf('helper', ['read', 'reset-second-step', 'sign-out']);
      const helper = await newStaff(house, { roles: ['helper'], departmentCode: 301, name: '小林' });
      const near = await newStaff(house, { departmentCode: 301 });
      const far = await newStaff(house, { departmentCode: 302 });
      const senior = await newStaff(house, { departmentCode: 301, roles: ['administrator'] });
      for (const one of [near, far, senior, helper]) await enrolled(house, one.headers);
      const reset = async (id: number, headers = helper.headers) => {
        const { status, body } = await ask('POST', `/staff/${id}/reset-second-step`, headers, {});
        return [status, body.code ?? body.secondStep];
      };
      expect(await reset(near.id, near.headers)).toEqual([403, 'forbidden']);
      expect(await reset(far.id)).toEqual([404, 'not-found']);
      expect(await reset(helper.id)).toEqual([403, 'rights.own']);
      expect(await reset(senior.id)).toEqual([403, 'rights.senior']);
      expect((await ask('GET', `/staff/${near.id}`, helper.headers)).body.secondStep).toBe(true);
      expect('secondStep' in (await ask('GET', `/staff/${near.id}`, (await newStaff(house, { roles: ['finance'] })).headers)).body).toBe(
        false,
      );
      expect(await reset(near.id)).toEqual([200, false]);
      expect(await reset(near.id)).toEqual([409, 'auth.second-step-off']);
      await expect(signIn(house, near.username)).resolves.toBeDefined();
      const { items } = (await ask('GET', '/notifications', near.headers)).body;
      expect(items[0].subject).toBe('小林 has reset your two-step sign-in');
      const [entry] = await house.app
        .get(Database)
        .rows<{ actorId: number }>("SELECT actorId FROM audit_entry WHERE action = 'reset-second-step' AND subjectId = ?", [
          String(near.id),
        ]);
      expect(entry!.actorId).toBe(helper.id);
    });

    it('REQ-A2 his sign-ins are seen and ended by who may, within a second, and nobody else’s', async () => {
      const helper = await newStaff(house, { roles: ['helper'], departmentCode: 301 });
      const near = await newStaff(house, { departmentCode: 301 });
      const far = await newStaff(house, { departmentCode: 302 });
      const second = await signIn(house, near.username);
      const list = async (id: number) => ask('GET', `/staff/${id}/sessions`, helper.headers);
      const { items } = (await list(near.id)).body;
      expect(items.map((s: { door: string; current: boolean }) => [s.door, s.current])).toEqual([
        ['token', false],
        ['token', false],
      ]);
      expect((await list(far.id)).status).toBe(404);
      const end = (id: number, path = '') => ask('DELETE', `/staff/${id}/sessions${path}`, helper.headers);
      const foreign = (await ask('GET', '/auth/sessions', far.headers)).body.items[0].id as number;
      expect((await end(near.id, `/${foreign}`)).status).toBe(404);
      expect((await end(near.id, `/${items[0].id}`)).status).toBe(204);
      expect((await list(near.id)).body.items).toHaveLength(1);
      expect((await end(near.id)).body).toEqual({ ended: 1 });
      await settled();
      for (const headers of [near.headers, second]) expect((await ask('GET', '/auth/me', headers)).status).toBe(401);
      expect((await ask('GET', '/auth/me', far.headers)).status).toBe(200);
      const senior = await newStaff(house, { departmentCode: 301, roles: ['administrator'] });
      expect((await end(senior.id)).body.code).toBe('rights.senior');
    });

    it('the back office offers both, where they can be done', async () => {
      const colleague = await newStaff(house);
      const browser = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
      const actions = async () => {
        const { body } = await browser.get(`/api/resources/staff/records/${colleague.id}/show`);
        return (body.record.recordActions as { name: string }[]).map((a) => a.name);
      };
      expect(await actions()).toContain('signOut');
      expect(await actions()).not.toContain('resetSecondStep');
      await enrolled(house, colleague.headers);
      expect(await actions()).toContain('resetSecondStep');
      const reset = await browser.post(`/api/resources/staff/records/${colleague.id}/resetSecondStep`);
      expect(reset.body.notice).toMatchObject({ type: 'success' });
      expect(await actions()).not.toContain('resetSecondStep');
    });
  });
});

// SQLite serves one process
if (STACK === 'mysql')
  describe('who may get in, in another process', () => {
    let world: World;
    let [here, there]: (TestApp | undefined)[] = [];
    let admin: AuthHeaders;
    beforeAll(async () => {
      world = await migratedWorld();
      here = await startApp({ ROLE: 'web' }, world);
      there = await startApp({ ROLE: 'web' }, world);
      admin = await signIn(here);
    });
    afterAll(async () => {
      await here?.close();
      await there?.close();
      await world.close();
    });

    /** Milliseconds until the other process answers so. */
    const until = async (status: number, headers: object): Promise<number> => {
      const from = performance.now();
      for (;;) {
        const answer = await call(there!, 'GET', '/customers', { headers });
        if (answer.status === status) return performance.now() - from;
        if (performance.now() - from > 5000) throw new Error(`still ${answer.status}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };

    it('REQ-R8 a key is known and void within a second', async () => {
      const { items } = await done(call(here!, 'GET', '/roles?search=operations', { headers: admin }));
      const { id, secret } = await done(call(here!, 'POST', '/api-keys', { headers: admin }, { name: 'k', roleIds: [items[0].id] }));
      const key = { authorization: `Bearer ${secret}` };
      expect(await until(200, key)).toBeLessThan(1000);
      await done(call(here!, 'POST', `/api-keys/${id}/revoke`, { headers: admin }, {}));
      expect(await until(401, key)).toBeLessThan(1000);
    });

    it('REQ-A2 REQ-A7 a demand for the second step, its fulfilment and the end of all sign-ins hold within a second', async () => {
      const { id, headers } = await newStaff(here!, { roles: ['operations'] });
      expect(await until(200, headers)).toBeLessThan(1000);
      await here!.app.get(Settings).set(secondStepForAll, true);
      expect(await until(403, headers)).toBeLessThan(1000);
      oneTime(here!);
      await enrolled(here!, headers);
      // whoever has just set it up is let in at once
      expect(await until(200, headers)).toBeLessThan(250);
      await here!.app.get(Settings).set(secondStepForAll, false);
      await done(call(here!, 'DELETE', `/staff/${id}/sessions`, { headers: admin }));
      expect(await until(401, headers)).toBeLessThan(1000);
    });
  });
