import { startApp, type TestApp } from '../app.js';
import { Authenticator, oneTime } from '../builders/second-step.js';
import { ADMIN, newStaff, STAFF_PASSWORD } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

describe('two-step sign-in in a browser', () => {
  let house: TestApp;
  let base: string;
  let open: Visit | undefined;
  const shot = async (name: string) => {
    if (!SHOTS) return;
    await open!.page.waitForTimeout(400);
    await open!.page.screenshot({ path: `${SHOTS}/second-step-${name}.png`, fullPage: true });
  };
  beforeAll(async () => {
    house = await startApp();
    base = await listen(house);
  });
  afterEach(async () => {
    const { complaints = [], offsite = [] } = open ?? {};
    await open?.close();
    open = undefined;
    expect({ complaints, offsite }).toEqual({ complaints: [], offsite: [] });
  });
  afterAll(() => house.close());

  for (const language of ['zh-CN', 'en'])
    it(`REQ-A7 is set up in My account, asked for at the next sign-in, and looked after by an administrator, in ${language}`, async () => {
      const clock = oneTime(house);
      const en = language === 'en';
      const { id, username } = await newStaff(house, { name: en ? 'Lee' : '李雷', roles: ['salesperson'] });
      open = await visit(base, { language, height: 1000 });
      const { page } = open;
      await signInAt(page, username, STAFF_PASSWORD);
      await page.goto('/admin/pages/account');
      await page.waitForSelector('[data-testid=own-second-step]');
      await shot(`${language}-account-off`);
      await page.click('[data-testid=second-step-start]');
      await shot(`${language}-begin`);
      await page.fill('#password', STAFF_PASSWORD);
      await page.click('button');
      await page.waitForSelector('.qr svg');
      await shot(`${language}-scan`);
      const phone = new Authenticator(clock, (await page.locator('.secret').innerText()).replace(/\s/g, ''));
      await page.fill('#code', phone.wrong());
      await page.click('button');
      await page.waitForSelector('.error');
      await shot(`${language}-mistyped`);
      await page.fill('#code', phone.code());
      await page.click('button');
      await page.waitForSelector('.codes');
      await shot(`${language}-recovery`);
      const recovery = await page.locator('.codes li').first().innerText();
      await page.click('button');
      await page.waitForSelector('[data-testid=ask-remove]');
      await shot(`${language}-account-on`);
      await page.click('[data-testid=ask-recovery-codes]');
      await page.fill('#proof-password', STAFF_PASSWORD);
      await page.fill('#proof-code', phone.fresh());
      await page.click('[data-testid=second-step-recovery-codes] button[type=submit]');
      await page.waitForSelector('[data-testid=recovery-codes]');
      await shot(`${language}-account-codes`);
      const renewed = await page.locator('[data-testid=recovery-codes] li').first().innerText();
      expect(renewed).not.toBe(recovery);

      await page.context().clearCookies();
      await page.goto('/admin/pages/account');
      await page.fill('[name=username]', username);
      await page.fill('[name=password]', STAFF_PASSWORD);
      await page.click('button');
      await page.waitForSelector('#code');
      await shot(`${language}-code`);
      await page.fill('#code', renewed);
      await page.click('button');
      await page.waitForSelector('[data-testid=own-second-step]');
      expect(page.url()).toContain('/admin/pages/account');

      await page.context().clearCookies();
      await signInAt(page, ADMIN.username, ADMIN.password);
      await page.goto(`/admin/resources/staff/records/${id}/show`);
      await page.waitForSelector('.record-details');
      await shot(`${language}-colleague`);
      await page.goto(`/admin/resources/staff/records/${id}/signOut`);
      await page.waitForSelector('[data-testid=own-sessions] td');
      await shot(`${language}-sessions`);
      await page.click('[data-testid=end-others]');
      await page.waitForSelector('[data-testid=own-sessions] td', { state: 'detached' });
      await page.goto('/admin/resources/sign-ins');
      await page.waitForSelector('tbody tr');
      await shot(`${language}-log`);
    });
});
