import { AccountLinks } from '../../src/platform/auth/accounts/account-links.service.js';
import { PrincipalRegistry } from '../../src/platform/auth/principal-registry.js';
import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { newStaff, signIn, STAFF_PASSWORD } from '../staff.js';

const NEW_PASSWORD = 'another-good-Passphrase';

describe('pages about one’s own account', () => {
  let house: TestApp;
  let serial = 0;
  beforeAll(async () => {
    house = await startApp();
  });
  afterAll(() => house.close());

  const stranger = () => new BackOffice(house);
  const open = (path: string, form?: Record<string, string>, headers: Record<string, string> = {}) =>
    stranger().send(form ? 'POST' : 'GET', `/admin/${path}`, { ...(form ? { form } : {}), headers });
  const linkFor = async (purpose: 'invitation' | 'reset', staff?: { id: number; username: string }) => {
    const person = staff ?? (await newStaff(house, { username: `linked-${++serial}`, email: `linked-${serial}@example.cn` }));
    const contact = await house.app.get(PrincipalRegistry, { strict: false }).of('staff').contact(person.id);
    const { link } = await house.app.get(AccountLinks).issue(purpose, 'staff', contact!, null);
    return { ...person, link, token: link.split('#token=')[1]! };
  };

  describe('behind a link', () => {
    it('REQ-A5 an invitation opens a form that anybody may load and nobody may keep; it sets the password once', async () => {
      const { username, token } = await linkFor('invitation');
      const page = await open('invitation');
      expect([page.status, page.headers['cache-control'], page.headers['x-frame-options']]).toEqual([200, 'no-store', 'DENY']);
      expect(page.headers['content-security-policy']).toContain("form-action 'self'");
      expect(page.text).toContain('设置登录密码');
      const form = { token, password: NEW_PASSWORD, repeat: NEW_PASSWORD };
      const set = await open('invitation', form);
      expect(set.status).toBe(200);
      expect(set.text).toContain(`value="${username}"`);
      expect(set.text).not.toContain(token);
      await new BackOffice(house).signIn(username, NEW_PASSWORD);
      const again = await open('invitation', form);
      expect(again.status).toBe(400);
      expect(again.text).toContain('链接无效、已使用或已过期');
    });

    it('REQ-A5 a reset signs out everywhere; the whole link may be pasted where no script runs', async () => {
      const person = await newStaff(house);
      const device = await new BackOffice(house).signIn(person.username, STAFF_PASSWORD);
      const { link, username } = await linkFor('reset', person);
      expect((await open('reset', { token: `  ${link} `, password: NEW_PASSWORD, repeat: NEW_PASSWORD })).status).toBe(200);
      expect((await device.get('/api/dashboard')).status).toBe(401);
      await expect(signIn(house, username, STAFF_PASSWORD)).rejects.toThrow('401');
      await expect(signIn(house, username, NEW_PASSWORD)).resolves.toBeDefined();
    });

    it('REQ-A5 what is wrong is said beside the form, which keeps the link and not the passwords', async () => {
      const { username, token } = await linkFor('invitation');
      const tries = [
        ['short', 'short', '至少 8 个字符'],
        ['password123', 'password123', '过于常见'],
        [NEW_PASSWORD, 'something-else', '两次输入的密码不一致'],
        [username, username, '不能与用户名相同'],
      ] as const;
      for (const [password, repeat, said] of tries) {
        const answer = await open('invitation', { token, password, repeat });
        expect([answer.status, answer.text.includes(said), answer.text.includes(`value="${token}"`)]).toEqual([400, true, true]);
        expect(answer.text).not.toContain(`value="${password}"`);
      }
      expect((await open('invitation', { token, password: NEW_PASSWORD, repeat: NEW_PASSWORD })).status).toBe(200);
    });

    it('REQ-A5 links are good for what they were made for, and from this site only', async () => {
      const { token } = await linkFor('reset');
      const form = { token, password: NEW_PASSWORD, repeat: NEW_PASSWORD };
      expect((await open('invitation', form)).status).toBe(400);
      expect((await open('reset', form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await open('reset', { ...form, token: 'x'.repeat(43) })).status).toBe(400);
      expect((await open('reset', { ...form, token: '"><script>alert(1)</script>' })).text).not.toContain('<script>alert');
      expect((await open('reset', form)).status).toBe(200);
    });

    it('speaks both languages, and the change of language keeps the link', async () => {
      const { token } = await linkFor('reset');
      expect((await open('reset?lang=en')).text).toContain('Choose a new password');
      const changed = await open('reset', { token, lang: 'zh-CN', speak: 'en', password: '', repeat: '' });
      expect([changed.status, changed.text.includes('The password again'), changed.text.includes(`value="${token}"`)]).toEqual([
        200,
        true,
        true,
      ]);
      const refused = await open('reset', { token, lang: 'en', password: 'short', repeat: 'short' });
      expect(refused.text).toContain('New password: At least 8 characters');
    });
  });

  describe('a forgotten password', () => {
    it('REQ-A7 gets the same answer for known and unknown names, and only so many letters', async () => {
      const { username } = await newStaff(house, { email: 'forgetful@example.cn' });
      const known = await open('forgot', { login: username });
      const unknown = await open('forgot', { login: 'no-such-person' });
      const bare = (text: string) => text.replaceAll(/nonce="[^"]+"/g, '');
      expect([known.status, unknown.status, bare(known.text)]).toEqual([200, 200, bare(unknown.text)]);
      expect(known.text).toContain('重置链接已发出');
      const links = await house.app
        .get(Database)
        .rows<{ n: number }>("SELECT COUNT(*) AS n FROM one_time_link WHERE purpose = 'reset' AND usedAt IS NULL");
      expect(Number(links[0]!.n)).toBeGreaterThan(0);
      for (let i = 0; i < 4; i++) expect((await open('forgot', { login: 'no-such-person' })).status).toBe(200);
      const much = await open('forgot', { login: 'no-such-person' });
      expect([much.status, Number(much.headers['retry-after']) > 0, much.text.includes('no-such-person')]).toEqual([429, true, true]);
      expect((await open('forgot', { login: '' })).status).toBe(400);
      expect((await open('login')).text).toContain('href="/admin/forgot?lang=zh-CN"');
    });
  });

  describe('my account', () => {
    it('REQ-A4 is for everybody who is signed in, stands in no menu, and changes the password by the old one', async () => {
      const person = await newStaff(house, { roles: [] });
      const me = await new BackOffice(house).signIn(person.username, STAFF_PASSWORD);
      const other = await new BackOffice(house).signIn(person.username, STAFF_PASSWORD);
      const page = await me.get('/pages/account');
      expect([page.status, page.text.includes('"name":"account"'), page.text.includes('"menu":null')]).toEqual([200, true, true]);
      expect((await stranger().get('/pages/account')).status).toBe(303);
      const change = (json: object) => me.send('POST', '/api/auth/password', { json });
      const wrong = await change({ oldPassword: 'not-it', newPassword: NEW_PASSWORD, repeat: 'x' });
      expect([wrong.status, wrong.body.errors.map((e: { path: string }) => e.path)]).toEqual([400, ['repeat']]);
      expect((await change({ oldPassword: 'not-it', newPassword: NEW_PASSWORD })).body.errors[0].path).toBe('oldPassword');
      expect((await change({ oldPassword: STAFF_PASSWORD, newPassword: NEW_PASSWORD, repeat: NEW_PASSWORD })).status).toBe(200);
      expect([(await me.get('/api/dashboard')).status, (await other.get('/api/dashboard')).status]).toEqual([200, 401]);
    });

    it('REQ-A2 lists the sign-ins, ends all others, and nobody else’s', async () => {
      const person = await newStaff(house);
      const victim = await new BackOffice(house).signIn((await newStaff(house)).username, STAFF_PASSWORD);
      const me = await new BackOffice(house).signIn(person.username, STAFF_PASSWORD);
      const other = await new BackOffice(house).signIn(person.username, STAFF_PASSWORD);
      const sessions = async () => (await me.send('GET', '/api/auth/sessions')).body.items as { id: number; current: boolean }[];
      expect((await sessions()).filter((s) => s.current)).toHaveLength(1);
      const [theirs] = (await victim.send('GET', '/api/auth/sessions')).body.items;
      expect((await me.send('DELETE', `/api/auth/sessions/${theirs.id}`)).status).toBe(404);
      expect((await me.send('DELETE', '/api/auth/sessions')).status).toBe(204);
      expect(await sessions()).toHaveLength(1);
      expect([(await other.get('/api/dashboard')).status, (await victim.get('/api/dashboard')).status]).toEqual([401, 200]);
      const token = await house.app.inject({ method: 'GET', url: '/api/auth/me', headers: person.headers });
      expect(token.statusCode).toBe(401); // what goes by token is signed out too
      expect((await me.send('DELETE', '/api/auth/sessions', { headers: { 'x-xsrf-token': '' } })).status).toBe(403);
    });

    describe('one’s language', () => {
      const languageOf = async (id: number) =>
        (await house.app.get(PrincipalRegistry, { strict: false }).of('staff').contact(id))!.language;
      const spoken = async (device: BackOffice) => /<html lang="([\w-]+)"/.exec((await device.get('/')).text)![1];
      /** The few seconds after which what was just chosen is the account's affair only. */
      const settled = (device: BackOffice) => device.cookies.delete('tide_language_now');

      it('REQ-A4 what is chosen at the top of a page goes with the account: on every device, in messages and in letters', async () => {
        const person = await newStaff(house);
        const me = await new BackOffice(house).signIn(person.username, STAFF_PASSWORD);
        const device = await new BackOffice(house).signIn(person.username, STAFF_PASSWORD);
        expect([await spoken(me), await spoken(device), await languageOf(person.id)]).toEqual(['zh-CN', 'zh-CN', null]);
        expect((await me.post('/language', { language: 'en' })).status).toBe(204);
        expect([await spoken(me), await spoken(device), await languageOf(person.id)]).toEqual(['en', 'en', 'en']);
        settled(me);
        expect((await device.post('/language', { language: 'zh-CN' })).status).toBe(204);
        expect([await spoken(me), await spoken(device), await languageOf(person.id)]).toEqual(['zh-CN', 'zh-CN', 'zh-CN']);
        expect((await me.post('/language', { language: 'en' }, { 'x-xsrf-token': '' })).status).toBe(403);
        expect(await languageOf(person.id)).toBe('zh-CN');
      });

      it('REQ-A4 signing in on a page in another language changes nothing, unless it was asked for there', async () => {
        const person = await newStaff(house);
        const credentials = { username: person.username, password: STAFF_PASSWORD };
        const device = await new BackOffice(house).signIn(person.username, STAFF_PASSWORD);
        await device.post('/language', { language: 'en' });
        const visit = async (path: string) => {
          const visitor = new BackOffice(house);
          const form = (await visitor.get(path)).text;
          const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
            name!,
            value!,
          ]);
          await visitor.send('POST', '/admin/login', { form: { ...Object.fromEntries(hidden), ...credentials } });
          return spoken(visitor);
        };
        expect([await visit('/login'), await visit('/login?lang=zh-CN'), await languageOf(person.id)]).toEqual(['en', 'en', 'en']);
        const link = /href="(\/login|\/admin\/login)\?speak=zh-CN/.exec((await new BackOffice(house).get('/login?lang=en')).text);
        expect(link).not.toBeNull();
        expect([await visit('/login?speak=zh-CN'), await languageOf(person.id)]).toEqual(['zh-CN', 'zh-CN']);
      });

      it('REQ-A4 PATCH /api/auth/me changes it and nothing else of the account; a client that names no language hears it', async () => {
        const { id, headers } = await newStaff(house, { name: '王五' });
        const me = (payload?: object, more: Record<string, string> = {}) =>
          house.app.inject({
            method: payload ? 'PATCH' : 'GET',
            url: '/api/auth/me',
            headers: { ...headers, ...more },
            ...(payload ? { payload } : {}),
          });
        const { version } = (await me()).json().user;
        expect((await me({ language: 'en', version })).json()).toMatchObject({ user: { language: 'en', version: version + 1 } });
        expect(await languageOf(id)).toBe('en');
        for (const payload of [{ language: 'fr' }, { name: 'Wang' }, { roles: [] }]) expect((await me(payload)).statusCode).toBe(400);
        expect((await me({ language: 'zh-CN', version })).json()).toMatchObject({ status: 409, code: 'stale' });
        const detailOf = async (more: Record<string, string> = {}) =>
          (await house.app.inject({ url: '/api/staff', headers: { ...headers, ...more } })).json().detail;
        expect(await detailOf()).toBe('You may not do this');
        expect(await detailOf({ 'accept-language': 'zh-CN' })).toBe('您没有权限执行此操作');
        expect((await me({ language: null })).json()).toMatchObject({ user: { language: null } });
        expect(await detailOf()).toBe('您没有权限执行此操作');
      });
    });
  });

  it('the sign-in log is for those who may read it: who, when, from where, and never what was typed as a password', async () => {
    const person = await newStaff(house, { username: 'logged-person' });
    await expect(signIn(house, person.username, 'a-wrong-Password')).rejects.toThrow('401');
    await signIn(house, person.username);
    const admin = await new BackOffice(house).signIn('admin', 'first-admin-password');
    const { body, text } = await admin.list('sign-ins', '?filters.username=logged-person');
    expect(body.records.map((r: { params: object }) => r.params)).toMatchObject([{ outcome: 'ok' }, { outcome: 'wrong' }]);
    expect(text).not.toContain('a-wrong-Password');
    expect((await admin.list('sign-ins', '?filters.username=logged-person&filters.outcome=wrong')).body.meta.total).toBe(1);
    expect((await admin.post(`/api/resources/sign-ins/records/${body.records[0].id}/edit`, { outcome: 'ok' })).status).toBe(404);
    expect((await (await new BackOffice(house).signIn(person.username, STAFF_PASSWORD)).list('sign-ins')).status).toBe(403);
  });
});
