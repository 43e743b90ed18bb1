import { startApp, type TestApp } from '../app.js';
import { ADMIN, departmentOf, newStaff, STAFF_PASSWORD } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

describe('organisation and rights in a browser', () => {
  let house: TestApp;
  let base: string;
  let open: Visit | undefined;
  const shot = async (name: string) => {
    if (!SHOTS) return;
    await open!.page.waitForTimeout(400); // drawers slide in, notices fade
    await open!.page.screenshot({ path: `${SHOTS}/rbac-${name}.png`, fullPage: true });
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

  /** Fills a form of the back office: texts by their names, references by what is searched for. */
  const create = async (resource: string, values: Record<string, string>, references: Record<string, string> = {}) => {
    const { page } = open!;
    await page.goto(`/admin/resources/${resource}/actions/new`);
    await page.waitForSelector('[data-testid=button-save]');
    for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value);
    for (const [label, wanted] of Object.entries(references)) {
      await page.locator(`label:has-text("${label}") >> xpath=.. >> input`).first().fill(wanted);
      await page.locator(`[id*="-option-"]:has-text("${wanted}")`).first().click();
    }
    await shot(`new-${resource}`);
    await page.click('[data-testid=button-save]');
    await page.waitForURL((url) => !url.pathname.endsWith('/actions/new'));
  };
  const openRow = async (resource: string, text: string) => {
    const { page } = open!;
    await page.goto(`/admin/resources/${resource}?search=${encodeURIComponent(text)}`);
    await page.locator(`td:has-text("${text}")`).first().click();
    await page.waitForURL(/\/show/);
    return Number(/records\/(\d+)\//.exec(page.url())![1]);
  };
  const newButtons = () => open!.page.locator('a:has-text("新建"), button:has-text("新建")').count();

  it('REQ-T10 REQ-A14 REQ-B9 REQ-B10 REQ-C1 REQ-C9 an administrator sets the house up; an invited colleague sees only his own menu', async () => {
    open = await visit(base, { height: 1000 });
    const { page } = open;
    await signInAt(page, ADMIN.username, ADMIN.password);
    await create('campuses', { name: '北京海淀校区', address: '中关村大街 1 号' });
    await create('campuses', { name: '上海虹口校区' });
    await create('courses', { name: 'Java 工程师', outline: '第一章' });
    await create('departments', { code: '1000', name: '市场部' });
    await create('departments', { code: '1001', name: '销售部' }, { 上级部门: '市场部' });
    await page.waitForSelector('td:has-text("└ 销售部")');
    await shot('departments');
    for (const [name, account] of [
      ['甲', 'a'],
      ['乙', 'b'],
      ['丙', 'c'],
      ['丁', 'd'],
    ] as const)
      await create('staff', { name, username: account }, { 部门: '销售部' });
    await create('roles', { nameZh: '讲师组长', nameEn: 'Lead lecturer', code: 'lead-lecturer' });

    const roleId = await openRow('roles', '讲师组长');
    await page.waitForSelector('[data-testid=subject-Course]');
    await page.selectOption('[data-testid="grant-catalog_Course.read"]', 'all');
    await page.selectOption('[data-testid="grant-catalog_Campus.read"]', 'all');
    await page.selectOption('[data-testid="grant-organisation_Staff.read"]', 'tree');
    await page.click('[data-testid="detail-organisation_Staff.read"]');
    await page.uncheck('[data-testid=field-phone]');
    await shot('role-editing');
    await page.click('[data-testid=save-permissions]');
    await page.waitForSelector('text=权限已保存');
    await page.waitForSelector('[data-testid=matrix-bar]', { state: 'detached' });
    await page.reload();
    await page.waitForSelector('[data-testid=subject-Course]');
    expect(await page.inputValue('[data-testid="grant-organisation_Staff.read"]')).toBe('tree');

    const invited = await openRow('staff', '甲');
    await shot('staff-show');
    await page.goto(`/admin/resources/staff/records/${invited}/assignRoles`);
    await page.check(`[data-testid=role-${roleId}] input`);
    await shot('assign-roles');
    await page.click('[data-testid=save-roles]');
    await page.waitForSelector('text=角色已更新');
    await page.goto(`/admin/resources/staff/records/${invited}/invite`);
    await page.click('[data-testid=run-action]');
    await page.waitForSelector('pre');
    await shot('invited');
    const link = (await page.textContent('pre'))!.trim();
    await page.goto('/admin/resources/staff');
    await page.waitForSelector('td:has-text("讲师组长")');
    expect(await newButtons()).toBeGreaterThan(0);
    await shot('staff-list');
    const away = link.replace(/^https?:\/\/[^/]+/, '');
    await page.click('[data-testid=sign-out]');
    await page.waitForSelector('[name=password]');

    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
    await page.goto(away);
    expect([await page.isVisible('#link'), new URL(page.url()).hash]).toEqual([false, '']); // taken out of the address
    await shot('invitation');
    await page.fill('[name=password]', 'short');
    await page.fill('[name=repeat]', 'other-words');
    await page.locator('form').evaluate((form: { noValidate: boolean }) => (form.noValidate = true));
    await page.click('button:has-text("保存密码")');
    await page.waitForSelector('[role=alert]');
    await shot('invitation-fault');
    await page.fill('[name=password]', STAFF_PASSWORD);
    await page.fill('[name=repeat]', STAFF_PASSWORD);
    await page.click('button:has-text("保存密码")');
    await page.waitForSelector('text=密码已设置');
    await shot('invitation-done');
    expect(await page.inputValue('[name=username]')).toBe('a');
    await page.fill('[name=password]', STAFF_PASSWORD);
    await page.click('button:has-text("登录")');
    await page.waitForSelector('[data-testid=who]');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((line) => line.includes('token='))).toEqual([]); // no request and no referrer carried it
    const menu = (await page.locator('[data-css=sidebar-resources] a').allInnerTexts()).map((text) => text.trim());
    expect(menu.filter((text) => text && text !== '首页').sort()).toEqual(['组织与权限', '员工', '教学', '校区', '课程'].sort());
    await page.goto('/admin/resources/staff');
    await page.waitForSelector('td:has-text("丁")');
    expect(await newButtons()).toBe(0);
    await shot('menu-of-a');
  }, 180_000);

  it('REQ-A4 REQ-A2 my account changes the password and ends what is open elsewhere; the language goes with the account', async () => {
    const person = await newStaff(house, { name: '王小明', roles: ['salesperson'], departmentCode: 1001, phone: '13800138000' });
    open = await visit(base, { height: 1100 });
    const { page } = open;
    await signInAt(page, person.username, STAFF_PASSWORD);
    await page.click('[data-testid=who]');
    await page.waitForSelector('[data-testid=own-sessions] td:has-text("当前")');
    await shot('account');
    await page.fill('[name=oldPassword]', 'not-it-at-all');
    await page.fill('[name=newPassword]', 'another-good-Passphrase');
    await page.fill('[name=repeat]', 'another-good-Passphrase');
    await page.click('[data-testid=change-password]');
    await page.waitForSelector('[data-testid=own-password] >> text=原密码不正确');
    await page.fill('[name=oldPassword]', STAFF_PASSWORD);
    await page.click('[data-testid=change-password]');
    await page.waitForSelector('text=密码已修改');
    await expect.poll(() => page.locator('[data-testid=own-sessions] tbody tr').count(), { timeout: 10_000 }).toBe(1);
    await page.selectOption('[data-testid=own-language] select', 'en');
    await page.waitForSelector('text=Change the password');
    await page.waitForSelector('[data-testid=own-sessions] td:has-text("This one")');
    await shot('account-en');
    await page.click('[data-testid=sign-out]');
    await page.waitForSelector('[name=password]');
    await page.click('a:has-text("Forgotten your password?")');
    await page.fill('[name=login]', person.username);
    await shot('forgot-en');
    await page.click('button:has-text("Send the link")');
    await page.waitForSelector('text=a link is on its way');
    await shot('forgot-done-en');
    await page.goto('/admin/reset');
    await page.waitForSelector('text=Paste the whole link');
    await shot('reset-without-link');
  }, 90_000);

  it('REQ-B8 REQ-B10 REQ-B19 in English: why somebody may, what cannot be given, and what a leaver holds', async () => {
    const seller = await newStaff(house, { name: 'Li Xiaoyan', roles: ['salesperson'], departmentCode: 1001 });
    await house.app.inject({
      method: 'POST',
      url: '/api/customers',
      headers: seller.headers,
      payload: { type: 'person', name: 'Zhang San', phone: '13800138111' },
    });
    const department = await departmentOf(house, 1001);
    open = await visit(base, { height: 1000, language: 'en' });
    const { page } = open;
    await signInAt(page, ADMIN.username, ADMIN.password);
    await page.goto('/admin/pages/explain');
    await page.fill('[data-testid=who-asked] input', 'Li Xiao');
    await page.locator('[id*="-option-"]:has-text("Li Xiaoyan")').first().click();
    await page.selectOption('#subject', 'Staff');
    await page.fill('#row', 'Li Xiao');
    await page.locator('[data-testid=row-asked] [id*="-option-"]:has-text("Li Xiaoyan")').first().click();
    await page.click('[data-testid=ask]');
    await page.waitForSelector('text=Yes, Li Xiaoyan may');
    await shot('explain-yes-en');
    expect(await page.textContent('[data-testid=explanation]')).toContain('Salesperson');
    await page.selectOption('#action', 'delete');
    await page.click('[data-testid=ask]');
    await page.waitForSelector('text=No, Li Xiaoyan may not');
    await shot('explain-no-en');
    await page.goto(`/admin/resources/staff/records/${seller.id}/deactivate`);
    await page.waitForSelector('text=customers: 1');
    expect(await page.isDisabled('[data-testid=deactivate-now]')).toBe(true);
    await page.check('[value=colleague]');
    await shot('deactivate-en');
    await page.check('[value=pool]');
    await page.click('[data-testid=deactivate-now]');
    await page.waitForSelector('text=Deactivated, and signed out everywhere');
    await page.goto(`/admin/resources/staff?filters.departmentId=${department}&filters.active=false`);
    await page.waitForSelector('td:has-text("Li Xiaoyan")');
    await page.click('[data-css=staff-filter-button]');
    await shot('staff-filter-en');
    await openRow('roles', 'Salesperson');
    await page.waitForSelector('[data-testid=subject-Customer]');
    await shot('role-en');
    await openRow('roles', 'Administrator');
    await page.waitForSelector('[data-testid=matrix-refusal]');
    for (const resource of ['permissions', 'permission-groups', 'leave', 'sign-ins', 'positions', 'roles']) {
      await page.goto(`/admin/resources/${resource}`);
      await page.waitForSelector(resource === 'leave' ? 'text=No leave is entered' : 'tbody tr');
      await shot(`${resource}-en`);
    }
  }, 120_000);
});
