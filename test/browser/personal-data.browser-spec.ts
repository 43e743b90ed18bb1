import { join } from 'node:path';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { call, done } from '../calls.js';
import { ADMIN, newStaff, signIn } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

describe('what is kept about a person, in the back office', () => {
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

  const enter = async () => {
    const headers = await signIn(house);
    const sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    const one = { type: 'person', name: '王小芳', phone: '13800138000', qq: '88776655', notes: '周末上课', assignToId: sales.id };
    const { id } = await done(call(house, 'POST', '/customers', { headers }, one));
    await done(call(house, 'POST', `/customers/${id}/contacts`, { headers }, { name: '李妈妈', mobile: '13900001111' }));
    return id as number;
  };
  const shot = async (name: string) => SHOTS && (await open!.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true }));

  it('is exported to a file that is offered when it is ready, and erased when the number is typed', async () => {
    const id = await enter();
    const number = `C${String(id).padStart(8, '0')}`;
    open = await visit(base);
    const { page } = open;
    await signInAt(page, ADMIN.username, ADMIN.password);
    await page.goto(`/admin/resources/customers/records/${id}/show`);
    await page.click('[data-testid=customer-actions] >> text=个人数据…');
    await page.waitForSelector('[data-testid=personal-counts]');
    expect(await page.innerText('[data-testid=personal-counts]')).toContain(number);
    await page.click('[data-testid=personal-export]');
    await page.waitForSelector('[data-testid=personal-file]');
    await shot('personal-data-zh');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('[data-testid=personal-file]')]);
    expect(file.suggestedFilename()).toBe(`${number}-个人数据.zip`);
    expect(await page.isDisabled('[data-testid=erase]')).toBe(true);
    await page.fill('#erase-reason', '王小芳 来信要求');
    await page.fill('#erase-number', 'C00000000');
    expect(await page.isDisabled('[data-testid=erase]')).toBe(true);
    await page.fill('#erase-number', number.toLowerCase());
    await shot('personal-erase-zh');
    await page.click('[data-testid=erase]');
    await page.waitForSelector('[data-testid=erased]');
    await shot('personal-erased-zh');
    const [row] = await house.app.get(Database, { strict: false }).rows('SELECT name, phone FROM customer WHERE id = ?', [id]);
    expect(row).toEqual({ name: number, phone: null });
    await page.click('text=查看全部请求');
    await page.waitForSelector(`text=${number} 来信要求`);
    await shot('personal-requests-zh');
  });

  it('says what it does in English too, and an empty list says so', async () => {
    await house.app.get(Database, { strict: false }).run('DELETE FROM personal_data_request');
    const id = await enter();
    open = await visit(base, { language: 'en', width: 1100 });
    const { page } = open;
    await signInAt(page, ADMIN.username, ADMIN.password);
    await page.goto('/admin/resources/personal-data-requests');
    await page.waitForSelector('text=Nobody has asked for an export or an erasure yet');
    await page.goto(`/admin/pages/customer-personal-data?id=${id}`);
    await page.waitForSelector('text=What is erased cannot be brought back by anybody.');
    await shot('personal-data-en');
  });
});
