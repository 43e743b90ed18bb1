import { failuresPerAddress } from '../../src/platform/auth/sign-in/sign-in-tries.js';
import { Clock, MINUTE } from '../../src/platform/context/clock.js';
import { Settings } from '../../src/platform/settings/settings.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

/** One password on many names, from one address: the lock of user and address never sees it. */
describe(`password spraying on ${STACK}`, () => {
  let house: TestApp;
  let clock: Clock;
  let username: string;
  beforeAll(async () => {
    house = await startApp({ TRUST_PROXY: 'true' });
    clock = house.app.get(Clock);
    ({ username } = await newStaff(house));
  });
  afterAll(() => house.close());
  beforeEach(() => clock.set(Date.now()));
  afterEach(() => house.app.get(Settings).set(failuresPerAddress, 50));

  let names = 0;
  const login = (address: string, name: string, password: string, language = 'en') =>
    house.app.inject({
      method: 'POST',
      url: '/api/auth/login',
      headers: { 'x-forwarded-for': address, 'accept-language': language },
      payload: { username: name, password },
    });
  const guess = (address: string) => login(address, `somebody${++names}`, 'Spring-2026');
  const right = (address: string) => login(address, username, STAFF_PASSWORD);
  const limitTo = (n: number) => house.app.get(Settings).set(failuresPerAddress, n);

  it('REQ-A7 after fifty failures an address waits for 15 minutes, whoever is meant, and the others do not', async () => {
    const answers = [];
    for (let i = 0; i < 52; i++) answers.push(await guess('203.0.113.1'));
    expect(answers.map((a) => a.statusCode)).toEqual([...Array(50).fill(401), 429, 429]);
    const refused = await right('203.0.113.1');
    expect(refused.json()).toMatchObject({
      status: 429,
      code: 'auth.address-locked',
      detail: 'Too many failed tries from your network address; try again in 15 minutes',
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    expect((await login('203.0.113.1', username, STAFF_PASSWORD, 'zh-CN')).json().detail).toBe(
      '您的网络地址登录失败次数过多，请在 15 分钟后再试',
    );
    expect((await right('203.0.113.2')).statusCode).toBe(200);
    clock.advance(15 * MINUTE + 1000);
    expect((await right('203.0.113.1')).statusCode).toBe(200);
  });

  it('REQ-A7 signing in does not give an attacker new tries', async () => {
    await limitTo(10);
    for (let i = 0; i < 10; i++) {
      expect((await guess('203.0.113.3')).statusCode).toBe(401);
      if (i < 9) expect((await right('203.0.113.3')).statusCode).toBe(200);
    }
    expect((await guess('203.0.113.3')).json().code).toBe('auth.address-locked');
  });

  it('REQ-A7 many guesses at once overrun the limit by no more than are checked at a time', async () => {
    await limitTo(10);
    const burst = await Promise.all(Array.from({ length: 60 }, () => guess('203.0.113.4')));
    const tried = burst.filter((a) => a.statusCode === 401).length;
    expect(tried).toBeGreaterThanOrEqual(10);
    expect(tried).toBeLessThanOrEqual(17);
    expect(burst.filter((a) => a.statusCode === 429)).toHaveLength(60 - tried);
  });

  it('REQ-A7 what an address says of itself counts for nothing, and an IPv6 network is one address', async () => {
    await limitTo(10);
    for (let i = 0; i < 10; i++) await guess(`198.51.100.${i}, 203.0.113.5`);
    expect((await right('198.51.100.77, 203.0.113.5')).statusCode).toBe(429);
    for (let i = 0; i < 10; i++) await guess(`2001:db8:1:2::${i + 1}`);
    expect((await right('2001:db8:1:2:ffff:ffff:ffff:ffff')).statusCode).toBe(429);
    expect((await right('2001:db8:1:3::1')).statusCode).toBe(200);
  });

  it('REQ-A7 colleagues who mistype now and then behind one address are never locked out', async () => {
    await limitTo(10);
    for (let i = 0; i < 30; i++) {
      expect((await guess('203.0.113.6')).statusCode).toBe(401);
      clock.advance(2 * MINUTE);
    }
  });

  it('REQ-A7 the back office’s door counts with the API’s', async () => {
    await limitTo(10);
    for (let i = 0; i < 10; i++) await guess('203.0.113.7');
    const page = await house.app.inject({
      method: 'POST',
      url: '/admin/login',
      headers: { 'x-forwarded-for': '203.0.113.7', 'accept-language': 'en', 'content-type': 'application/x-www-form-urlencoded' },
      payload: `username=${username}&password=${STAFF_PASSWORD}`,
    });
    expect([page.statusCode, Number(page.headers['retry-after']) > 800]).toEqual([429, true]);
    expect(page.body).toContain('Too many failed tries from your network address');
  });
});
