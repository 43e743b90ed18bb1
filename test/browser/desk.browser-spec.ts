import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { ADMIN, newStaff, STAFF_PASSWORD } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

/** The back office as somebody uses it who works there all day. */
describe('a day at the desk', () => {
  let house: TestApp;
  let base: string;
  let open: Visit | undefined;
  const rows = <T>(sql: string, params: (string | number)[] = []) =>
    house.app.get(Database, { strict: false }).rows<T & Record<string, unknown>>(sql, params);
  const call = async (method: 'POST' | 'PATCH', url: string, headers: Record<string, string>, payload: object) => {
    const answer = await house.app.inject({ method, url, headers, payload });
    if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
    return answer.json<{ id: number }>();
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

  it('REQ-R1 an edit form has the fields that can be changed and no others, and what is stored by default is ticked in a new one', async () => {
    open = await visit(base);
    const { page } = open;
    await signInAt(page, ADMIN.username, ADMIN.password);
    for (const [resource, fixed, changed] of [
      ['positions', 'code', 'labelEn'],
      ['permission-groups', 'code', 'labelEn'],
      ['dictionary-items', 'value', 'labelEn'],
    ] as const) {
      await page.goto(`/admin/resources/${resource}`);
      await page.click('.row-link >> nth=0');
      await page.waitForURL(/\/show$/);
      await page.click('[data-testid=action-edit]');
      const field = page.locator('.record-form input').nth(1);
      await field.waitFor();
      expect(await page.locator(`[name=${fixed}]`).count()).toBe(0);
      await field.fill(`Renamed ${changed}`);
      await page.click('[data-testid=button-save]');
      await page.waitForURL(/\/show/);
      await page.waitForSelector(`dd:has-text("Renamed ${changed}")`);
    }
    await page.goto('/admin/resources/campuses/actions/new');
    await page.waitForSelector('h1:has-text("新建校区")');
    expect(await page.isChecked('[name=active]')).toBe(true);
    await page.fill('[name=name]', '沙河校区');
    await page.locator('[name=active] + a').click();
    await page.press('[name=name]', 'Enter');
    await page.waitForURL(/\/resources\/campuses(\?|$)/);
    expect(await rows('SELECT name, active FROM campus')).toEqual([{ name: '沙河校区', active: 0 }]);
  }, 120_000);

  it('REQ-D1 REQ-D13 pages are called by what they show; a deleted customer is named before, and comes back from the bin', async () => {
    open = await visit(base);
    const { page } = open;
    const operations = await newStaff(house, { roles: ['operations'] });
    const { id } = await call('POST', '/api/customers', operations.headers, { name: '郭思颖', phone: '13800138000' });
    await signInAt(page, operations.username, STAFF_PASSWORD);
    expect(await page.title()).toBe('首页 · Tide CRM');
    await page.goto(`/admin/resources/customers/records/${id}/show`);
    await page.waitForSelector('h1:has-text("郭思颖")');
    expect(await page.title()).toBe('郭思颖 · Tide CRM');
    await page.click('[data-testid=action-edit]');
    await page.waitForSelector('h1:has-text("编辑：郭思颖")');
    await page.click('[data-testid=button-cancel]');
    await page.click('[data-testid=action-delete]');
    await page.waitForSelector('[role=alertdialog]:has-text("要删除“郭思颖”吗？会放入客户回收站，30 天内可以恢复。")');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role=alertdialog]', { state: 'detached' });
    await page.click('[data-testid=action-delete]');
    await page.waitForSelector('[role=alertdialog]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/resources\/customers(\?|$)/);
    await page.goto('/admin/resources/deleted-customers');
    await page.click('.row-link:has-text("郭思颖")');
    await page.click('[data-testid=action-restore]');
    await page.click('[data-testid=run-action]');
    await page.goto('/admin/resources/customers');
    await page.waitForSelector('.row-link:has-text("郭思颖")');
  }, 120_000);

  it('REQ-R1 REQ-C8 a manager hands several customers over without touching the mouse', async () => {
    open = await visit(base, { language: 'en' });
    const { page } = open;
    const manager = await newStaff(house, { roles: ['sales-director'], departmentCode: 1001 });
    const giver = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001, name: 'Giver' });
    const taker = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001, name: 'Taker' });
    for (const name of ['Ada', 'Bo']) await call('POST', '/api/customers', giver.headers, { name });
    await signInAt(page, manager.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/holdings');
    const press = async (key: string, until: string) => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press(key);
        if (await page.locator(`${until}:focus`).count()) return;
      }
      throw new Error(`${key} never comes to ${until}`);
    };
    await page.waitForSelector('tbody .row-link');
    await page.focus('[name=search]');
    await press('Tab', '[aria-label="Tick all on this page"]');
    await page.keyboard.press('Space');
    await press('Tab', '[data-testid=action-assign]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=dialog] #toStaffId');
    await page.waitForSelector('#toStaffId:focus');
    await page.keyboard.type('Tak');
    await page.waitForSelector('[id*="-option-"]:has-text("Taker")');
    await page.keyboard.press('Enter');
    await press('Tab', '[data-testid=run-action]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Handed over 2');
    expect(await rows('SELECT DISTINCT ownerId FROM customer WHERE name IN (?, ?)', ['Ada', 'Bo'])).toEqual([{ ownerId: taker.id }]);
    // a row's own menu, and Escape out of the drawer that it opens
    await page.goto('/admin/resources/holdings');
    await page.waitForSelector('tbody .row-link');
    await page.focus('tbody .row-link >> nth=0');
    await press('Tab', '[data-testid=actions-dropdown]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.adminjs_DropDownMenu a:focus');
    await press('Tab', '[href$="/release"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=dialog] h2:has-text("Release: ")');
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/resources\/holdings$/);
  }, 120_000);

  it('REQ-D1 REQ-D4 REQ-D17 a customer’s page has everything known of him in sections, the rest when asked for, and takes one more contact', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const person = await call('POST', '/api/customers', seller.headers, {
      name: '唐一',
      phone: '13800138111',
      area: '北京',
      source: 'qq-group',
      tags: ['在职'],
      notes: '希望周末上课',
      person: { education: 'college', company: '某公司' },
    });
    const firm = await call('POST', '/api/customers', seller.headers, { type: 'company', name: '某科技', company: { staffCount: 40 } });
    await signInAt(page, seller.username, STAFF_PASSWORD);
    await page.goto(`/admin/resources/customers/records/${person.id}/show`);
    await page.waitForSelector('[data-testid=section-basic]');
    const shown = async () => (await page.locator('[data-testid=customer-fields] dd').all()).length;
    const known = await shown();
    const text = await page.innerText('[data-testid=customer-fields]');
    for (const one of ['Person', '北京', '在职', '希望周末上课', 'College', '某公司', 'Personal profile', 'Source and courses'])
      expect(text).toContain(one);
    expect(text).not.toContain('Company profile');
    expect(text).not.toContain('Major');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/customer-en.png`, fullPage: true });
    await page.click('[data-testid=show-empty]');
    await page.waitForSelector('[data-testid=section-person] dt:has-text("Major")');
    expect(await shown()).toBeGreaterThan(known + 10);
    expect(await page.getAttribute('[data-testid=show-empty]', 'aria-pressed')).toBe('true');
    await page.waitForSelector('[data-testid=contacts] >> text=No contacts yet');
    await page.click('[data-testid=add-contact]');
    await page.keyboard.type('唐妈妈');
    await page.fill('#contact-mobile', '13700137000');
    await page.click('[data-testid=contact-save]');
    await page.waitForSelector('[data-testid=contacts] td:has-text("唐妈妈")');
    expect(await page.locator('[data-testid=contact-form]').count()).toBe(0);
    await page.goto(`/admin/resources/customers/records/${firm.id}/show`);
    await page.waitForSelector('[data-testid=section-company] >> text=40');
    expect(await page.locator('[data-testid=section-person]').count()).toBe(0);
    await page.click('text=简体中文');
    await page.waitForSelector('[data-testid=section-company] >> text=企业档案');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/customer-zh.png`, fullPage: true });
  }, 90_000);

  it('REQ-D1 REQ-D3 the form of a customer has sections, and of the profiles that of the chosen type, opened where something is wrong', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    await signInAt(page, seller.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/customers/actions/new');
    await page.waitForSelector('[data-testid=form-basic]');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/customer-form-en.png`, fullPage: true });
    expect(await page.locator('.record-form summary').allInnerTexts()).toEqual([
      'Basic',
      'Contact',
      'Source and courses',
      'Personal profile (optional)',
    ]);
    expect(await page.isVisible('[name=major]')).toBe(false);
    await page.fill('[name=name]', '章三');
    await page.click('[data-testid=form-person] summary');
    await page.fill('[name=major]', '数学');
    await page.fill('[name=idNumber]', '12');
    await page.click('[data-testid=form-person] summary');
    await page.click('[data-testid=button-save]');
    await page.waitForSelector('[name=idNumber]:focus');
    await page.fill('[name=idNumber]', '');
    await page.click('#type');
    await page.click('text="Company"');
    await page.waitForSelector('[data-testid=form-company]');
    expect(await page.locator('[data-testid=form-person]').count()).toBe(0);
    await page.click('[data-testid=form-company] summary');
    await page.fill('[name=staffCount]', '12');
    await page.click('[data-testid=button-save]');
    await page.waitForURL(/\/resources\/customers(\?|$)/);
    const [stored] = await rows<{ type: string; staffCount: number }>(
      `SELECT c.type, p.staffCount FROM customer c JOIN company_profile p ON p.customerId = c.id WHERE c.name = '章三'`,
    );
    expect({ ...stored }).toEqual({ type: 'company', staffCount: 12 });
    await page.click('text=简体中文');
    await page.goto('/admin/resources/customers/actions/new');
    await page.waitForSelector('[data-testid=form-person] >> text=个人档案（选填）');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/customer-form-zh.png`, fullPage: true });
  }, 90_000);
});
