import type { TestApp } from '../app.js';
import { startApp } from '../app.js';
import { Clock } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

describe('the distribution console in a browser', () => {
  let house: TestApp;
  let base: string;
  let open: Visit | undefined;
  let operations: { username: string; headers: Record<string, string> };
  beforeAll(async () => {
    house = await startApp();
    base = await listen(house);
    operations = await newStaff(house, { roles: ['operations'] });
    // the run every five minutes would take them before the button does
    await house.app.inject({
      method: 'PATCH',
      url: '/api/schedules/distribution.run',
      headers: operations.headers,
      payload: { paused: true },
    });
    const database = house.app.get(Database, { strict: false });
    const now = house.app.get(Clock, { strict: false }).now();
    for (const name of ['甲', '乙', '丙'])
      await database.run(
        `INSERT INTO customer (type, name, status, doNotCall, doNotMail, holding, holdingSince, createdAt, updatedAt) VALUES ('person', ?, 'open', 0, 0, 'pending', ?, 1, 1)`,
        [name, now],
      );
    for (const [name, weight, perRound] of [
      ['王小明', 5, 2],
      ['李晓燕', 4, 1],
    ] as const) {
      const { id } = await newStaff(house, { roles: ['salesperson'], name, departmentCode: 1001 });
      await house.app.inject({
        method: 'POST',
        url: '/api/distribution/quotas',
        headers: operations.headers,
        payload: { staffId: id, weight, perRound },
      });
    }
  });
  const shot = async (name: string) => {
    if (SHOTS) await open!.page.screenshot({ path: `${SHOTS}/distribution-${name}.png`, fullPage: true });
  };
  afterEach(async () => {
    const { complaints = [], offsite = [] } = open ?? {};
    await open?.close();
    open = undefined;
    expect({ complaints, offsite }).toEqual({ complaints: [], offsite: [] });
  });
  afterAll(() => house.close());

  it('REQ-E1 REQ-E4 other numbers are tried with the keyboard, compared with the present ones, discarded or saved', async () => {
    open = await visit(base, { language: 'en' });
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto('/admin/pages/distribution');
    const comparison = async () =>
      (await page.locator('[data-testid=comparison] tbody tr').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    const saved = async () => {
      const { items } = (await house.app.inject({ url: '/api/distribution/quotas', headers: operations.headers })).json();
      return items.map((q: { weight: number; perRound: number; maxOpen: number | null }) => [q.weight, q.perRound, q.maxOpen]);
    };
    const tryOut = async (number: string, most: string) => {
      await page.focus('[data-testid=draft]');
      await page.keyboard.press('Enter');
      await page.focus('[aria-label="王小明: Per round"]');
      await page.keyboard.press('Control+A');
      await page.keyboard.type(number);
      await page.keyboard.press('Tab');
      expect(await page.getAttribute(':focus', 'aria-label')).toBe('王小明: most');
      await page.keyboard.type(most);
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-testid=comparison]');
    };
    await tryOut('1', '1');
    expect(await comparison()).toEqual(['王小明 2 1 −1', '李晓燕 1 2 +1', 'Nobody can take 0 0 0']);
    await shot('draft-en');
    await page.click('[data-testid=preview-discard]');
    await page.waitForSelector('[data-testid=comparison]', { state: 'detached' });
    expect(await page.locator('input[type=number]').count()).toBe(0);
    expect(await saved()).toEqual([
      [5, 2, null],
      [4, 1, null],
    ]);
    await page.click('[data-testid=draft]');
    await page.fill('[aria-label="王小明: Per round"]', '0');
    await page.keyboard.press('Enter');
    expect(await page.locator('[aria-label="王小明: Per round"]:invalid').count()).toBe(1);
    expect(await page.locator('[data-testid=comparison]').count()).toBe(0);
    await page.click('[data-testid=draft-discard]');
  }, 90_000);

  it('REQ-E2 REQ-E4 draws the round, previews, chooses the order, runs and shows who got what', async () => {
    open = await visit(base);
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto('/admin/pages/distribution');
    const line = async () =>
      (await page.locator('[data-testid=round-panel] ol li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    await page.waitForSelector('[data-testid=round-panel] ol li');
    expect(await line()).toEqual(['▶ 王小明', '2 李晓燕', '3 王小明']);
    await page.selectOption('[data-testid=strategy]', 'smooth-weighted');
    await page.waitForSelector('[data-testid=comparison] >> text=试算');
    await shot('order-tried-zh');
    expect(await line()).toEqual(['▶ 王小明', '2 李晓燕', '3 王小明']);
    await page.click('[data-testid=preview-discard]');
    await page.waitForSelector('[data-testid=comparison]', { state: 'detached' });
    expect(await page.inputValue('[data-testid=strategy]')).toBe('interleaved');
    await page.selectOption('[data-testid=strategy]', 'blocks');
    await page.click('[data-testid=draft-save]:has-text("改用此顺序")');
    await page.waitForSelector('text=分配顺序已更改');
    await page.waitForSelector('[data-testid=round-panel] ol li:nth-child(2):has-text("王小明")');
    await page.focus('[data-testid=preview]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=preview-panel] >> text=王小明 × 2');
    expect(await page.textContent('[data-testid=pending]')).toBe('3');
    await page.click('[data-testid=draft]');
    await page.fill('[aria-label="李晓燕: 每轮"]', '2');
    await page.fill('[aria-label="李晓燕: 权重"]', '9');
    await page.click('[data-testid=draft-preview]');
    await page.waitForSelector('[data-testid=comparison] >> text=试算');
    await page.waitForSelector('[data-testid=comparison] tr:has-text("李晓燕"):has-text("+1")');
    await shot('draft-zh');
    await page.click('[data-testid=draft-save]');
    await page.waitForSelector('text=已保存，从下一轮开始生效');
    await page.waitForSelector('[data-testid=round-panel] ol li:first-child:has-text("李晓燕")');
    expect(await line()).toEqual(['▶ 李晓燕', '2 李晓燕', '3 王小明', '4 王小明']);
    await page.click('[data-testid=run]');
    await page.waitForSelector('[data-testid=run-question] >> text=把等待的 3 个客户现在分给下面的人？');
    await page.waitForSelector('[data-testid=run-question] >> text=王小明: 不限');
    await shot('ask-zh');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[data-testid=run-question]', { state: 'detached' });
    expect(await page.textContent('[data-testid=pending]')).toBe('3');
    await page.click('[data-testid=run]');
    await page.click('[data-testid=run-yes]');
    await page.waitForSelector('[data-testid=outcome][data-variant=success] >> text=已分配 3 个客户');
    await page.waitForSelector('[data-testid=pending]:text-is("0")');
    await page.waitForSelector('[data-testid=fairness-panel] canvas');
    await page.goto('/admin/resources/assignments');
    await page.click('td:has-text("丙")');
    await page.waitForSelector('[data-testid=why] >> text=王小明');
  }, 90_000);

  it('REQ-E12 a run that gives nobody anything is a warning with everybody’s reason; what is typed is not lost without a question', async () => {
    const database = house.app.get(Database, { strict: false });
    const now = house.app.get(Clock, { strict: false }).now();
    await database.run(
      `INSERT INTO customer (type, name, status, doNotCall, doNotMail, holding, holdingSince, createdAt, updatedAt) VALUES ('person', '丁', 'open', 0, 0, 'pending', ?, 1, 1)`,
      [now],
    );
    await database.run('UPDATE quota SET maxOpen = 0');
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto('/admin/resources/quotas');
    await page.goto('/admin/pages/distribution');
    await page.click('[data-testid=preview]');
    await page.waitForSelector('[data-testid=obstacles] tr:has-text("王小明") >> text=holds as many as allowed (1)');
    expect(await page.innerText('[data-testid=why-waiting]')).toBe(
      '0 of 2 people with a quota can take customers now; the others: holds as many as allowed: 2.',
    );
    expect(await page.locator('text=∞').count()).toBe(0);
    await page.click('[data-testid=run]');
    await page.waitForSelector('[data-testid=run-question] >> text=the run will give nobody anything');
    await page.click('[data-testid=run-yes]');
    await page.waitForSelector(
      '[data-testid=outcome][data-variant=warning] >> text=No customer was distributed; 1 have nobody to take them',
    );
    await page.waitForSelector('[data-testid=outcome] tr:has-text("李晓燕") >> text=holds as many as allowed (1)');
    await shot('nobody-en');
    await page.click('[data-testid=draft]');
    await page.fill('[aria-label="王小明: most without a follow-up"]', '7');
    const asked: string[] = [];
    let answer = false;
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void (answer ? dialog.accept() : dialog.dismiss());
    });
    await page.click('a[href="/admin/resources/quotas"]');
    await page.evaluate('window.history.back()');
    await page.waitForTimeout(300);
    await page.evaluate('window.location.reload()');
    await page.waitForTimeout(500);
    expect(asked).toEqual(['confirm', 'confirm', 'beforeunload']);
    expect([new URL(page.url()).pathname, await page.inputValue('[aria-label="王小明: most without a follow-up"]')]).toEqual([
      '/admin/pages/distribution',
      '7',
    ]);
    answer = true;
    await page.click('a[href="/admin/resources/quotas"]');
    await page.waitForURL('**/admin/resources/quotas');
    expect(asked).toEqual(['confirm', 'confirm', 'beforeunload', 'confirm']);
    await page.goto('/admin/pages/distribution');
    await page.click('[data-testid=draft]');
    await page.fill('[aria-label="王小明: most without a follow-up"]', '8');
    await page.click('[data-testid=draft-discard]');
    await page.click('a[href="/admin/resources/quotas"]');
    await page.waitForURL('**/admin/resources/quotas');
    expect(asked).toHaveLength(4);
  }, 90_000);

  it('REQ-E1 to a supervisor customers out of his reach are numbers, not links that lead nowhere', async () => {
    const supervisor = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1003 });
    open = await visit(base, { width: 1366, height: 768 });
    const { page } = open;
    await signInAt(page, supervisor.username, STAFF_PASSWORD);
    await page.goto('/admin/pages/distribution');
    await page.click('[data-testid=preview]');
    await page.waitForSelector('[data-testid=preview-panel] td >> text=/^C\\d+$/');
    expect(await page.locator('[data-testid=preview-panel] a').count()).toBe(0);
    await shot('supervisor-zh');
  }, 60_000);

  it('REQ-E1 the sources somebody takes are ticked in the dictionary, not typed', async () => {
    const { id } = await newStaff(house, { roles: ['salesperson'], name: '周选源', departmentCode: 1001 });
    open = await visit(base, { language: 'en', width: 1366, height: 768 });
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.goto(`/admin/resources/quotas/actions/new?staffId=${id}`);
    await page.fill('[name=weight]', '3');
    await page.fill('[name=perRound]', '2');
    await page.check('[data-testid=words-sources] >> text=QQ group');
    await page.check('[data-testid=words-sources] >> text=Referral');
    await shot('quota-en');
    await page.click('[data-testid=button-save]');
    await page.waitForURL(/\/resources\/quotas(\?|$)/);
    const quota = async () => {
      const { items } = (await house.app.inject({ url: `/api/distribution/quotas?staffId=${id}`, headers: operations.headers })).json();
      return items[0] as { id: number; filters: unknown };
    };
    expect((await quota()).filters).toEqual({ sources: ['qq-group', 'referral'] });
    await page.click('text=简体中文');
    await page.waitForSelector('html[lang="zh-CN"]');
    await page.goto(`/admin/resources/quotas/records/${(await quota()).id}/edit`);
    await page.waitForSelector('[data-testid=words-sources] >> text=QQ群');
    expect(await page.locator('[data-testid=words-sources] input:checked').count()).toBe(2);
    await page.uncheck('[data-testid=words-sources] >> text=QQ群');
    await shot('quota-zh');
    await page.click('[data-testid=button-save]');
    await page.waitForURL(/\/show/);
    expect((await quota()).filters).toEqual({ sources: ['referral'] });
  }, 60_000);
});
