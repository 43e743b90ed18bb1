import { AccountLinks } from '../../src/platform/auth/accounts/account-links.service.js';
import { PrincipalRegistry } from '../../src/platform/auth/principal-registry.js';
import { SecondStepRepository } from '../../src/platform/auth/second-step/second-step.repository.js';
import { type Clock, HOUR, MINUTE } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { STACK, startApp, type TestApp } from '../app.js';
import { Authenticator, enrolled, oneTime } from '../builders/second-step.js';
import { newStaff, signIn, STAFF_PASSWORD } from '../staff.js';

describe(`two-step sign-in on ${STACK}`, () => {
  let house: TestApp;
  let clock: Clock;
  let database: Database;
  beforeAll(async () => {
    house = await startApp({ TRUST_PROXY: 'true' });
    database = house.app.get(Database);
  });
  afterAll(() => house.close());
  beforeEach(() => {
    clock = oneTime(house);
  });

  let addresses = 0;
  const somewhere = () => `198.51.100.${++addresses}`;
  const login = async (username: string, more: object = {}, address = somewhere(), password = STAFF_PASSWORD) => {
    const headers = { 'x-forwarded-for': address, 'accept-language': 'en' };
    const answer = await house.app.inject({ method: 'POST', url: '/api/auth/login', headers, payload: { username, password, ...more } });
    return { status: answer.statusCode, code: answer.json().code as string | undefined, body: answer.json() };
  };
  const own = async (method: 'GET' | 'POST', path: string, headers: object, payload?: object) => {
    const answer = await house.app.inject({
      method,
      url: `/api/auth/second-step${path}`,
      headers: { 'accept-language': 'en', ...headers },
      ...(payload ? { payload } : {}),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const colleague = async () => {
    const staff = await newStaff(house);
    return { ...staff, ...(await enrolled(house, staff.headers)) };
  };
  const outcomes = async (username: string) =>
    (await database.rows<{ outcome: string }>('SELECT outcome FROM sign_in_log WHERE username = ? ORDER BY id', [username])).map(
      (r) => r.outcome,
    );
  const told = async (id: number) =>
    (await database.rows<{ code: string }>('SELECT n.code FROM notification n WHERE n.recipientId = ? ORDER BY n.id', [id])).map(
      (r) => r.code,
    );

  describe('setting it up', () => {
    it('REQ-A7 asks for the password again, shows the secret as text, address and picture, and is on with the first right code only', async () => {
      const { id, username, headers } = await newStaff(house);
      expect((await own('GET', '', headers)).body).toEqual({ on: false, since: null, recoveryCodesLeft: 0, demanded: false });
      expect((await own('POST', '', headers, { password: 'not-it' })).body).toMatchObject({
        errors: [{ path: 'password', code: 'password.own-wrong' }],
      });
      expect((await own('POST', '/confirm', headers, { code: '123456' })).body.code).toBe('auth.second-step-not-begun');
      const begun = (await own('POST', '', headers, { password: STAFF_PASSWORD })).body;
      expect(begun).toMatchObject({ secret: expect.stringMatching(/^[A-Z2-7]{32}$/), qr: expect.stringMatching(/^<svg /) });
      expect(begun.uri).toBe(
        `otpauth://totp/Tide%20CRM:${username}?secret=${begun.secret}&issuer=Tide%20CRM&algorithm=SHA1&digits=6&period=30`,
      );
      const phone = new Authenticator(clock, begun.secret);
      expect((await own('POST', '/confirm', headers, { code: phone.wrong() })).body).toMatchObject({
        errors: [{ path: 'code', code: 'code.wrong' }],
      });
      expect((await login(username)).status).toBe(200);
      const on = (await own('POST', '/confirm', headers, { code: phone.code() })).body;
      expect(new Set(on.recoveryCodes).size).toBe(10);
      expect((await own('GET', '', headers)).body).toMatchObject({ on: true, recoveryCodesLeft: 10 });
      expect((await own('POST', '', headers, { password: STAFF_PASSWORD })).body.code).toBe('auth.second-step-on');
      expect(await told(id)).toEqual(['auth.second-step-on']);
    });

    it('REQ-A2 REQ-A7 ends every sign-in that took the password alone but the present one, by API and back office', async () => {
      const { id, username, headers } = await newStaff(house);
      const [other, browser] = [await signIn(house, username), new BackOffice(house)];
      await browser.signIn(username, STAFF_PASSWORD);
      const refresh = (await login(username)).body.refreshToken as string;
      const bystander = await newStaff(house);
      const answers = async (who: object) => (await own('GET', '', who)).status;
      expect([await answers(other), (await browser.get('/api/dashboard')).status]).toEqual([200, 200]);
      await enrolled(house, headers);
      await new Promise((resolve) => setTimeout(resolve, 600)); // other processes may know a session for half a second
      expect([await answers(headers), await answers(other), await answers(bystander.headers)]).toEqual([200, 401, 200]);
      expect((await browser.get('/api/dashboard')).status).not.toBe(200);
      const refreshed = await house.app.inject({ method: 'POST', url: '/api/auth/refresh', payload: { refreshToken: refresh } });
      expect(refreshed.statusCode).toBe(401);
      const ended = 'SELECT endReason FROM auth_session WHERE principalId = ? AND endedAt IS NOT NULL';
      expect(await database.rows(ended, [id])).toEqual(Array(3).fill({ endReason: 'second-step' }));
    });

    it('a setup that was begun half an hour ago is begun anew', async () => {
      const { headers } = await newStaff(house);
      const { secret } = (await own('POST', '', headers, { password: STAFF_PASSWORD })).body;
      clock.advance(31 * MINUTE);
      const late = await own('POST', '/confirm', await signInAgain(headers), { code: new Authenticator(clock, secret).code() });
      expect(late.body.code).toBe('auth.second-step-not-begun');
    });

    it('secret and recovery codes stand nowhere as they are, and no Idempotency-Key keeps them', async () => {
      const { headers } = await newStaff(house);
      const key = { 'idempotency-key': 'setup-1' };
      const first = (await own('POST', '', { ...headers, ...key }, { password: STAFF_PASSWORD })).body;
      const { secret } = (await own('POST', '', { ...headers, ...key }, { password: STAFF_PASSWORD })).body;
      expect(secret).not.toBe(first.secret);
      const { recoveryCodes } = (await own('POST', '/confirm', { ...headers, ...key }, { code: new Authenticator(clock, secret).code() }))
        .body;
      const kept = JSON.stringify(
        await Promise.all(
          ['second_step', 'recovery_code', 'audit_entry', 'notification', 'idempotent_request', 'job'].map((table) =>
            database.rows(`SELECT * FROM ${table}`),
          ),
        ),
      );
      for (const one of [secret, ...recoveryCodes]) expect(kept.includes(one)).toBe(false);
      expect(await database.rows('SELECT id FROM idempotent_request')).toEqual([]);
    });
  });

  /** A session that stands now: moving the clock ends access tokens. */
  async function signInAgain(headers: { authorization: string }): Promise<{ authorization: string }> {
    const { sub } = JSON.parse(Buffer.from(headers.authorization.split('.')[1]!, 'base64url').toString()) as { sub: string };
    const [row] = await database.rows<{ username: string }>('SELECT username FROM staff WHERE id = ?', [Number(sub)]);
    return signIn(house, row!.username);
  }

  describe('signing in by the API', () => {
    it('REQ-A7 after the right password asks for a code, and takes each once', async () => {
      const { username, phone } = await colleague();
      expect(await login(username)).toMatchObject({ status: 401, code: 'auth.second-step-required' });
      const code = phone.fresh();
      expect(await login(username, { code: phone.wrong() })).toMatchObject({ status: 401, code: 'auth.second-step-wrong' });
      expect((await login(username, { code })).body).toMatchObject({ expiresIn: 900 });
      expect(await login(username, { code })).toMatchObject({ status: 401, code: 'auth.second-step-wrong' });
      expect(await outcomes(username)).toEqual(['asked', 'code-wrong', 'ok', 'code-wrong']);
      expect((await login(username, { code: '12345' })).body).toMatchObject({ errors: [{ path: 'code', code: 'code.six-digits' }] });
      expect((await login(username, { code: '123456', recoveryCode: 'x' })).body).toMatchObject({ errors: [{ code: 'code.which' }] });
    });

    it('REQ-A7 one code at once at many doors signs in once, and so does a recovery code', async () => {
      const { id, username, phone, recoveryCodes } = await colleague();
      const code = phone.fresh();
      const answers = await Promise.all(Array.from({ length: 6 }, () => login(username, { code })));
      expect(answers.map((a) => a.status).sort()).toEqual([200, ...Array<number>(5).fill(401)]);
      const [recoveryCode] = recoveryCodes;
      const others = await Promise.all(
        Array.from({ length: 4 }, () => login(username, { recoveryCode: ` ${recoveryCode!.toUpperCase()}` })),
      );
      expect(others.map((a) => a.status).sort()).toEqual([200, 401, 401, 401]);
      expect((await outcomes(username)).filter((o) => o === 'recovery')).toHaveLength(1);
      expect(await told(id)).toEqual(['auth.second-step-on', 'auth.recovery-code-used']);
    });

    it('REQ-A7 a wrong password says the same with a code and without, whether or not a code is needed', async () => {
      const [{ username, phone }, plain] = [await colleague(), await newStaff(house)];
      const tries = [
        await login(username, {}, somewhere(), 'wrong-password'),
        await login(username, { code: phone.fresh() }, somewhere(), 'wrong-password'),
        await login(plain.username, { code: '123456' }, somewhere(), 'wrong-password'),
        await login('nobody-at-all', { code: '123456' }, somewhere(), 'wrong-password'),
      ];
      expect(tries.map((t) => [t.status, t.code])).toEqual(Array(4).fill([401, 'auth.wrong']));
      expect((await login(plain.username, { code: '123456' })).status).toBe(200);
    });

    it('REQ-A7 five wrong codes lock the pair; the right password alone gives no new tries', async () => {
      const { username, phone } = await colleague();
      const here = somewhere();
      for (let i = 0; i < 5; i++) {
        expect((await login(username, { code: phone.wrong() }, here)).code).toBe('auth.second-step-wrong');
        if (i < 4) expect((await login(username, {}, here)).code).toBe('auth.second-step-required');
      }
      expect(await login(username, { code: phone.fresh() }, here)).toMatchObject({ status: 429, code: 'auth.locked' });
      clock.advance(16 * MINUTE);
      expect((await login(username, { code: phone.fresh() }, here)).status).toBe(200);
    });

    it('REQ-A7 of a burst of guesses from everywhere ten are looked at, and then nobody’s for an hour', async () => {
      const { username, phone } = await colleague();
      const burst = await Promise.all(Array.from({ length: 30 }, () => login(username, { code: phone.wrong() })));
      expect(burst.filter((a) => a.code === 'auth.second-step-wrong')).toHaveLength(10);
      expect(burst.filter((a) => a.status === 429)).toHaveLength(20);
      expect((await login(username, { code: phone.fresh() })).status).toBe(429);
      clock.advance(HOUR);
      expect((await login(username, { code: phone.fresh() })).status).toBe(200);
    });

    it('REQ-A4 REQ-A7 neither a new password nor a reset link does without the code', async () => {
      const { id, username, phone } = await colleague();
      const contact = await house.app.get(PrincipalRegistry, { strict: false }).of('staff').contact(id);
      const { link } = await house.app.get(AccountLinks).issue('reset', 'staff', contact!, null);
      const payload = { token: link.split('#token=')[1], password: 'another-good-Passphrase' };
      expect((await house.app.inject({ method: 'POST', url: '/api/auth/reset', payload })).statusCode).toBe(200);
      expect((await login(username, {}, somewhere(), payload.password)).code).toBe('auth.second-step-required');
      expect((await login(username, { code: phone.fresh() }, somewhere(), payload.password)).status).toBe(200);
    });
  });

  describe('one’s own', () => {
    it('is switched off by password and code, and its recovery codes are made anew by them; the old ones are void', async () => {
      const { id, username, headers, phone, recoveryCodes } = await colleague();
      const now = await codeSession(username, phone);
      expect((await own('POST', '/recovery-codes', now, { password: STAFF_PASSWORD })).body).toMatchObject({
        errors: [{ code: 'code.which' }],
      });
      expect((await own('POST', '/recovery-codes', now, { password: 'wrong', code: phone.fresh() })).status).toBe(400);
      const renewed = await own('POST', '/recovery-codes', now, { password: STAFF_PASSWORD, code: phone.fresh() });
      expect(renewed.body.recoveryCodes).toHaveLength(10);
      expect((await login(username, { recoveryCode: recoveryCodes[1]! })).code).toBe('auth.second-step-wrong');
      expect((await own('POST', '/remove', now, { password: STAFF_PASSWORD, code: phone.wrong() })).body).toMatchObject({
        errors: [{ path: 'code', code: 'code.wrong' }],
      });
      const off = await own('POST', '/remove', now, { password: STAFF_PASSWORD, recoveryCode: renewed.body.recoveryCodes[0] });
      expect(off.body).toMatchObject({ on: false });
      expect((await login(username)).status).toBe(200);
      expect(await told(id)).toContain('auth.second-step-off');
      const actions = await database.rows<{ action: string }>(
        "SELECT action FROM audit_entry WHERE subject = 'Staff' AND subjectId = ? ORDER BY id",
        [String(id)],
      );
      expect(actions.map((a) => a.action)).toEqual(['second-step-on', 'renew-recovery-codes', 'use-recovery-code', 'second-step-off']);
      expect(headers).toBeDefined();
    });
  });

  it('REQ-A7 a colleague’s reset waits for recovery codes that are being made', async () => {
    const { id, username, phone } = await colleague();
    const [now, admin] = [await codeSession(username, phone), await signIn(house)];
    const repository = house.app.get(SecondStepRepository, { strict: false });
    const replace = repository.replaceCodes.bind(repository);
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const held = vi.spyOn(repository, 'replaceCodes').mockImplementation(async (...given) => {
      reached.resolve();
      await goOn.promise;
      await replace(...given);
    });
    const renewed = own('POST', '/recovery-codes', now, { password: STAFF_PASSWORD, code: phone.fresh() });
    await reached.promise;
    const reset = house.app.inject({ method: 'POST', url: `/api/staff/${id}/reset-second-step`, headers: admin, payload: {} });
    await Promise.race([reset, new Promise((resolve) => setTimeout(resolve, 300))]);
    goOn.resolve();
    held.mockRestore();
    expect([(await renewed).status, (await reset).statusCode]).toEqual([200, 200]);
    expect(await database.rows('SELECT id FROM second_step WHERE staffId = ?', [id])).toEqual([]);
  });

  async function codeSession(username: string, phone: Authenticator) {
    const { body } = await login(username, { code: phone.fresh() });
    return { authorization: `Bearer ${body.accessToken as string}` };
  }

  it('a secret that cannot be opened any more signs nobody in and breaks nothing: recovery codes do', async () => {
    const { id, username, phone, recoveryCodes } = await colleague();
    const { secret } = (await database.rows<{ secret: string }>('SELECT secret FROM second_step WHERE staffId <> ?', [id]))[0]!;
    await database.run('UPDATE second_step SET secret = ? WHERE staffId = ?', [secret, id]);
    expect(await login(username, { code: phone.fresh() })).toMatchObject({ status: 401, code: 'auth.second-step-wrong' });
    expect((await login(username, { recoveryCode: recoveryCodes[0]! })).status).toBe(200);
  });

  describe('signing in to the back office', () => {
    const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
    const typeIn = (browser: BackOffice, path: string, form: Record<string, string>) => browser.send('POST', `/admin/${path}`, { form });

    it('REQ-A2 REQ-A3 REQ-A6 a second page asks for the code and keeps where one was going, remember-me and language', async () => {
      const { username, phone } = await colleague();
      const browser = new BackOffice(house);
      const form = { username, password: STAFF_PASSWORD, rememberMe: 'on', next: '/admin/resources/customers', lang: 'en', speak: 'en' };
      const asked = await typeIn(browser, 'login', form);
      expect([asked.status, browser.cookies.has('tide_staff')]).toEqual([200, false]);
      expect(asked.text).toContain('The six digits that your authenticator app shows');
      expect(asked.text).not.toContain(STAFF_PASSWORD);
      const carried = Object.fromEntries(
        ['challenge', 'next', 'lang', 'speak', 'rememberMe'].map((name) => [name, hidden(asked.text, name)]),
      );
      const wrong = await typeIn(browser, 'login/code', { ...carried, code: phone.wrong() });
      expect([wrong.status, wrong.text.includes('The code is not right')]).toEqual([401, true]);
      const fresh = phone.fresh();
      const entered = await typeIn(browser, 'login/code', {
        ...carried,
        challenge: hidden(wrong.text, 'challenge'),
        code: `${fresh.slice(0, 3)} ${fresh.slice(3)}`,
      });
      expect([entered.status, entered.headers['location']]).toEqual([303, '/admin/resources/customers']);
      expect(String(entered.headers['set-cookie'])).toContain('Max-Age=2592000');
      expect((await browser.get('/api/dashboard')).status).toBe(200);
    });

    it('REQ-A7 takes a recovery code in the same field; in the reader’s language', async () => {
      const { username, recoveryCodes } = await colleague();
      const browser = new BackOffice(house);
      const asked = await typeIn(browser, 'login', { username, password: STAFF_PASSWORD, lang: 'zh-CN' });
      expect(asked.text).toContain('输入一个恢复码');
      const challenge = hidden(asked.text, 'challenge');
      expect((await typeIn(browser, 'login/code', { challenge, code: recoveryCodes[3]! })).status).toBe(303);
      expect((await typeIn(new BackOffice(house), 'login/code', { challenge, code: recoveryCodes[3]! })).status).toBe(401);
    });

    it('REQ-A7 the page between is good for five minutes, for this password, and for nobody who made it up', async () => {
      const { id, username, phone } = await colleague();
      const browser = new BackOffice(house);
      const ask = async () =>
        hidden((await typeIn(browser, 'login', { username, password: STAFF_PASSWORD, lang: 'en' })).text, 'challenge');
      const [late, other] = [await ask(), await ask()];
      const refused = async (challenge: string) => {
        const answer = await typeIn(browser, 'login/code', { challenge, code: phone.fresh(), lang: 'en' });
        return [answer.status, answer.text.includes('type your password again'), answer.text.includes('name="password"')];
      };
      expect(await refused(`${other.slice(0, -4)}AAAA`)).toEqual([401, true, true]);
      clock.advance(5 * MINUTE);
      expect(await refused(late)).toEqual([401, true, true]);
      const stale = await ask();
      await database.run('UPDATE staff SET passwordHash = ? WHERE id = ?', ['$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$other', id]);
      expect(await refused(stale)).toEqual([401, true, true]);
    });
  });
});
