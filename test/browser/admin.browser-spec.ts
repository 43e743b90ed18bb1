import { Database } from '../../src/platform/database/database.js';
import { startAppWith } from '../admin.js';
import type { TestApp } from '../app.js';
import { GadgetsModule } from '../fixtures/gadgets.module.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

describe('the back office in a browser', () => {
  let house: TestApp;
  let base: string;
  let sales: { id: number; username: string };
  let open: Visit | undefined;
  const shot = async (name: string) => {
    if (SHOTS) await open!.page.screenshot({ path: `${SHOTS}/${name}.png` });
  };
  const gadget = (id: number) =>
    house.app.get(Database, { strict: false }).rows<Record<string, unknown>>('SELECT * FROM test_gadget WHERE id = ?', [id]);
  beforeAll(async () => {
    house = await startAppWith(GadgetsModule);
    base = await listen(house);
    sales = await newStaff(house, { roles: ['salesperson'], name: '王小明' });
  });
  beforeEach(() => house.app.get(Database, { strict: false }).run('DELETE FROM test_gadget'));
  afterEach(async () => {
    const { complaints = [], offsite = [] } = open ?? {};
    await open?.close();
    open = undefined;
    expect({ complaints, offsite }).toEqual({ complaints: [], offsite: [] });
  });
  afterAll(() => house.close());

  it('REQ-R1 REQ-A1 signs in, adds, finds, edits, acts and deletes, under a policy that lets no foreign script or style run', async () => {
    open = await visit(base, { timezone: 'America/New_York' });
    const { page } = open;
    await page.goto('/admin/resources/gadgets?filters.kind=red');
    await shot('sign-in-zh');
    await page.fill('[name=username]', sales.username);
    await page.fill('[name=password]', 'wrong');
    await page.click('button');
    await page.waitForSelector('[role=alert]');
    await page.fill('[name=password]', STAFF_PASSWORD);
    await page.click('button');
    await page.waitForSelector('text=没有符合条件的记录');
    expect(page.url()).toBe(`${base}/admin/resources/gadgets?filters.kind=red`);
    await page.click('[data-testid=show-all]');
    await page.waitForSelector('text=还没有器件');
    await shot('list-empty-zh');
    await page.goto('/admin/resources/gadgets/actions/new');
    await page.fill('[name=name]', '扳手');
    await page.fill('[name=price]', '12.50');
    await page.fill('[name=dueAt]', '2026-03-01T09:30');
    await page.click('button:has-text("Bo")');
    await shot('new-zh');
    await page.click('[data-testid=button-save]');
    await page.waitForSelector('td:has-text("扳手")');
    await page.waitForSelector('td:has-text("¥12.50")');
    await page.waitForSelector('td:has-text("2026-03-01 09:30")');
    const [made] = await house.app
      .get(Database, { strict: false })
      .rows<{ id: number; dueAt: number; tags: string }>('SELECT * FROM test_gadget');
    expect([Number(made!.dueAt), made!.tags]).toEqual([Date.parse('2026-03-01T01:30:00Z'), '[2]']);
    await shot('list-zh');
    await page.goto(`/admin/resources/gadgets/records/${made!.id}/edit`);
    await page.fill('[name=price]', 'abc');
    await page.click('[data-testid=button-save]');
    await page.waitForSelector('[role=alert]');
    await shot('edit-fault-zh');
    await page.fill('[name=price]', '99');
    await page.click('[data-testid=button-save]');
    await page.waitForSelector('text=¥99.00');
    await shot('show-zh');
    expect((await gadget(made!.id))[0]).toMatchObject({ price: 9900, changedBy: '王小明', source: 'admin' });
    await page.goto(`/admin/resources/gadgets/records/${made!.id}/polish`);
    await page.fill('[name=grade]', '9');
    await shot('action-zh');
    await page.click('[data-testid=run-action]');
    await page.waitForSelector('text=once-only-code');
    await shot('action-done-zh');
    await page.goto('/admin/resources/gadgets?search=nothing-like-it');
    await page.waitForSelector('text=没有符合条件的记录');
    await page.fill('[name=search]', '扳');
    await page.press('[name=search]', 'Enter');
    await page.waitForSelector('td:has-text("扳手")');
    await page.click('[data-testid=actions-dropdown]');
    await page.click('text=删除');
    await page.waitForSelector('text=要删除“扳手”吗？删除后不可恢复。');
    await shot('delete-zh');
    await page.click('button[label="确定"]');
    await page.waitForSelector('text=没有符合条件的记录');
    expect(await gadget(made!.id)).toEqual([]);
  }, 90_000);

  it('REQ-R12 shows the home page, the menu and the other language, and signs out by POST', async () => {
    open = await visit(base);
    const { page } = open;
    await signInAt(page, sales.username, STAFF_PASSWORD);
    await page.waitForSelector('[data-testid=card-gadgets] canvas');
    expect(await page.textContent('[data-testid=card-gadgets]')).toContain('您名下的器件');
    await shot('home-zh');
    await page.click('[data-testid=language]');
    await page.waitForSelector('text=Gadgets of yours');
    await shot('home-en');
    await page.click('a:has-text("Makers")');
    await page.waitForSelector('td:has-text("Ada")');
    await page.goto('/admin/resources/gadgets');
    await page.waitForSelector('text=No gadgets yet');
    await page.goto('/admin/resources/gadgets/actions/new');
    await page.waitForSelector('text=Colour (style)');
    await shot('new-en');
    await page.goto('/admin/pages/workbench');
    await page.waitForSelector('text=Page not found');
    await shot('forbidden-en');
    await page.click('[data-testid=sign-out]');
    await page.waitForSelector('[name=password]');
    await shot('sign-in-en');
    expect((await page.goto('/admin/api/dashboard'))!.status()).toBe(401);
  }, 60_000);

  it('REQ-R5 filters by range and choice, kept in the address; a tablet is served as well', async () => {
    open = await visit(base, { width: 820, height: 1180 });
    const { page } = open;
    const own = await newStaff(house, { roles: ['salesperson'] });
    await signInAt(page, own.username, STAFF_PASSWORD);
    const database = house.app.get(Database, { strict: false });
    for (let i = 0; i < 25; i++)
      await database.run(
        'INSERT INTO test_gadget (name, kind, price, active, tags, ownerId, version, createdAt) VALUES (?,?,?,1,?,?,1,?)',
        [`器件 ${i}`, i % 2 ? 'red' : 'blue', i * 100, '[1,2]', own.id, Date.parse('2026-05-10T04:00:00Z') + i * 86_400_000],
      );
    await page.goto('/admin/resources/gadgets?filters.createdAt.from=2026-05-10&filters.createdAt.to=2026-05-12');
    await page.waitForSelector('td:has-text("器件 2")');
    expect(await page.locator('tbody tr').count()).toBe(3);
    await page.click('[data-css=gadgets-filter-button]');
    expect(await page.inputValue('[aria-label="从"]')).toBe('2026-05-10');
    await page.waitForTimeout(400); // the drawer slides in
    await shot('filter-tablet');
    await page.fill('[aria-label="至"]', '2026-05-11');
    await page.click('button:has-text("应用筛选")');
    await expect.poll(() => page.locator('tbody tr').count(), { timeout: 10_000 }).toBe(2);
    expect(page.url()).toContain('filters.createdAt.to=2026-05-11');
  }, 60_000);
});
