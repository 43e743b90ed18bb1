import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

/** Lists as the mouse meets them: what is on the screen, at its place, and no other way in. */
describe('lists in a browser', () => {
  let house: TestApp;
  let base: string;
  let open: Visit | undefined;
  let operations: Awaited<ReturnType<typeof newStaff>>;
  const rows = <T>(sql: string, params: (string | number)[] = []) =>
    house.app.get(Database, { strict: false }).rows<T & Record<string, unknown>>(sql, params);
  const post = async (url: string, payload: object, { headers } = operations) => {
    const answer = await house.app.inject({ method: 'POST', url, headers, payload });
    if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
    return answer.json<{ id: number }>();
  };
  /** The pointer goes where the thing is drawn; what lies over it, or is drawn elsewhere, is not clicked. */
  const clickAt = async (selector: string) => {
    const target = open!.page.locator(selector).first();
    await target.waitFor();
    const { x, y, width, height } = (await target.boundingBox())!;
    const [at, window] = [{ x: x + width / 2, y: y + height / 2 }, open!.page.viewportSize()!];
    expect([at.x > 0 && at.x < window.width, at.y > 0 && at.y < window.height], `${selector} is in the window`).toEqual([true, true]);
    const hit = `document.elementFromPoint(${at.x}, ${at.y})?.closest(${JSON.stringify(selector)})`;
    expect(await open!.page.evaluate(`Boolean(${hit})`), `nothing lies over ${selector}`).toBe(true);
    await open!.page.mouse.click(at.x, at.y);
  };
  /** The list behind it loads anew and forgets its ticks. */
  const closeDrawer = async () => {
    await open!.page.click('[data-testid=drawer-back]');
    await open!.page.waitForSelector('[role=dialog]', { state: 'detached' });
    await open!.page.waitForLoadState('networkidle');
  };
  const tick = (n: number) => open!.page.locator('tbody .adminjs_Checkbox').nth(n).click();
  beforeAll(async () => {
    house = await startApp();
    base = await listen(house);
    operations = await newStaff(house, { roles: ['operations'], name: '陈静' });
  });
  afterEach(async () => {
    const { complaints = [], offsite = [] } = open ?? {};
    await open?.close();
    open = undefined;
    await house.app.get(Database, { strict: false }).run('DELETE FROM customer');
    expect({ complaints, offsite }).toEqual({ complaints: [], offsite: [] });
  });
  afterAll(() => house.close());

  it.each(['zh-CN', 'en'])(
    'REQ-R1 %s: what can be done with the ticked rows is seen and clicked, however far the list has scrolled',
    async (language) => {
      open = await visit(base, { language, width: 1366, height: 768 });
      const { page } = open;
      for (let i = 1; i <= 20; i++) await post('/api/customers', { name: `客户${String(i).padStart(2, '0')}` });
      await signInAt(page, operations.username, STAFF_PASSWORD);
      await page.goto('/admin/resources/customers');
      await page.waitForSelector('tbody .row-link');
      const state = async () =>
        (await page.locator('thead input:indeterminate').count())
          ? 'some'
          : (await page.locator('thead input:checked').count())
            ? 'all'
            : 'none';
      expect(await state()).toBe('none');
      await tick(0);
      await tick(1);
      expect(await state()).toBe('some');
      await page.waitForSelector(`text=${language === 'en' ? '2 ticked' : '已选 2 条'}`);
      await clickAt('[data-testid=action-exportChosen]');
      await page.waitForSelector('[data-testid=run-action]');
      await closeDrawer();
      await page.locator('tbody .row-link').last().scrollIntoViewIfNeeded();
      await tick(19);
      await clickAt('[data-testid=action-bulkDelete]');
      await page.waitForSelector('[role=dialog]');
      await closeDrawer();
      await page.locator('thead .adminjs_Checkbox').click();
      expect(await state()).toBe('all');
    },
    120_000,
  );

  it('REQ-R1 the menu of the last row is whole, though the list scrolls in itself', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    await post('/api/customers', { name: 'Ada' });
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/customers');
    await page.hover('[data-testid=actions-dropdown]');
    await clickAt('.adminjs_DropDownMenu a[href$="/edit"]');
    await page.waitForSelector('h1:has-text("Edit: Ada")');
    expect(await rows('SELECT name FROM customer')).toEqual([{ name: 'Ada' }]);
  }, 60_000);

  it('two ticked customers are compared; the first step names the record that stays and finds the other by his number', async () => {
    open = await visit(base, { width: 1366, height: 768 });
    const { page } = open;
    const one = await post('/api/customers', { name: '王芳', phone: '13800138000' });
    const other = await post('/api/customers', { name: '王小芳' });
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/customers');
    await page.waitForSelector('tbody .row-link');
    await tick(0);
    await tick(1);
    await clickAt('[data-testid=action-mergeTwo]');
    await page.click('[data-testid=run-action]');
    await page.waitForSelector('[data-testid=merge-fields] >> text=王小芳');
    expect(Object.keys(Object.fromEntries(new URL(page.url()).searchParams)).sort()).toEqual(['keep', 'other', 'refresh']);
    expect(await page.innerText('[data-testid=merge-fields]')).toContain('13800138000');
    expect(await page.innerText('[data-testid=merge-fields]')).not.toContain('+86');
    await page.goto(`/admin/pages/customer-merge?keep=${one.id}`);
    await page.waitForSelector('h1:has-text("合并客户")');
    await page.waitForSelector('[data-testid=merge-kept]:has-text("王芳 · C0000")');
    await page.fill('[data-testid=merge-other] input', String(other.id));
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=merge-other] li:has-text("王小芳")');
    await clickAt('[data-testid=merge-cancel]');
    await page.waitForSelector('h1:has-text("王芳")');
  }, 90_000);

  it('REQ-D13 before ticked customers are deleted it says where they go, and one may cancel', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    for (const name of ['Ada', 'Bo', 'Cy']) await post('/api/customers', { name });
    const left = async () => (await rows<{ name: string }>('SELECT name FROM customer WHERE deletedAt IS NULL')).map(({ name }) => name);
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/customers?sortBy=name&direction=asc');
    await page.waitForSelector('tbody .row-link');
    await tick(0);
    await tick(1);
    await clickAt('[data-testid=action-bulkDelete]');
    await page.waitForSelector('[data-testid=bulk-delete-ask]:has-text("Delete these 2 records? Deleted customers go to the recycle bin")');
    await clickAt('[data-testid=bulk-delete-cancel]');
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    expect(await left()).toHaveLength(3);
    await tick(0);
    await tick(1);
    await clickAt('[data-testid=action-bulkDelete]');
    await clickAt('[data-testid=bulk-delete-sure]');
    await page.waitForSelector('text=2 deleted');
    expect(await left()).toHaveLength(1);
  }, 90_000);

  it('REQ-R1 an address without a page says so and leads on', async () => {
    open = await visit(base, { width: 1366, height: 768 });
    const { page } = open;
    await page.goto('/');
    await page.click('a:has-text("管理后台")');
    await page.waitForURL(/\/admin\/login/);
    await signInAt(page, operations.username, STAFF_PASSWORD);
    expect((await page.goto('/admin/nothing'))!.status()).toBe(404);
    await page.waitForSelector('h1:has-text("没有找到页面")');
    expect(await page.title()).toBe('没有找到页面 · Tide CRM');
    await clickAt('[data-testid=to-home]');
    await page.waitForSelector('h1:has-text("陈静，您好")');
  }, 60_000);

  it('REQ-D21 the filters show what a view asks, one by one, and are changed there', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    for (const [name, type] of Object.entries({ Ada: 'person', Bo: 'company' })) await post('/api/customers', { name, type });
    const view = await post('/api/saved-views', { name: 'People', filters: { type: 'person', createdFrom: '2020-01-01' } });
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/customers?page=1');
    await page.click('[data-testid=views] a:has-text("People")');
    await page.waitForSelector('button:has-text("Filter (2)"), a:has-text("Filter (2)")');
    await page.click('[data-css=customers-filter-button]');
    const drawer = page.locator('[data-css=customers-filter-drawer]');
    expect(await drawer.locator('[id="filter-createdAt"]').inputValue()).toBe('2020-01-01');
    await drawer.locator('text=Person').first().waitFor();
    expect(await drawer.locator('label:text-is("View")').count()).toBe(0);
    await drawer.locator('[id="filter-dueWithinHours"]').fill('1');
    await drawer.locator('button[type=submit]').click();
    await page.waitForSelector('text=Nothing matches');
    await page.waitForSelector('[data-testid=views] [aria-current=page]:has-text("People") >> [data-testid=view-changed]');
    await page.click('[data-testid=views] a:has-text("People")');
    await page.waitForSelector('.row-link:has-text("Ada")');
    expect(await page.locator('.row-link:has-text("Bo")').count()).toBe(0);
    expect(await page.locator('[data-testid=view-changed]').count()).toBe(0);
    await house.app.inject({ method: 'DELETE', url: `/api/saved-views/${view.id}`, headers: operations.headers });
  }, 90_000);

  it.each(['zh-CN', 'en'])(
    'REQ-R1 %s: the usual columns of customers fit a notebook, and a phone shows all of them by scrolling the list in itself',
    async (language) => {
      open = await visit(base, { language, width: 1366, height: 768 });
      const { page } = open;
      const wide = { name: '杭州晨光智能装备有限公司', type: 'company', phone: '13800138000', qq: '980015742972', level: 'important' };
      await post('/api/customers', wide);
      await signInAt(page, operations.username, STAFF_PASSWORD);
      await page.goto('/admin/resources/customers');
      await page.waitForSelector('tbody .row-link');
      const box = page.locator('.table-scroll');
      const sizes = async () => [(await box.boundingBox())!.width, (await box.locator('table').boundingBox())!.width].map(Math.round);
      const [room, table] = await sizes();
      expect(table).toBeLessThanOrEqual(room!);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.locator('tbody tr td[data-property-name]:visible').count()).toBeGreaterThan(8);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    },
    60_000,
  );

  it('REQ-R1 REQ-D20 his own customer is found by whoever enters him again; the first stop of the tab key leads past the menu', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const { id } = await post('/api/customers', { name: 'Ada', phone: '13800138000' }, seller);
    await signInAt(page, seller.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/customers/actions/new');
    await page.waitForSelector('[name=phone]');
    await page.keyboard.press('Tab');
    await page.waitForSelector('a.skip:focus');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=main]:focus');
    await page.fill('[name=name]', 'Ada again');
    await page.fill('[name=phone]', '13800138000');
    await clickAt('[data-testid=button-save]');
    await page.waitForSelector('text=This customer is yours already');
    await clickAt('[data-testid=notice-link]');
    await page.waitForURL(`${base}/admin/resources/customers/records/${id}/show`);
  }, 60_000);

  it('REQ-Q7 whoever has opened a message has read it', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    const [owner, other] = [
      await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }),
      await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }),
    ];
    await post('/api/customers', { name: 'Ada', phone: '13800138000' }, owner);
    await post('/api/customers', { name: 'Ada', phone: '13800138000' }, other).catch(() => undefined);
    const unread = async () =>
      (await house.app.inject({ url: '/api/notifications/unread-count', headers: owner.headers })).json<{ count: number }>().count;
    expect(await unread()).toBe(1);
    await signInAt(page, owner.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/notifications');
    const answered = page.waitForResponse(/\/api\/notifications\/\d+\/read$/);
    await page.click('.row-link:has-text("Ada")');
    await answered;
    expect(await unread()).toBe(0);
    // it is read: nothing offers to mark it so
    await page.waitForSelector('.record-details');
    expect(await page.locator('[data-testid=action-read]').count()).toBe(0);
  }, 60_000);
});
