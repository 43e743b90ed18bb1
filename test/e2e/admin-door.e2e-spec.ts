import { gunzipSync } from 'node:zlib';
import { Database } from '../../src/platform/database/database.js';
import { BackOffice, startAppWith } from '../admin.js';
import type { TestApp } from '../app.js';
import { GadgetsModule } from '../fixtures/gadgets.module.js';
import { ADMIN, newStaff, STAFF_PASSWORD } from '../staff.js';

describe('the door of the back office', () => {
  let house: TestApp;
  let sales: { id: number; username: string };
  const visitor = () => new BackOffice(house);
  const signedIn = () => visitor().signIn(sales.username, STAFF_PASSWORD);
  beforeAll(async () => {
    house = await startAppWith(GadgetsModule);
    sales = await newStaff(house, { roles: ['salesperson'] });
  });
  afterAll(() => house.close());

  it('REQ-A9 sends everybody to the sign-in page, and refuses the calls of scripts', async () => {
    for (const path of ['', '/', '/resources/gadgets', '/pages/workbench', '/nothing-here', '/resources/gadgets/records/1/show']) {
      const answer = await visitor().get(path);
      expect([path, answer.status]).toEqual([path, 303]);
      expect(answer.headers['location']).toMatch(/^\/admin\/login\?next=%2Fadmin/);
    }
    for (const path of ['/api/dashboard', '/api/resources/gadgets/actions/list', '/api/nothing', '/frontend/x/app.bundle.js'])
      expect((await visitor().get(path)).status).toBe(401);
    expect((await visitor().send('GET', '/administrator')).status).toBe(404);
  });

  it('REQ-A9 odd spellings of an address open nothing', async () => {
    for (const url of [
      '/admin/../admin/api/dashboard',
      '/admin/%2e%2e/api/dashboard',
      '/admin//api/dashboard',
      '/admin/api/%64ashboard',
      '/admin/login/../api/dashboard',
      '/admin/brand/..%2f..%2fapi/dashboard',
      '//admin/api/dashboard',
      '/ADMIN/api/dashboard',
      '/admin/api/dashboard/',
      '/admin;x=1/api/dashboard',
      '/admin/brand/%2e%2e/%2e%2e/package.json',
    ]) {
      const answer = await visitor().send('GET', url);
      expect([url, [303, 401, 404].includes(answer.status)]).toEqual([url, true]);
    }
    const staff = await signedIn();
    for (const url of ['/admin/frontend/x/..%2f..%2f..%2fpackage.json', '/admin/frontend/x/package.json', '/admin/frontend/x/%2e%2e'])
      expect((await staff.send('GET', url)).status).toBe(404);
  });

  it('REQ-A1 the sign-in page is ours, in both languages, without script and without anything from elsewhere', async () => {
    const chinese = await visitor().get('/login');
    expect(chinese.status).toBe(200);
    expect(chinese.text).toContain('用户名');
    expect(chinese.text).toContain('lang="zh-CN"');
    const english = await visitor().get('/login', { 'accept-language': 'en' });
    expect(english.text).toContain('Keep me signed in');
    expect((await visitor().get('/login?lang=en')).text).toContain('User name');
    for (const { text } of [chinese, english]) {
      expect(text).not.toMatch(/<script|https?:\/\//);
      expect(text).toMatch(/<label for="password">/);
    }
  });

  it('REQ-A7 a wrong password is said in words and with 401, and what was typed is kept as text', async () => {
    const answer = await visitor().send('POST', '/admin/login', {
      form: { username: '"><script>x</script>', password: 'no', next: '/admin/pages/workbench' },
    });
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('role="alert"');
    expect(answer.text).toContain('用户名或密码不正确');
    expect(answer.text).not.toContain('<script>');
    expect(answer.text).toContain('value="/admin/pages/workbench"');
  });

  it('REQ-A1 a session planted before sign-in is worth nothing after it, and the cookie is opaque and not for scripts', async () => {
    const first = await signedIn();
    const planted = first.cookies.get('tide_staff')!;
    const again = visitor();
    again.cookies.set('tide_staff', planted);
    const answer = await again.send('POST', '/admin/login', {
      form: { username: sales.username, password: STAFF_PASSWORD, rememberMe: 'on' },
    });
    const [session = '', csrf = ''] = [answer.headers['set-cookie']].flat() as string[];
    expect(session).toMatch(/^tide_staff=[\w-]{43}; HttpOnly; Path=\/; SameSite=Lax; Max-Age=2592000/);
    expect(csrf).not.toContain('HttpOnly');
    expect(again.cookies.get('tide_staff')).not.toBe(planted);
    expect((await first.get('/api/dashboard')).status).toBe(401);
    expect((await again.get('/api/dashboard')).status).toBe(200);
    const fixed = visitor();
    fixed.cookies.set('tide_staff', 'A'.repeat(43));
    await fixed.signIn(sales.username, STAFF_PASSWORD);
    expect(fixed.cookies.get('tide_staff')).not.toBe('A'.repeat(43));
  });

  it('REQ-A6 goes back to where one was, on this site only', async () => {
    const land = async (next: string) =>
      (await visitor().send('POST', '/admin/login', { form: { username: sales.username, password: STAFF_PASSWORD, next } })).headers[
        'location'
      ];
    expect(await land('/admin/resources/gadgets?page=2&filters.name=a')).toBe('/admin/resources/gadgets?page=2&filters.name=a');
    for (const evil of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/admin/../..//evil.example',
      '/admin\\@evil.example',
      'javascript:alert(1)',
      '/administrator',
      '/admin/logout',
      '/admin\n//evil.example',
      '/api/auth/me',
      '/admin/login?next=/admin',
    ])
      expect([evil, await land(evil)]).toEqual([evil, '/admin']);
  });

  it('REQ-R11 changes nothing without the CSRF token, or from another site', async () => {
    const staff = await signedIn();
    const make = (headers: Record<string, string>) => staff.post('/api/resources/gadgets/actions/new', { name: 'forged' }, headers);
    expect((await make({ 'x-xsrf-token': '' })).status).toBe(403);
    expect((await make({ 'x-xsrf-token': 'x'.repeat(43) })).status).toBe(403);
    expect((await make({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await make({ origin: 'null' })).status).toBe(403);
    expect((await make({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const other = await signedIn();
    expect((await make({ 'x-xsrf-token': other.cookies.get('XSRF-TOKEN')! })).status).toBe(403);
    const form = await staff.send('POST', '/admin/api/resources/gadgets/actions/new', {
      form: { name: 'forged' },
      headers: { 'x-xsrf-token': '' },
    });
    expect(form.status).toBe(403);
    expect((await staff.list('gadgets')).body.meta.total).toBe(0);
    expect(
      (
        await visitor().send('POST', '/admin/login', {
          form: { username: sales.username, password: STAFF_PASSWORD },
          headers: { origin: 'https://evil.example' },
        })
      ).status,
    ).toBe(403);
    expect((await make({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect([404, 405]).toContain(
        (await staff.send(method, '/admin/api/resources/gadgets/records/1/edit', { json: { name: 'x' } })).status,
      );
  });

  it('REQ-A9 signing out is a POST with proof; a link from elsewhere only asks', async () => {
    const staff = await signedIn();
    expect((await staff.get('/logout', { 'sec-fetch-site': 'cross-site' })).text).toContain('确定要退出登录吗');
    expect((await staff.send('POST', '/admin/logout', { form: {}, headers: { 'x-xsrf-token': '' } })).status).toBe(403);
    expect(
      (
        await staff.send('POST', '/admin/logout', {
          form: { _csrf: staff.cookies.get('XSRF-TOKEN')! },
          headers: { 'x-xsrf-token': '', 'sec-fetch-site': 'cross-site' },
        })
      ).status,
    ).toBe(403);
    expect((await staff.get('/api/dashboard')).status).toBe(200);
    const token = staff.cookies.get('tide_staff')!;
    const asked = await staff.get('/logout');
    const proof = /name="_csrf" value="([\w-]+)"/.exec(asked.text)![1]!;
    const out = await staff.send('POST', '/admin/logout', { form: { _csrf: proof }, headers: { 'x-xsrf-token': '' } });
    expect([out.status, out.headers['location'], staff.cookies.size]).toEqual([303, '/admin/login', 0]);
    staff.cookies.set('tide_staff', token);
    expect((await staff.get('/api/dashboard')).status).toBe(401);
  });

  it('REQ-A7 five wrong passwords lock the pair, and the page says so', async () => {
    const victim = await newStaff(house, { roles: ['salesperson'] });
    const knock = (password: string) => visitor().send('POST', '/admin/login', { form: { username: victim.username, password } });
    for (let i = 0; i < 5; i++) expect((await knock('wrong')).status).toBe(401);
    const locked = await knock(STAFF_PASSWORD);
    expect(locked.status).toBe(429);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
    expect(locked.text).toMatch(/分钟后再试/);
  });

  it('REQ-A9 somebody deactivated is out with his next request', async () => {
    const leaver = await newStaff(house, { roles: ['salesperson'] });
    const staff = await visitor().signIn(leaver.username, STAFF_PASSWORD);
    expect((await staff.list('gadgets')).status).toBe(200);
    const database = house.app.get(Database, { strict: false });
    await database.transaction(async () => {
      await database.run('UPDATE staff SET active = ? WHERE id = ?', [false, leaver.id]);
      await database.run('UPDATE rights_epoch SET epoch = epoch + 1');
    });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await staff.list('gadgets')).status).toBe(401);
    expect((await staff.get('/')).status).toBe(303);
    expect((await visitor().send('POST', '/admin/login', { form: { username: leaver.username, password: STAFF_PASSWORD } })).status).toBe(
      401,
    );
  });

  it('REQ-R11 answers cannot be cached, framed, sniffed or made to load anything from elsewhere', async () => {
    const staff = await signedIn();
    for (const answer of [
      await visitor().get('/login'),
      await staff.get('/'),
      await staff.list('gadgets'),
      await staff.get('/api/nothing'),
    ]) {
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['x-frame-options']).toBe('DENY');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
    }
    const page = (await staff.get('/')).text;
    const nonce = /'nonce-([^']+)'/.exec(String((await staff.get('/')).headers['content-security-policy']))![1];
    expect(page).not.toContain(nonce);
    expect(page).not.toMatch(/googleapis|gstatic|https?:\/\/(?!www\.w3\.org)/);
    expect(page.match(/<script(?! nonce=| src="\/admin\/frontend\/)/g)).toBeNull();
  });

  it('REQ-R11 bodies are read only after the door, are small, and never become files', async () => {
    const huge = Buffer.alloc(10_000_000, 97);
    const address = '/admin/api/resources/gadgets/actions/new';
    const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
    const broken = Buffer.from('--b\r\nnot a body');
    expect((await visitor().send('POST', address, { body: broken, headers: multipart })).status).toBe(401);
    const staff = await signedIn();
    expect((await staff.send('POST', address, { body: broken, headers: { ...multipart, 'x-xsrf-token': 'no' } })).status).toBe(403);
    expect((await staff.send('POST', address, { body: broken, headers: multipart })).status).toBe(400);
    expect((await staff.send('POST', address, { body: huge, headers: { 'content-type': 'application/json' } })).status).toBe(413);
    expect(
      (await visitor().send('POST', '/admin/login', { body: huge, headers: { 'content-type': 'application/x-www-form-urlencoded' } }))
        .status,
    ).toBe(413);
    const part = (disposition: string, value: string) => `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${value}\r\n`;
    expect(
      (await staff.send('POST', address, { body: `${part('name="name"', '多部分')}--b--\r\n`, headers: multipart })).body.record.params
        .name,
    ).toBe('多部分');
    expect(
      (await staff.send('POST', address, { body: `${part('name="name"; filename="x.png"', 'x')}--b--\r\n`, headers: multipart })).status,
    ).toBe(415);
    expect((await staff.send('POST', address, { body: '<a/>', headers: { 'content-type': 'application/xml' } })).status).toBe(415);
    for (const body of ['[1]', '"x"', '{', 'null', '{"name":{"a":1}}'])
      expect([body, (await staff.send('POST', address, { body, headers: { 'content-type': 'application/json' } })).status]).toEqual([
        body,
        400,
      ]);
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`f${i}`, 'x']));
    expect((await staff.post('/api/resources/gadgets/actions/new', many)).status).toBe(400);
    expect(
      (
        await staff.send('POST', address, {
          body: '{"__proto__":{"admin":true},"name":"p"}',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(400);
  });

  it('REQ-A9 the API takes the staff cookie, with the CSRF header where something is changed', async () => {
    const staff = await signedIn();
    expect((await staff.send('GET', '/api/auth/sessions')).status).toBe(200);
    expect((await visitor().send('GET', '/api/auth/sessions')).status).toBe(401);
    expect((await staff.send('POST', '/api/auth/password', { json: {}, headers: { 'x-xsrf-token': '' } })).status).toBe(403);
    expect((await staff.send('POST', '/api/auth/password', { json: {}, headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await staff.send('POST', '/api/auth/password', { json: {} })).status).toBe(400);
  });

  it('the language is the own choice, kept for the next visit', async () => {
    const staff = await signedIn();
    expect((await staff.get('/')).text).toContain('<html lang="zh-CN">');
    expect((await staff.post('/language', { language: 'fr' })).status).toBe(400);
    expect((await staff.post('/language', { language: 'en' })).status).toBe(204);
    const page = (await staff.get('/')).text;
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('Workshop');
    expect(page).not.toContain('工坊');
  });

  it('REQ-R8 page and scripts come zipped to whoever takes them so: an administrator’s page, with every screen, in 40 KB', async () => {
    const admin = await visitor().signIn(ADMIN.username, ADMIN.password);
    const page = await admin.get('/resources/gadgets');
    const script = /\/admin(\/frontend\/\w+\/app\.bundle\.js)/.exec(page.text)![1]!;
    for (const [path, type, most] of [
      ['/resources/gadgets', /text\/html/, 40_000],
      [script, /javascript/, 1_000_000],
    ] as const) {
      const [plain, zipped] = await Promise.all([admin.get(path), admin.get(path, { 'accept-encoding': 'gzip, br' })]);
      expect([plain.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual([undefined, 'gzip']);
      for (const answer of [plain, zipped]) expect(answer.headers).toMatchObject({ vary: expect.stringContaining('accept-encoding') });
      expect(zipped.headers['content-type']).toMatch(type);
      expect(zipped.raw.length).toBeLessThan(most);
      const nonces = (text: string) => text.replaceAll(/[\w-]{8}-[\w-]{27}|nonce="[^"]+"|_nonce__ = "[^"]+"/g, '');
      expect(nonces(gunzipSync(zipped.raw).toString())).toBe(nonces(plain.text));
    }
  });
});
