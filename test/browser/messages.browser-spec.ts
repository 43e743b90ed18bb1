import { join } from 'node:path';
import { Database } from '../../src/platform/database/database.js';
import { Notifications } from '../../src/platform/notifications/notifications.js';
import { customersStranded } from '../../src/modules/distribution/assignment/assignment.messages.js';
import { startApp, type TestApp } from '../app.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

describe('messages in the back office', () => {
  let house: TestApp;
  let base: string;
  let open: Visit | undefined;
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
  const shot = async (name: string) => SHOTS && (await open!.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true }));

  it('REQ-Q7 the number beside the bell follows what arrives and what is read, without a reload', async () => {
    const who = await newStaff(house, { name: '王运营', roles: ['operations'], departmentCode: 1000 });
    open = await visit(base);
    const { page } = open;
    await signInAt(page, who.username, STAFF_PASSWORD);
    await page.waitForSelector('[data-testid=bell][title="没有未读消息"]');
    const notify = (n: number) => house.app.get(Notifications).notify(customersStranded, [who.id], { n });
    await notify(3);
    await page.waitForSelector('[data-testid=bell]:has-text("1")');
    await shot('bell-zh');
    await page.click('[data-testid=bell]');
    await page.waitForURL(/\/resources\/notifications/);
    await page.click('[data-testid=action-readAll]');
    await page.locator('button:has-text("全部已读")').last().click();
    await page.waitForSelector('[data-testid=bell][title="没有未读消息"]');
  });

  it('everybody says in his account how he wants to hear of what', async () => {
    const who = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    for (const [language, width] of [
      ['zh-CN', 1280],
      ['en', 1100],
    ] as const) {
      open = await visit(base, { language, width });
      const { page } = open;
      await signInAt(page, who.username, STAFF_PASSWORD);
      await page.goto('/admin/pages/account');
      await page.waitForSelector('[data-testid=own-messages] table');
      await page.locator('[data-testid=own-messages]').scrollIntoViewIfNeeded();
      if (SHOTS) await page.locator('[data-testid=own-messages]').screenshot({ path: join(SHOTS, `own-messages-${language}.png`) });
      if (language === 'en') break;
      await page.selectOption('[data-testid="customers.received email"]', 'digest');
      await page.fill('[aria-label="免打扰从"]', '22:00');
      await page.fill('[aria-label="到"]', '07:00');
      await page.click('[data-testid=save-messages]');
      await page.waitForSelector('[data-testid=save-messages][disabled]');
      await open.close();
      expect(open.complaints).toEqual([]);
      const rows = (sql: string) => house.app.get(Database, { strict: false }).rows(sql, [who.id]);
      expect(await rows('SELECT quietFrom, quietTo FROM message_habit WHERE recipientId = ?')).toEqual([
        { quietFrom: '22:00', quietTo: '07:00' },
      ]);
      expect(await rows('SELECT kind, channel, mode FROM message_preference WHERE recipientId = ?')).toEqual([
        { kind: 'customers.received', channel: 'email', mode: 'digest' },
      ]);
    }
  });
});
