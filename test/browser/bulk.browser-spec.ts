import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { newCustomers, ownedCustomers } from '../builders/held-customers.js';
import { call } from '../calls.js';
import { Importer } from '../imports.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

/** Many customers at once, as the one who works in the list all day meets it. */
describe('bulk changes in a browser', () => {
  let house: TestApp;
  let base: string;
  let open: Visit | undefined;
  let operations: Awaited<ReturnType<typeof newStaff>>;
  const count = async (where: string) =>
    Number(
      (await house.app.get(Database, { strict: false }).rows<{ n: number }>(`SELECT COUNT(*) AS n FROM customer WHERE ${where}`))[0]!.n,
    );
  const shot = async (name: string) => {
    const folder = process.env['SCREENSHOTS'];
    if (folder) await open!.page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };
  const tick = (n: number) => open!.page.locator('tbody .adminjs_Checkbox').nth(n).click();
  const text = (testId: string) => open!.page.textContent(`[data-testid=${testId}]`);

  beforeAll(async () => {
    house = await startApp();
    base = await listen(house);
    operations = await newStaff(house, { roles: ['operations'], name: '陈静' });
    const anna = await newStaff(house, { roles: ['salesperson'], name: '安娜', departmentCode: 1001 });
    await newStaff(house, { roles: ['salesperson'], name: '本杰明', departmentCode: 1001 });
    await newCustomers(house, 23, { source: 'baidu' });
    await ownedCustomers(house, anna.id, 4, { source: 'seo' });
  });
  afterEach(() => open?.close());
  afterAll(() => house.close());

  it('REQ-D18 all that match are chosen beside the ticked ones, changed after a look at what would happen, and changed back', async () => {
    open = await visit(base);
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/customers?filters.source=baidu');
    await page.waitForSelector('tbody tr');
    await tick(0);
    await page.waitForSelector('[data-testid=all-that-match]');
    expect(await text('all-that-match')).toContain('23');
    await page.click('[data-testid=all-that-match]');
    await page.waitForSelector('.ticked-bar strong:has-text("23")');
    await shot('bulk-bar');
    await page.click('[data-testid=bulk-edit]');
    await page.waitForSelector('[data-testid=bulk-form]');
    await page.selectOption('[data-testid=bulk-level]', 'key');
    await page.fill('[data-testid=bulk-addTags]', '秋季展会，重点');
    await page.click('[data-testid=bulk-look]');
    await page.waitForSelector('[data-testid=bulk-forecast]');
    expect(await text('figure-changes')).toContain('23');
    await shot('bulk-edit');
    expect(await count(`level = 'key'`)).toBe(0);
    await page.click('[data-testid=bulk-start]');
    await page.waitForSelector('[data-testid=change-result]');
    expect(await text('figure-changed')).toContain('23');
    expect(await count(`level = 'key' AND source = 'baidu'`)).toBe(23);
    await shot('bulk-result');

    const [first] = await house.app
      .get(Database, { strict: false })
      .rows<{ id: number }>(`SELECT id FROM customer WHERE source = 'baidu' ORDER BY id LIMIT 1`);
    expect((await call(house, 'PATCH', `/customers/${first!.id}`, operations, { level: 'normal' })).status).toBe(200);
    await page.click('[data-testid=undo-look]');
    await page.waitForSelector('[data-testid=undo-forecast]');
    await shot('bulk-undo-forecast');
    await page.click('[data-testid=undo-sure]');
    await page.waitForSelector('[data-testid="rows-undo=partly,kept"]');
    await page.click('[data-testid="rows-undo=partly,kept"]');
    await page.waitForSelector('[data-testid=change-rows]');
    expect(await text('change-rows')).toContain('陈静');
    await shot('bulk-undone');
    expect(await count(`level = 'key'`)).toBe(0);

    await page.goto('/admin/resources/change-sets');
    await page.waitForSelector('tbody tr');
    expect(await page.textContent('tbody')).toContain('级别：大客户');
    await shot('bulk-list');
    expect(open.complaints).toEqual([]);
  });

  it('REQ-C8 ticked ones go in turn to several colleagues', async () => {
    open = await visit(base, { language: 'en' });
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/customers?filters.source=seo');
    await page.waitForSelector('tbody tr');
    for (const n of [0, 1]) await tick(n);
    await page.click('[data-testid=bulk-assign]');
    await page.waitForSelector('[data-testid=bulk-to]');
    for (const name of ['本杰明', '安娜']) {
      await page.locator('[data-testid=bulk-to] input').last().fill(name);
      await page.locator('[data-testid=bulk-to]').getByText(name, { exact: false }).last().click();
      await page.waitForSelector(`[data-testid=bulk-to] span:has-text("${name}")`);
    }
    await page.fill('[data-testid=bulk-reason]', 'Team change');
    await page.click('[data-testid=bulk-look]');
    await page.waitForSelector('[data-testid=bulk-forecast]');
    await shot('bulk-assign');
    expect(await text('figure-changes')).toContain('1');
    await page.click('[data-testid=bulk-start]');
    await page.waitForSelector('[data-testid=change-result]');
    await shot('bulk-assign-result');
    expect(open.complaints).toEqual([]);
  });

  it('REQ-D24 an import is taken back from its result, and who was touched since is named', async () => {
    const importer = new Importer(house, operations.headers, 'zh-CN');
    const rows = Array.from({ length: 12 }, (_, i) => `展会${i},1350000${String(i).padStart(4, '0')}`).join('\n');
    const imported = await importer.import(`姓名,手机\n${rows}\n`, { distribute: 'false' }, '秋季展会.csv');
    const [first] = await house.app.get(Database, { strict: false }).rows<{ id: number }>(`SELECT id FROM customer WHERE name = '展会3'`);
    expect((await call(house, 'PATCH', `/customers/${first!.id}`, operations, { level: 'normal' })).status).toBe(200);
    open = await visit(base);
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto(`/admin/resources/imports/records/${imported.id}/show`);
    await page.click('[data-testid=undo-look]');
    await page.waitForSelector('[data-testid=undo-forecast]');
    expect(await text('figure-back')).toContain('11');
    await shot('import-undo-forecast');
    await page.click('[data-testid=undo-sure]');
    await page.click('[data-testid="rows-undo=partly,kept"]');
    await page.waitForSelector('[data-testid=change-rows]');
    expect(await text('change-rows')).toContain('导入后被修改');
    await shot('import-undone');
    expect(await count(`name LIKE '展会%' AND deletedAt IS NULL`)).toBe(1);
    expect(open.complaints).toEqual([]);
  });
});
