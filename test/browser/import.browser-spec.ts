import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../src/platform/database/database.js';
import { writeXlsx } from '../../src/platform/spreadsheets/write-xlsx.js';
import { startApp, type TestApp } from '../app.js';
import { rawZip } from '../builders/raw-zip.js';
import { allCells } from '../builders/read-sheet.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';
import { listen, signInAt, type Visit, visit } from './harness.js';

const SHOTS = process.env['SCREENSHOTS'];

describe('importing in a browser', () => {
  let house: TestApp;
  let base: string;
  let folder: string;
  let operations: { id: number; username: string };
  let open: Visit | undefined;
  const shot = async (name: string) => {
    if (SHOTS) await open!.page.screenshot({ path: `${SHOTS}/import-${name}.png`, fullPage: true });
  };
  const count = async () =>
    Number((await house.app.get(Database, { strict: false }).rows<{ n: number }>('SELECT COUNT(*) AS n FROM customer'))[0]!.n);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tide-import-'));
    house = await startApp();
    base = await listen(house);
    operations = await newStaff(house, { roles: ['operations'], name: '王运营' });
  });
  afterEach(async () => {
    const { complaints = [], offsite = [] } = open ?? {};
    await open?.close();
    open = undefined;
    expect({ complaints, offsite }).toEqual({ complaints: [], offsite: [] });
  });
  afterAll(async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('REQ-D24 REQ-D25 REQ-B20 a workbook is mapped, previewed, imported; its failed rows are downloaded, corrected and imported again', async () => {
    const path = join(folder, '线索.xlsx');
    const rows = Array.from({ length: 1200 }, (_, i) => [
      `客户${i}`,
      i === 7 ? '12x4' : `1380013${String(1000 + i).padStart(4, '0')}`,
      i === 700 ? '抖音' : i % 3 ? 'QQ群' : '小红书',
      i % 5 ? 'Select' : '北京',
      '=1+1',
    ]);
    await writeXlsx(path, {
      sheets: [
        { name: '线索', columns: ['称呼', '手机', '来源', '城市', '城市'].map((header) => ({ header })), rows: [...rows, rows[3]!] },
      ],
    });
    open = await visit(base);
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    await page.click('a:has-text("导入客户")');
    await page.waitForSelector('[data-testid=import-file]');
    await shot('1-file-zh');
    await page.setInputFiles('[data-testid=import-input]', path);
    await page.waitForSelector('[data-testid=import-columns]');
    await page.waitForSelector('text=/花括号中写列名，例如：线索 \\{.+\\}/');
    expect(await page.textContent('[data-testid=import-columns]')).toContain('城市 (2)');
    expect(await page.inputValue('[data-testid=field-1]')).toBe('phone');
    await page.selectOption('[data-testid=field-0]', 'name');
    await page.selectOption('[data-testid=field-4]', 'notes');
    await page.selectOption('[data-testid=unknown]', 'keep');
    await page.fill('[data-testid=empty-words]', 'Select');
    // row 702 says what no other row does
    await page.waitForSelector('[data-testid=values-source] td:has-text("抖音")');
    expect(await page.textContent('[data-testid=values-source]')).toContain('1 个值可以识别');
    await page.click('[data-testid=add-default]');
    await page.selectOption('[aria-label="默认值的字段"]', 'area');
    await page.fill('[aria-label="默认值"]', '上海');
    await shot('2-mapping-zh');
    await page.focus('[data-testid=preview]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=import-preview]');
    expect(await page.textContent('[data-testid=import-preview]')).toContain('电话号码格式不正确');
    expect(await page.textContent('[data-testid=import-preview]')).toContain('上海');
    expect(await count()).toBe(0);
    await shot('3-preview-zh');
    await page.reload();
    await page.waitForSelector('[data-testid=import-columns]'); // the address keeps the file
    await page.selectOption('[data-testid=field-0]', 'name');
    await page.selectOption('[data-testid=unknown]', 'keep');
    expect(await page.isDisabled('[data-testid=start]')).toBe(true);
    await page.click('[data-testid=preview]');
    await page.click('[data-testid=start]');
    await page.waitForSelector('[data-testid=import-outcome]', { timeout: 30_000 });
    await page.waitForSelector('[data-testid=first-faults] tr:has-text("“手机”是“12x4”：电话号码格式不正确"):has-text("客户7")');
    await page.waitForSelector('[data-testid=first-faults] tr:has-text("与文件中前面的行重复")');
    await page.waitForSelector('[data-testid=whereabouts] >> text=1199 个无人可接，仍在等待', { timeout: 30_000 });
    expect(await page.textContent('[data-testid=figure-succeeded]')).toContain('1199');
    expect(await page.textContent('[data-testid=figure-duplicate]')).toContain('重复1按所选规则跳过');
    expect(await page.textContent('[data-testid=figure-invalid]')).toContain('有误1');
    expect(await count()).toBe(1199);
    await shot('4-result-zh');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-testid=failed-rows]')]);
    const corrected = join(folder, 'again.xlsx');
    await download.saveAs(corrected);
    const cells = await allCells(corrected);
    expect(cells[0]).toEqual(['失败原因', '称呼', '手机', '来源', '城市', '城市 (2)']);
    expect(cells.slice(1)).toEqual([
      [expect.stringContaining('电话: 电话号码格式不正确'), '客户7', '12x4', 'QQ群', 'Select', '=1+1'],
      [expect.stringContaining('与文件中前面的行重复'), '客户3', '13800131003', '小红书', 'Select', '=1+1'],
    ]);
    const again = join(folder, 'corrected.xlsx');
    await writeXlsx(again, {
      sheets: [
        {
          name: 'a',
          columns: cells[0]!.map((header) => ({ header: header! })),
          rows: [cells[1]!.map((cell) => (cell === '12x4' ? '13900000007' : cell)), cells[2]!],
        },
      ],
    });
    await page.click('[data-testid=another-file]');
    await page.setInputFiles('[data-testid=import-input]', again);
    await page.waitForSelector('[data-testid=import-columns]');
    await page.selectOption('[data-testid=field-1]', 'name');
    await page.click('[data-testid=preview]');
    await page.click('[data-testid=start]');
    await page.waitForSelector('[data-testid=import-outcome]', { timeout: 30_000 });
    expect(await page.textContent('[data-testid=figure-succeeded]')).toContain('1');
    // of a row that failed again only what is imported, not the reason of the first time
    await page.waitForSelector('[data-testid=first-faults] tr:has-text("客户已存在"):has-text("客户3")');
    expect(await page.textContent('[data-testid=first-faults]')).not.toContain('与文件中前面的行重复');
    expect(await count()).toBe(1200);
    await page.click('[data-testid=to-customers]');
    await page.waitForSelector('td:has-text("客户7")');
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.goto('/admin/resources/imports');
    await page.waitForSelector('td:has-text("线索.xlsx")');
    await shot('5-list-zh');
    await page.click('td:has-text("线索.xlsx")');
    await page.waitForSelector('[data-testid=import-outcome]');
    await shot('6-show-zh');
  }, 120_000);

  it('REQ-D24 REQ-D25 says in English why a file is refused, offers a template with lists, and asks at the top where names come from', async () => {
    open = await visit(base, { language: 'en', width: 900 });
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    if ((await page.locator('[data-testid=language]').isVisible()) && (await page.locator('text=Import customers').count()) === 0)
      await page.click('[data-testid=language]');
    await page.goto('/admin/pages/imports');
    await page.waitForSelector('text=Choose an .xlsx or .csv file');
    const secret = join(folder, 'secret.xlsx');
    writeFileSync(secret, rawZip([{ name: 'xl/workbook.xml', data: '<x/>', encrypted: true }]));
    await page.setInputFiles('[data-testid=import-input]', secret);
    await page.waitForSelector('text=protected by a password');
    await shot('7-refused-en');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-testid=template]')]);
    const template = join(folder, 'template.xlsx');
    await download.saveAs(template);
    expect((await allCells(template))[0]![0]).toBe('Name *');
    expect((await readFile(template)).length).toBeGreaterThan(1000);
    const nameless = join(folder, 'nameless.csv');
    writeFileSync(nameless, 'Phone,City\n13800138000,Mumbai\n');
    await page.setInputFiles('[data-testid=import-input]', nameless);
    await page.waitForSelector('[data-testid=import-columns]');
    await page.waitForSelector('[data-testid=names-missing] >> text=No column was recognised as the name');
    expect([await page.isDisabled('[data-testid=preview]'), await page.isDisabled('[data-testid=start]')]).toEqual([true, true]);
    expect(await page.getAttribute('[data-testid=name-template]', 'aria-invalid')).toBe('true');
    await shot('names-en');
    await page.click('[data-testid=use-template]');
    await page.waitForSelector('[data-testid=names-missing]', { state: 'detached' });
    expect(await page.inputValue('[data-testid=name-template]')).toBe('Lead {Phone}');
    await page.click('[data-testid=preview]');
    await page.waitForSelector('text=Lead 13800138000');
    await shot('8-template-en');
  }, 60_000);

  it('REQ-D24 keeps what is set as a profile, proposes it for the next file of its kind, and says what it could not use', async () => {
    open = await visit(base, { language: 'en' });
    const { page } = open;
    await signInAt(page, operations.username, STAFF_PASSWORD);
    const upload = async (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      await page.goto('/admin/pages/imports');
      await page.waitForSelector('[data-testid=import-file]');
      await page.setInputFiles('[data-testid=import-input]', path);
      await page.waitForSelector('[data-testid=import-columns]');
    };
    await upload('fair.csv', 'Who,Dial,Shop\nAda,13800138001,X\n');
    await page.selectOption('[data-testid=field-0]', 'name');
    await page.selectOption('[data-testid=field-1]', 'phone');
    await page.selectOption('[data-testid=field-2]', 'notes');
    await page.selectOption('[data-testid=policy]', 'update');
    expect(await page.locator('[data-testid=profile]').count()).toBe(0);
    await page.click('[data-testid=keep-profile]');
    await page.fill('[data-testid=profile-name]', 'The fair');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=profile] option:has-text("The fair")', { state: 'attached' });
    await upload('fair again.csv', 'Shop,Dial,Who,Other\nX,13800138002,Bo,1\n');
    await page.waitForSelector('text=This file has all columns of “The fair”');
    await shot('profile-en');
    await page.click('[data-testid=use-profile]');
    await expect.poll(() => page.inputValue('[data-testid=field-2]'), { timeout: 10_000 }).toBe('name');
    expect([await page.inputValue('[data-testid=field-0]'), await page.inputValue('[data-testid=policy]')]).toEqual(['notes', 'update']);
    await page.fill('[data-testid=empty-words]', 'n/a');
    await page.click('[data-testid=renew-profile]');
    await page.waitForSelector('text=The profile is changed');
    await upload('half.csv', 'Dial,Who\n13800138003,Cy\n');
    expect(await page.locator('text=This file has all columns of').count()).toBe(0);
    await page.selectOption('[data-testid=profile]', { label: 'The fair' });
    await page.click('[data-testid=use-profile]');
    await page.waitForSelector('text=could not be used: “Shop”');
    expect(await page.inputValue('[data-testid=empty-words]')).toBe('n/a');
    expect(await page.locator('[data-testid=renew-profile]').count()).toBe(0);
    await page.goto('/admin/resources/import-profiles');
    await page.waitForSelector('tr:has-text("The fair"):has-text("Shop · Dial · Who")');
    await shot('profiles-en');
  }, 60_000);
});
