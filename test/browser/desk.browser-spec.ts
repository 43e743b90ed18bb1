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
    expect(await page.innerText('[data-testid=run-count]')).toBe('2 are ticked');
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
    await page.waitForSelector('[role=dialog] >> text=cannot have him back for 15 days');
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
    for (const one of ['Person', '北京', '在职', '希望周末上课', 'College', '某公司', 'Personal profile', 'Source and interest'])
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
      'Name and contact',
      'Source and interest',
      'Address and more',
      'Personal profile (optional)',
    ]);
    // what is asked first stands on the first screen, and nothing that is not his to use
    expect((await page.locator('[name=phone]').boundingBox())!.y).toBeLessThan(300);
    expect(await page.locator('[name=override], #assignToId').count()).toBe(0);
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
    await page.waitForSelector('html[lang="zh-CN"]');
    await page.goto('/admin/resources/customers/actions/new');
    await page.waitForSelector('[data-testid=form-person] >> text=个人档案（选填）');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/customer-form-zh.png`, fullPage: true });
  }, 90_000);

  it('REQ-D34 a course that is missing is added from the form of a customer, in a window of its own, and is chosen there', async () => {
    open = await visit(base, { width: 1366, height: 768 });
    const { page } = open;
    await signInAt(page, 'admin', 'first-admin-password');
    await page.goto('/admin/resources/customers/actions/new');
    await page.fill('[name=name]', '陈新课');
    const [added] = await Promise.all([page.waitForEvent('popup'), page.click('[data-testid=add-courseIds]')]);
    await added.fill('[name=name]', '烘焙入门');
    if (SHOTS) await added.screenshot({ path: `${SHOTS}/course-popup-zh.png` });
    await Promise.all([added.waitForEvent('close'), added.click('[data-testid=button-save]')]);
    await page.waitForSelector('[aria-label=已选] >> text=烘焙入门');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/customer-form-course-zh.png`, fullPage: true });
    expect(await page.inputValue('[name=name]')).toBe('陈新课');
    await page.click('[data-testid=button-save]');
    await page.waitForURL(/\/resources\/customers(\?|$)/);
    expect(
      await rows(
        `SELECT k.name FROM customer c JOIN customer_course cc ON cc.customerId = c.id JOIN course k ON k.id = cc.courseId WHERE c.name = '陈新课'`,
      ),
    ).toMatchObject([{ name: '烘焙入门' }]);
    await page.goto('/admin/resources/staff/actions/new');
    await page.waitForSelector('[data-testid=add-departmentId]');
  }, 60_000);

  it('REQ-R1 REQ-D13 after a follow-up every part of a customer’s page says the same, and his owner hands him on from there', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const taker = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001, name: 'Zoe Taker' });
    const { id } = await call('POST', '/api/customers', seller.headers, { name: 'Nora', phone: '13800138222' });
    await signInAt(page, seller.username, STAFF_PASSWORD);
    // from what runs out to the one who can be called
    await page.goto('/admin/resources/holdings');
    await page.click('tbody .row-link:has-text("Nora")');
    await page.waitForURL(new RegExp(`/resources/customers/records/${id}/show`));
    const save = page.locator('[data-testid=follow-up-form] button[type=submit]');
    await save.waitFor();
    const { y, height } = (await save.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(768);
    expect(await page.locator('[data-testid=customer-fields] [data-field=lastFollowUpAt]').count()).toBe(0);
    await page.fill('#follow-up-summary', 'wants the weekend class');
    await save.click();
    await page.waitForSelector('[role=status]:has-text("The follow-up is recorded")');
    await page.waitForSelector('[data-testid=timeline] a[href*="/resources/interactions/records/"]:has-text("wants the weekend class")');
    const last = await page.innerText('[data-testid=customer-fields] [data-field=lastFollowUpAt]');
    const [stored] = await rows<{ lastFollowUpAt: number }>('SELECT lastFollowUpAt FROM customer WHERE id = ?', [id]);
    expect(Math.abs(Date.parse(`${last.replace(' ', 'T')}:00+08:00`) - Number(stored!.lastFollowUpAt))).toBeLessThanOrEqual(60_000);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/customer-after-follow-up-en.png`, fullPage: true });
    await page.click('[data-testid=action-handOver]');
    await page.waitForSelector('[role=dialog] >> text=go on as they stand');
    await page.keyboard.press('Escape');
    await page.waitForURL(new RegExp(`/resources/customers/records/${id}/show`)); // where he was, not the list
    await page.click('[data-testid=action-handOver]');
    await page.waitForSelector('[role=dialog] #toStaffId');
    expect(await page.locator('[role=dialog] [name=override]').count()).toBe(0);
    await page.keyboard.type('Zoe');
    await page.waitForSelector('[id*="-option-"]:has-text("Zoe Taker")');
    await page.keyboard.press('Enter');
    await page.click('[data-testid=run-action]');
    await page.waitForSelector('[role=status]:has-text("Handed over")');
    expect(await rows('SELECT ownerId FROM customer WHERE id = ?', [id])).toEqual([{ ownerId: taker.id }]);
  }, 90_000);

  it('REQ-R1 a refusal stays beside what it speaks of, stands over no field, and is gone with the next try', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    await signInAt(page, ADMIN.username, ADMIN.password);
    const [department] = await rows<{ id: number }>('SELECT id FROM department WHERE code = 1001');
    await page.goto(`/admin/resources/departments/records/${department!.id}/show`);
    await page.click('[data-testid=action-delete]');
    await page.waitForSelector('[role=alertdialog]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=alert]:has-text("staff: ")');
    await page.waitForSelector('[data-testid=action-delete]');
    expect(await page.locator('.adminjs_InfoBox').count()).toBe(0);
    await page.goto('/admin/resources/campuses/actions/new');
    for (const length of [200, 201]) {
      await page.fill('[name=name]', 'x'.repeat(length));
      await page.click('[data-testid=button-save]');
      await page.waitForSelector('[role=alert]');
    }
    expect(await page.locator('[role=alert]').count()).toBe(1);
    const alert = (await page.locator('[role=alert]').boundingBox())!;
    expect((await page.locator('h1').boundingBox())!.y).toBeGreaterThanOrEqual(alert.y + alert.height);
    await page.click('[data-testid=button-cancel]');
    await page.waitForURL(/\/resources\/campuses(\?|$)/);
    // what came with the page before is not said on this one; it takes a second to be told from what came with the change
    await page.click('[data-testid=action-new]');
    await page.fill('[name=name]', 'x'.repeat(200));
    await page.click('[data-testid=button-save]');
    await page.waitForSelector('[role=alert]');
    await page.waitForTimeout(1100);
    await page.click('[data-testid=button-cancel]');
    await page.waitForSelector('[role=alert]', { state: 'detached' });
  }, 90_000);

  it('REQ-R1 lists end where pages end and say so, menus open where there is room, and dead ends lead home', async () => {
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    const operations = await newStaff(house, { roles: ['operations'] });
    for (let i = 0; i < 12; i++) await call('POST', '/api/customers', operations.headers, { name: `Many ${i}` });
    await signInAt(page, operations.username, STAFF_PASSWORD);
    const shadow = () =>
      page.evaluate<string>(`getComputedStyle(document.querySelector('[data-css="customers-filter-drawer"]')).boxShadow`);
    await page.goto('/admin/resources/customers');
    await page.waitForSelector('tbody tr');
    expect(await shadow()).toBe('none');
    const menu = page.locator('[data-testid=actions-dropdown]').nth(7);
    await menu.hover();
    const last = page.locator('.options .adminjs_DropDownMenu:visible a').last();
    await last.waitFor();
    await page.waitForSelector('.options.upwards');
    const { y, height } = (await last.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(768);
    // a house of 54,380, as its list answers
    await page.route(/resources\/customers\/actions\/list/, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { meta: { total: number } };
      if (answer.ok()) body.meta.total = 54_380;
      await route.fulfill({ response: answer, json: body });
    });
    await page.goto('/admin/resources/customers?page=2');
    await page.waitForSelector('[data-testid=pages-end]:has-text("50,000")');
    await page.click('[data-testid=last]');
    await page.waitForURL(/page=2500/);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.goto('/admin/resources/customers?page=2719');
    await page.waitForSelector('[data-testid=list-error]:has-text("narrow the list")');
    expect(await page.locator('.adminjs_InfoBox').count()).toBe(0);
    await page.click('[data-testid=back-to-list]');
    await page.waitForSelector('tbody tr');
    await page.goto('/admin/resources/customers?page=40');
    await page.waitForSelector('text=There is no page 40');
    for (const dead of ['/admin/pages/nothing', '/admin/resources/nothing', '/admin/resources/customers/records/99999999/show']) {
      await page.goto(dead);
      await page.click('[data-testid=to-home]');
      await page.waitForSelector('[data-testid=card-unread]');
    }
  }, 90_000);
});
