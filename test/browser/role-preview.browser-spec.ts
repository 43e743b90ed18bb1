import { startApp, type TestApp } from '../app.js';
import { newCustomers, ownedCustomers } from '../builders/held-customers.js';
import { call, done } from '../calls.js';
import { ADMIN, newStaff, signIn } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

describe('the preview of a role in a browser', () => {
  let house: TestApp;
  let base: string;
  let open: Visit | undefined;
  let roleId: number;
  beforeAll(async () => {
    house = await startApp();
    base = await listen(house);
    const headers = await signIn(house);
    const { items } = await done(call(house, 'GET', '/roles?pageSize=100', { headers }));
    roleId = (items as { id: number; code: string }[]).find((role) => role.code === 'salesperson')!.id;
    for (const name of ['李雷', '韩梅']) {
      const { id } = await newStaff(house, { name, roles: ['salesperson'], departmentCode: 601 });
      await ownedCustomers(house, id, 2, { name: '客户' });
    }
    await newCustomers(house, 3, { name: '公海客户', holding: 'pool' });
  });
  afterEach(async () => {
    const { complaints = [], offsite = [] } = open ?? {};
    await open?.close();
    open = undefined;
    expect({ complaints, offsite }).toEqual({ complaints: [], offsite: [] });
  });
  afterAll(() => house.close());

  it('REQ-B5 REQ-B9 says on the role’s page, before it is saved, who would see how many customers and gain what', async () => {
    open = await visit(base, { height: 1000 });
    const { page } = open;
    await signInAt(page, ADMIN.username, ADMIN.password);
    await page.goto(`/admin/resources/roles/records/${roleId}/show`);
    await page.selectOption('[data-testid="grant-customers_Customer.read"]', 'all');
    await page.selectOption('[data-testid="grant-customers_Customer.export"]', '');
    await page.click('[data-testid=preview-permissions]');
    await page.waitForSelector('[data-testid=role-preview] td:has-text("客户：查看")');
    expect(await page.locator('[data-testid=role-preview] table').first().innerText()).toMatch(/客户\s+2\s+7/);
    await page.locator('[data-testid=role-preview]').scrollIntoViewIfNeeded();
    if (SHOTS) await page.locator('[data-testid=role-preview]').screenshot({ path: `${SHOTS}/role-preview.png` });
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/role-preview-page.png` });
    await page.selectOption('[data-testid="grant-customers_Customer.read"]', 'own');
    await page.waitForSelector('[data-testid=role-preview]', { state: 'detached' });
  });
});
