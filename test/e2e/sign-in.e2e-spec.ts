import { createHmac } from 'node:crypto';
import { Config } from '../../src/platform/config/config.js';
import { AccountLinks } from '../../src/platform/auth/accounts/account-links.service.js';
import { AuthPrune } from '../../src/platform/auth/auth-prune.handler.js';
import { PrincipalRegistry } from '../../src/platform/auth/principal-registry.js';
import { Sessions } from '../../src/platform/auth/sessions/sessions.js';
import { Clock, DAY, HOUR, MINUTE } from '../../src/platform/context/clock.js';
import { Context } from '../../src/platform/context/context.js';
import { Database } from '../../src/platform/database/database.js';
import { type TestApp, startApp } from '../app.js';
import { ADMIN, type AuthHeaders, newStaff, signIn, STAFF_PASSWORD } from '../staff.js';

describe('signing in', () => {
  let house: TestApp;
  let clock: Clock;
  beforeAll(async () => {
    house = await startApp({ PUBLIC_URL: 'https://crm.example.cn' });
    clock = house.app.get(Clock);
  });
  afterAll(() => house.close());
  afterEach(() => clock.set(Date.now()));

  type Answer = { accessToken: string; refreshToken: string };
  const post = (url: string, payload: object, headers = {}) =>
    house.app.inject({ method: 'POST', url: `/api/auth/${url}`, payload, headers });
  const me = (headers: object) => house.app.inject({ url: '/api/auth/me', headers: { 'accept-language': 'en', ...headers } });
  const login = async (username: string, more = {}) =>
    (await post('login', { username, password: STAFF_PASSWORD, ...more })).json<Answer>();
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const later = async (headers: object) => {
    await new Promise((resolve) => setTimeout(resolve, 600)); // other requests may know the session for half a second
    return (await me(headers)).statusCode;
  };

  it('REQ-A1 REQ-A16 REQ-A19 the first administrator signs in with the configured password and gets tokens; the password is kept as a hash and not shown', async () => {
    const answer = await post('login', ADMIN);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ expiresIn: 900, user: { name: 'admin', roles: ['administrator'] } });
    const own = await me(bearer(answer.json<Answer>().accessToken));
    expect(own.json()).toMatchObject({ user: { username: 'admin' }, roles: [{ code: 'administrator', name: 'Administrator' }] });
    expect(answer.body + own.body).not.toMatch(/argon2|passwordHash/);
    const [kept] = await house.app.get(Database).rows<{ passwordHash: string }>("SELECT passwordHash FROM staff WHERE username = 'admin'");
    expect(kept!.passwordHash).toMatch(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$/);
  });

  it('REQ-A9 without a sign-in nothing answers but 401', async () => {
    expect((await me({})).json()).toMatchObject({ status: 401, code: 'auth.required' });
    expect((await house.app.inject({ url: '/api/staff' })).statusCode).toBe(401);
  });

  it('REQ-A7 an unknown user and a wrong password get the same answer in about the same time', async () => {
    const { username } = await newStaff(house);
    const timed = async (name: string) => {
      const times: number[] = [];
      let body = '';
      for (let i = 0; i < 5; i++) {
        const from = performance.now();
        const answer = await post('login', { username: name, password: 'not-the-password' }, { 'x-request-id': 'same' });
        times.push(performance.now() - from);
        body = answer.body;
        expect(answer.statusCode).toBe(401);
      }
      return { body, median: times.sort((a, b) => a - b)[2]! };
    };
    const [known, unknown] = [await timed(username), await timed('nobody-of-that-name')];
    expect(unknown.body).toBe(known.body);
    // the hash alone costs several milliseconds; without the decoy the ratio is far above this
    expect(Math.max(known.median, unknown.median) / Math.min(known.median, unknown.median)).toBeLessThan(3);
  });

  it('REQ-A7 five wrong tries lock the pair for 15 minutes, also when they come at once, and the right password too', async () => {
    const { username } = await newStaff(house);
    const burst = await Promise.all(Array.from({ length: 12 }, () => post('login', { username, password: 'wrong-password' })));
    expect(burst.filter((a) => a.statusCode === 401)).toHaveLength(5);
    expect(burst.filter((a) => a.statusCode === 429)).toHaveLength(7);
    const locked = await post('login', { username, password: STAFF_PASSWORD });
    expect(locked.json()).toMatchObject({ status: 429, code: 'auth.locked' });
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(880);
    clock.advance(15 * MINUTE + 1000);
    expect((await post('login', { username, password: STAFF_PASSWORD })).statusCode).toBe(200);
    const [log] = await house.app
      .get(Database)
      .rows<{ n: number }>("SELECT COUNT(*) AS n FROM sign_in_log WHERE username = ? AND outcome = 'locked'", [username]);
    expect(Number(log!.n)).toBe(8);
  });

  it('many right sign-ins at once are no attack', async () => {
    const { username } = await newStaff(house);
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('login', { username, password: STAFF_PASSWORD })));
    expect(answers.map((a) => a.statusCode)).toEqual(Array(10).fill(200));
  });

  it('REQ-A2 signing out ends the session, with its access and refresh tokens', async () => {
    const { username } = await newStaff(house);
    const pair = await login(username);
    expect((await post('logout', {}, bearer(pair.accessToken))).statusCode).toBe(200);
    expect((await me(bearer(pair.accessToken))).statusCode).toBe(401);
    expect((await post('refresh', { refreshToken: pair.refreshToken })).statusCode).toBe(401);
  });

  it('REQ-A16 a refresh token rotates; used again it revokes the whole family', async () => {
    const first = await login((await newStaff(house)).username);
    const second = (await post('refresh', { refreshToken: first.refreshToken })).json<Answer>();
    expect((await me(bearer(second.accessToken))).statusCode).toBe(200);
    expect((await post('refresh', { refreshToken: first.refreshToken })).json()).toMatchObject({ code: 'auth.refresh-invalid' });
    expect((await post('refresh', { refreshToken: second.refreshToken })).statusCode).toBe(401);
    expect(await later(bearer(second.accessToken))).toBe(401);
  });

  it('REQ-A16 of two refreshes at once at most one succeeds, and the family is revoked', async () => {
    const pair = await login((await newStaff(house)).username);
    const answers = await Promise.all([1, 2].map(() => post('refresh', { refreshToken: pair.refreshToken })));
    expect(answers.map((a) => a.statusCode).sort()).toEqual([200, 401]);
    const winner = answers.find((a) => a.statusCode === 200)!.json<Answer>();
    expect((await post('refresh', { refreshToken: winner.refreshToken })).statusCode).toBe(401);
  });

  it('REQ-A3 a refresh token lives 12 hours, or 30 days with rememberMe', async () => {
    const { username } = await newStaff(house);
    const [short, long] = [await login(username), await login(username, { rememberMe: true })];
    clock.advance(13 * HOUR);
    expect((await post('refresh', { refreshToken: short.refreshToken })).statusCode).toBe(401);
    clock.advance(28 * DAY);
    expect((await post('refresh', { refreshToken: long.refreshToken })).statusCode).toBe(200);
  });

  it('REQ-A16 forged, unsigned, expired and foreign tokens are nobody', async () => {
    const { id, username } = await newStaff(house);
    const { accessToken } = await login(username);
    const [header, payload] = accessToken.split('.') as [string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const pack = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = (more: object, secret = house.app.get(Config).jwtSecret, head: string = header, digest = 'sha256') => {
      const text = `${head}.${pack({ ...claims, ...more })}`;
      return `${text}.${createHmac(digest, secret).update(text).digest('base64url')}`;
    };
    expect((await me(bearer(signed({})))).statusCode).toBe(200); // the forging itself works
    const bad = {
      none: `${pack({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      'other algorithm': signed({}, undefined, pack({ alg: 'HS512', typ: 'JWT' }), 'sha512'),
      'other secret': signed({ sub: '1' }, 'x'.repeat(48)),
      'other audience': signed({ aud: 'students' }),
      'other issuer': signed({ iss: 'somebody' }),
      'other type': signed({ typ: 'refresh' }),
      expired: signed({ exp: Math.floor(Date.now() / 1000) - 1 }),
      'no expiry': signed({ exp: undefined }),
      'no session': signed({ sid: 987_654 }),
      garbage: 'a.b.c',
    };
    for (const [name, token] of Object.entries(bad)) expect([name, (await me(bearer(token))).statusCode]).toEqual([name, 401]);
    expect((await me({ authorization: `Basic ${Buffer.from(`${id}:x`).toString('base64')}` })).statusCode).toBe(401);
    clock.advance(16 * MINUTE);
    expect((await me(bearer(accessToken))).statusCode).toBe(401);
  });

  it('REQ-A4 a changed password ends every other session, and the old password', async () => {
    const { username } = await newStaff(house);
    const [here, there] = [await login(username), await login(username)];
    const wrong = await post('password', { oldPassword: 'guess', newPassword: 'a-brand-new-Phrase' }, bearer(here.accessToken));
    expect(wrong.json()).toMatchObject({ status: 400, errors: [{ path: 'oldPassword', code: 'password.wrong' }] });
    for (const [newPassword, code] of [
      ['Password123', 'password.too-common'],
      ['woaini1314', 'password.too-common'],
      ['8765432109', 'password.too-common'],
      ['short', 'text.too-short'],
    ] as const)
      expect([
        newPassword,
        (await post('password', { oldPassword: STAFF_PASSWORD, newPassword }, bearer(here.accessToken))).json<{
          errors?: { code: string }[];
        }>().errors?.[0]?.code,
      ]).toEqual([newPassword, code]);
    const mistyped = await post(
      'password',
      { oldPassword: STAFF_PASSWORD, newPassword: 'a-brand-new-Phrase', repeat: 'another' },
      bearer(here.accessToken),
    );
    expect(mistyped.json()).toMatchObject({ errors: [{ path: 'repeat', code: 'password.not-repeated' }] });
    expect(
      (
        await post(
          'password',
          { oldPassword: STAFF_PASSWORD, newPassword: 'a-brand-new-Phrase', repeat: 'a-brand-new-Phrase' },
          bearer(here.accessToken),
        )
      ).statusCode,
    ).toBe(200);
    expect(await later(bearer(there.accessToken))).toBe(401);
    expect((await post('refresh', { refreshToken: there.refreshToken })).statusCode).toBe(401);
    expect((await me(bearer(here.accessToken))).statusCode).toBe(200);
    expect((await post('login', { username, password: STAFF_PASSWORD })).statusCode).toBe(401);
    await expect(signIn(house, username, 'a-brand-new-Phrase')).resolves.toBeDefined();
  });

  it('everybody sees and ends his own sessions, and nobody else’s', async () => {
    const { username } = await newStaff(house);
    const [here, there] = [await login(username), await login(username)];
    const other = await newStaff(house);
    const list = (await house.app.inject({ url: '/api/auth/sessions', headers: bearer(here.accessToken) })).json<{
      items: { id: number; current: boolean }[];
    }>().items;
    expect(list).toHaveLength(3);
    const foreign = list.find((s) => !s.current)!;
    const end = (headers: AuthHeaders) => house.app.inject({ method: 'DELETE', url: `/api/auth/sessions/${foreign.id}`, headers });
    expect((await end(other.headers)).statusCode).toBe(404);
    expect((await end(bearer(here.accessToken))).statusCode).toBe(204);
    expect(there.accessToken).toBeDefined();
  });

  describe('by cookie', () => {
    const cookieOf = (cookies: string[]) => cookies.map((c) => c.split(';')[0]).join('; ');
    const open = async (more: object = {}) => {
      const { username } = await newStaff(house);
      const sessions = house.app.get(Sessions);
      const result = await house.app.get(Context).run({}, () => sessions.signIn({ username, password: STAFF_PASSWORD, ...more }));
      if (!result.ok) throw result.refusal;
      return { username, token: result.token, cookie: cookieOf(sessions.cookies(result.token)), csrf: sessions.csrfOf(result.token) };
    };

    it('REQ-A3 the cookie is HttpOnly, SameSite, Secure and __Host- on https, and outlives the browser only when asked to', async () => {
      const sessions = house.app.get(Sessions);
      const { token } = await open();
      expect(sessions.cookies(token)[0]).toMatch(/^__Host-tide_staff=[\w-]{43}; HttpOnly; Path=\/; SameSite=Lax; Secure$/);
      expect(sessions.cookies(token, { rememberMe: true })[0]).toContain('Max-Age=2592000');
      expect(sessions.cookies(null)[0]).toContain('Max-Age=0');
    });

    it('REQ-A9 reads need the cookie only, writes its CSRF header from this site', async () => {
      const { cookie, csrf } = await open();
      expect((await me({ cookie })).statusCode).toBe(200);
      const write = (headers: object) => post('password', { oldPassword: 'x', newPassword: 'y' }, { cookie, ...headers });
      expect((await write({})).json()).toMatchObject({ status: 403, code: 'csrf' });
      expect((await write({ 'x-xsrf-token': 'a'.repeat(43) })).statusCode).toBe(403);
      const stranger = await open();
      expect((await write({ 'x-xsrf-token': stranger.csrf })).statusCode).toBe(403);
      expect((await write({ 'x-xsrf-token': csrf, origin: 'https://evil.example' })).statusCode).toBe(403);
      expect((await write({ 'x-xsrf-token': csrf, origin: 'null' })).statusCode).toBe(403);
      expect((await write({ 'x-xsrf-token': csrf, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
      expect((await write({ 'x-xsrf-token': csrf, origin: 'https://crm.example.cn', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(
        400,
      ); // the body is looked at
    });

    it('REQ-A2 a new id at sign-in ends the one that came along; signing out ends the cookie', async () => {
      const first = await open();
      const sessions = house.app.get(Sessions);
      const again = await sessions.signIn({ username: first.username, password: STAFF_PASSWORD, headers: { cookie: first.cookie } });
      if (!again.ok) throw again.refusal;
      expect(again.token).not.toBe(first.token);
      expect((await me({ cookie: first.cookie })).statusCode).toBe(401);
      const cookie = cookieOf(sessions.cookies(again.token));
      const out = await post('logout', {}, { cookie, 'x-xsrf-token': sessions.csrfOf(again.token) });
      expect(String(out.headers['set-cookie'])).toContain('Max-Age=0');
      expect((await me({ cookie })).statusCode).toBe(401);
    });

    it('REQ-A3 use prolongs a session; 12 hours without use end it, 30 days with remember me', async () => {
      const [short, long] = [await open(), await open({ rememberMe: true })];
      clock.advance(11 * HOUR);
      expect((await me({ cookie: short.cookie })).statusCode).toBe(200);
      clock.advance(11 * HOUR);
      expect((await me({ cookie: short.cookie })).statusCode).toBe(200);
      clock.advance(13 * HOUR);
      expect((await me({ cookie: short.cookie })).statusCode).toBe(401);
      expect((await me({ cookie: long.cookie })).statusCode).toBe(200);
    });
  });

  it('the sign-in log is for those who may read it, and ends some day', async () => {
    const admin = await signIn(house);
    const log = (headers: object, query = '') =>
      house.app.inject({ url: `/api/sign-ins${query}`, headers: headers as Record<string, string> });
    const { headers, username } = await newStaff(house, { roles: ['sales-director'] });
    await post('login', { username, password: 'wrong-password' });
    expect((await log(headers)).statusCode).toBe(403);
    const found = await log(admin, `?username=${username}`);
    expect(found.json()).toMatchObject({ total: 1, items: [{ username, outcome: 'wrong', kind: 'staff', door: 'token' }] });
    expect(found.body).not.toContain('wrong-password');
    clock.advance(401 * DAY);
    await house.app.get(AuthPrune, { strict: false }).run();
    const [left] = await house.app
      .get(Database)
      .rows<{ n: number }>('SELECT COUNT(*) AS n FROM sign_in_log WHERE username = ?', [username]);
    expect(Number(left!.n)).toBe(0);
  });

  describe('links', () => {
    const issue = async (purpose: 'reset' | 'invitation') => {
      const { id, username } = await newStaff(house, { email: `${Math.random().toString(36).slice(2)}@example.cn` });
      const contact = await house.app.get(PrincipalRegistry).of('staff').contact(id);
      const make = async () => (await house.app.get(AccountLinks).issue(purpose, 'staff', contact!, null)).link;
      return { id, username, make };
    };
    const tokenOf = (link: string) => link.split('#token=')[1]!;

    it('REQ-A5 an invitation sets the password once, and its address is the configured one', async () => {
      const { username, make } = await issue('invitation');
      const link = await make();
      expect(link).toMatch(/^https:\/\/crm\.example\.cn\/admin\/invitation#token=[\w-]{43}$/);
      const accept = (password: string) => post('invitations/accept', { token: tokenOf(link), password });
      expect((await accept('password123')).statusCode).toBe(400);
      expect((await accept('my-own-Passphrase')).json()).toEqual({ username });
      expect((await accept('another-Passphrase')).json()).toMatchObject({ status: 400, code: 'auth.link-invalid' });
      await expect(signIn(house, username, 'my-own-Passphrase')).resolves.toBeDefined();
    });

    it('REQ-A4 a reset link works once of two at once, within an hour, only the newest, and signs out everywhere', async () => {
      const { username, make } = await issue('reset');
      const pair = await login(username);
      const [old, link] = [await make(), await make()];
      const redeem = (from: string, password = 'reset-Passphrase-1') => post('reset', { token: tokenOf(from), password });
      expect((await redeem(old)).statusCode).toBe(400);
      const both = await Promise.all([redeem(link), redeem(link)]);
      expect(both.map((a) => a.statusCode).sort()).toEqual([200, 400]);
      expect(await later(bearer(pair.accessToken))).toBe(401);
      const late = await make();
      clock.advance(HOUR + 1000);
      expect((await redeem(late)).statusCode).toBe(400);
      expect((await post('invitations/accept', { token: tokenOf(late), password: 'reset-Passphrase-1' })).statusCode).toBe(400);
    });

    it('REQ-A7 “forgotten” answers alike for known and unknown names, and is throttled', async () => {
      const { username } = await issue('reset');
      const [known, unknown] = [await post('forgot', { login: username }), await post('forgot', { login: 'nobody-at-all' })];
      expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body]);
      for (let i = 0; i < 4; i++) await post('forgot', { login: username });
      expect((await post('forgot', { login: username })).statusCode).toBe(429);
    });
  });
});
