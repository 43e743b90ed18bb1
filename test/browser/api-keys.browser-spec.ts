import { startApp, type TestApp } from '../app.js';
import { ADMIN } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

describe('API keys in a browser', () => {
  let house: TestApp;
  let base: string;
  let open: Visit | undefined;
  const shot = async (name: string) => {
    if (!SHOTS) return;
    await open!.page.waitForTimeout(400);
    await open!.page.screenshot({ path: `${SHOTS}/api-keys-${name}.png`, fullPage: true });
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

  it('REQ-R8 are made, shown once with a copy, used, and revoked', async () => {
    open = await visit(base, { height: 1000 });
    const { page } = open;
    await signInAt(page, ADMIN.username, ADMIN.password);
    await page.goto('/admin/resources/api-keys');
    await page.waitForSelector('text=还没有密钥');
    await shot('none');
    await page.click('a:has-text("新建密钥"), button:has-text("新建密钥")');
    await page.waitForSelector('[name=name]');
    await page.fill('[name=name]', '官网表单');
    await page.locator('button:has-text("运营")').first().click();
    await page.fill('textarea', '203.0.113.0/24');
    await shot('make');
    await page.click('[data-testid=run-action]');
    await page.waitForSelector('[data-testid=run-detail]');
    await shot('secret');
    expect(await page.locator('[data-testid=run-detail]').innerText()).toMatch(/^tide_[\w-]{43}$/);
    await page.click('button:has-text("完成")');
    await page.waitForSelector('td:has-text("官网表单")');
    await shot('list');
    await page.locator('td:has-text("官网表单")').first().click();
    await page.waitForSelector('.record-details');
    await shot('show');
    await page.click('a:has-text("吊销"), button:has-text("吊销")');
    await page.waitForSelector('[data-testid=run-action]');
    await shot('revoke');
    await page.click('[data-testid=run-action]');
    await page.waitForSelector('td:has-text("已吊销")');
  });
});
