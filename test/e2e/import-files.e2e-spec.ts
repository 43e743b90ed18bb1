import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { rawZip } from '../builders/raw-zip.js';
import { allCells } from '../builders/read-sheet.js';
import { FileFolder, formatStyles, textRow, workbookZip } from '../builders/workbook-file.js';
import { forgetCustomers } from '../clean.js';
import { Importer } from '../imports.js';
import { newStaff } from '../staff.js';

const MB = 1024 ** 2;
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

describe('files that are imported', () => {
  let house: TestApp;
  let database: Database;
  let importer: Importer;
  const files = new FileFolder();

  beforeAll(async () => {
    house = await startApp();
    database = house.app.get(Database, { strict: false });
    importer = new Importer(house, (await newStaff(house, { roles: ['operations'] })).headers);
  });
  afterEach(() => forgetCustomers(house));
  afterAll(async () => {
    files.remove();
    await house.close();
  });

  const customers = () => database.rows<Record<string, string | null>>('SELECT name, phone, qq, notes, area FROM customer ORDER BY id');
  const whole = workbookZip({ rows: Array.from({ length: 500 }, (_, i) => textRow(i + 1, `客户${i}`, `${i}`)).join('') });

  it.each<[string, () => Buffer | string, number, string]>([
    ['an old .xls', () => Buffer.concat([OLE, Buffer.from('Workbook', 'utf16le'), Buffer.alloc(9_000)]), 400, 'spreadsheet.old-format'],
    [
      'an encrypted workbook',
      () => Buffer.concat([OLE, Buffer.alloc(65_520), Buffer.from('EncryptedPackage', 'utf16le')]),
      400,
      'spreadsheet.encrypted',
    ],
    [
      'a zip file with a password',
      () => rawZip([{ name: 'xl/workbook.xml', data: '<x/>', encrypted: true }]),
      400,
      'spreadsheet.encrypted',
    ],
    [
      'a zip bomb',
      () => workbookZip({ rows: textRow(1, 'a'), more: [{ name: 'xl/media/a.png', data: Buffer.alloc(60 * MB) }] }),
      400,
      'spreadsheet.bomb',
    ],
    ['a zip file that is no workbook', () => rawZip([{ name: 'readme.txt', data: 'x' }]), 400, 'spreadsheet.not-a-spreadsheet'],
    ['a truncated workbook', () => whole.subarray(0, whole.length - 400), 400, 'spreadsheet.damaged'],
    [
      '300 columns',
      () => `${Array.from({ length: 300 }, (_, i) => `c${i}`).join(',')}\n${'x,'.repeat(300)}\n`,
      400,
      'spreadsheet.too-many-columns',
    ],
    ['200,001 rows', () => `name\n${'a\n'.repeat(200_001)}`, 400, 'spreadsheet.too-many-rows'],
  ])('REQ-D25 %s is refused with its reason', async (_, file, status, reason) => {
    const data = file();
    const answer = await importer.upload(data, { start: 'true' }, typeof data === 'string' ? 'leads.csv' : 'leads.xlsx');
    expect([answer.statusCode, answer.json<{ code: string; reason: string }>()]).toMatchObject([
      status,
      { code: 'import.unreadable', reason },
    ]);
    expect(await database.rows('SELECT id FROM customer_import')).toEqual([]);
  });

  it('REQ-D25 a web page called .xlsx and 51 MB are refused at the door', async () => {
    const page = await importer.upload('<html><table><tr><td>1</td></tr></table></html>', {}, 'leads.xlsx');
    expect([page.statusCode, page.json<{ code: string }>().code]).toEqual([415, 'file.kind']);
    expect(page.json<{ detail: string }>().detail).toMatch(/xlsx, csv$/);
    const huge = await importer.upload(Buffer.alloc(51 * MB, 'a,b\n'), {}, 'leads.csv');
    expect([huge.statusCode, huge.json<{ code: string }>().code]).toEqual([413, 'file.too-large']);
    expect(await database.rows('SELECT id FROM stored_file')).toEqual([]);
  });

  it('REQ-D24 numbers as text, text as numbers, formulas, Excel dates, merged cells and blank lines are read as a person reads them', async () => {
    const styles = formatStyles('yyyy-mm-dd');
    const rows = [
      textRow(2, '姓名', '手机', 'QQ', '备注', '地区'),
      '<row r="4"><c r="A4" t="inlineStr"><is><t>张三</t></is></c><c r="B4"><v>13800138000</v></c><c r="C4"><v>123456</v></c><c r="D4" s="1"><v>45351</v></c><c r="E4" t="inlineStr"><is><t>北京</t></is></c></row>',
      '<row r="7"><c r="A7" t="str"><f>"李"&amp;"四"</f><v>李四</v></c><c r="B7" t="inlineStr"><is><t> １３９００１３９０００ </t></is></c><c r="D7"><f>1+1</f><v>2</v></c></row>',
    ].join('');
    const result = await importer.import(
      workbookZip({ rows, styles, behind: '<mergeCells count="1"><mergeCell ref="E4:E7"/></mergeCells>' }),
      {},
      'leads.xlsx',
    );
    expect(result).toMatchObject({ state: 'done', created: 2, totalRows: 2 });
    expect(await customers()).toMatchObject([
      { name: '张三', phone: '+8613800138000', qq: '123456', notes: '2024-02-29', area: '北京' },
      { name: '李四', phone: '+8613900139000', qq: null, notes: '2' },
    ]);
    expect((await importer.rows(result.id)).map((r) => r.rowNumber)).toEqual([4, 7]);
  });

  it('REQ-D24 workbooks of three libraries: titles, merged cells, rich text, formulas, dates, blank lines', async () => {
    const workbook = (name: string) => readFileSync(new URL(`../fixtures/workbooks/${name}`, import.meta.url));
    const all = () =>
      database.rows<Record<string, string | null>>(
        'SELECT c.name, c.phone, c.qq, c.email, c.source, c.notes, c.area, c.externalId, p.education FROM customer c LEFT JOIN person_profile p ON p.customerId = c.id ORDER BY c.id',
      );
    const whole = await importer.import(workbook('leads-xlsxwriter.xlsx'), {}, 'a.xlsx');
    expect(whole).toMatchObject({ state: 'done', totalRows: 4, created: 4 });
    expect(await all()).toMatchObject([
      { name: '张三', phone: '+8613800138001', qq: '123456', source: 'baidu', notes: '2024-02-29', area: '北京', externalId: '000042' },
      { name: '李四', phone: '+8613800138002', qq: '654321', source: 'baidu', notes: '2024-02-29', area: '上海', externalId: 'A-001' },
      { name: '王五', phone: '+8613800138003', qq: null, source: 'baidu', notes: '2024-02-29 08:30:00', area: null },
      { name: '赵六', phone: '+8613800138004', source: 'baidu', notes: '第一行\n第二行', area: '广东省 深圳市' },
    ]);
    const tags = await database.rows(
      'SELECT c.name, t.name AS tag FROM customer_tag x JOIN customer c ON c.id = x.customerId JOIN tag t ON t.id = x.tagId ORDER BY c.id, t.name',
    );
    expect(tags.map(({ name, tag }) => `${String(name)} ${String(tag)}`).sort()).toEqual([
      '张三 急',
      '张三 重要',
      '王五 急',
      '王五 老客户',
    ]);
    await forgetCustomers(house);
    expect(await importer.import(workbook('leads-exceljs.xlsx'), {}, 'b.xlsx')).toMatchObject({ totalRows: 3, created: 3 });
    expect(await all()).toMatchObject([
      { name: '张三', phone: '+8613800138001', source: 'baidu', notes: '2024-02-29', education: 'university' },
      { name: '李四', phone: '+8613800138002', source: 'baidu', notes: '加粗', education: 'college' },
      { name: '王五', phone: '+8613800138003', source: 'baidu', notes: '官网', education: 'high-school' },
    ]);
    await forgetCustomers(house);
    // its last row has formulas that nobody has calculated: it is told, not lost
    expect(await importer.import(workbook('leads-openpyxl.xlsx'), {}, 'c.xlsx')).toMatchObject({ totalRows: 4, created: 3, invalid: 1 });
    expect(await all()).toMatchObject([
      { name: 'Ann', phone: '+8613800138001', email: 'ann@example.com', source: 'baidu', notes: '2024-02-29', externalId: '7' },
      { name: 'Ben', phone: '+8613800138002', email: 'ben@example.com', source: 'qq-group', notes: '2024-02-29 18:05:00' },
      { name: 'Cid', phone: '+8613800138003', source: 'website', notes: '0.3', externalId: '0007' },
    ]);
  });

  it.each<[string, string, Buffer]>([
    [
      'UTF-8 with its mark, semicolons and Windows line breaks',
      ';',
      Buffer.from('\ufeff姓名;手机;备注\r\n"张;三";="13800138001";"第一行\r\n第二行"\r\n\r\n李四; １３８００１３８００２ ;\r\n'),
    ],
    [
      'GB18030, tabs',
      '\t',
      iconv.encode('姓名\t手机\t备注\n张;三\t138-0013-8001\t"第一行\n第二行"\n\n李四\t+86 138 0013 8002\t\n', 'gb18030'),
    ],
    [
      'UTF-16 as Excel saves “Unicode text”',
      '\t',
      Buffer.from('\ufeff姓名\t手机\t备注\n张;三\t13800138001\t"第一行\n第二行"\n\n李四\t\'+8613800138002\t\n', 'utf16le'),
    ],
  ])('REQ-D24 a CSV in %s', async (_, __, data) => {
    expect(await importer.import(data, {}, 'leads.csv')).toMatchObject({ totalRows: 2, created: 2 });
    expect(await customers()).toMatchObject([
      { name: '张;三', phone: '+8613800138001', notes: '第一行\n第二行' },
      { name: '李四', phone: '+8613800138002', notes: null },
    ]);
  });

  it('REQ-D25 a file that is not what its name says is refused with its reason', async () => {
    const csv = '姓名,手机\n张三,13800138000\n';
    const refused: [string | Buffer, string, string][] = [
      [csv, 'leads.xlsx', '.csv'],
      [csv, 'leads.XLS', '.csv'],
      [whole, 'leads.csv', '.xlsx'],
      [whole, 'leads.xls', '.xlsx'],
    ];
    for (const [file, name, kind] of refused) {
      const answer = (await importer.upload(file, {}, name)).json<{ detail: string }>();
      expect(answer).toMatchObject({ status: 400, code: 'import.unreadable', reason: 'spreadsheet.misnamed' });
      expect(answer.detail).toContain(kind);
    }
    for (const name of ['leads', 'leads.csv', 'leads.TXT', '2026.3']) expect((await importer.upload(csv, {}, name)).statusCode).toBe(201);
  });

  it('REQ-D24 a CSV in GB18030 is read', async () => {
    await importer.import(iconv.encode('姓名,手机\n张三丰,13800138000\n𠮷田,13800138001\n', 'gb18030'));
    expect((await customers()).map((c) => c['name'])).toEqual(['张三丰', '𠮷田']);
  });

  it('columns without heading, or with one twice, can be mapped under names of their own', async () => {
    const answer = (await importer.upload('姓名,,电话,电话\n张三,x,13800138000,13800138001\n')).json<{
      id: number;
      header: string[];
      renamed: object[];
    }>();
    expect(answer.header).toEqual(['姓名', 'Column B', '电话', '电话 (2)']);
    expect(answer.renamed).toEqual([
      { column: 'B', heading: null, as: 'Column B' },
      { column: 'D', heading: '电话', as: '电话 (2)' },
    ]);
    const mapping = {
      columns: [
        { column: '姓名', field: 'name' },
        { column: '电话 (2)', field: 'phone' },
        { column: 'Column B', field: 'notes' },
      ],
    };
    const preview = (await importer.post(`${answer.id}/preview`, { mapping })).json<{ rows: { customer: object }[] }>();
    expect(preview.rows[0]!.customer).toMatchObject({ phone: '+8613800138001', notes: 'x' });
  });

  it('REQ-D25 what a column says is told from the whole file before anything is imported, strange words first, up to 200', async () => {
    const source = (i: number) => (i === 900 ? '抖音' : i === 950 ? ' 百度 ' : i % 2 ? 'QQ群' : i % 3 ? '' : 'baidu');
    const rows = Array.from({ length: 1_000 }, (_, i) => textRow(i + 2, `客户${i}`, source(i), `${i}号`, i % 2 ? '硕士' : '本科'));
    const file = workbookZip({ rows: [textRow(1, '姓名', '来源', '级别', '学历'), ...rows].join('') });
    const { id } = (await importer.upload(file, {}, 'leads.xlsx')).json<{ id: number }>();
    const values = (column: string, field: string) =>
      importer.get<{ values: { value: string; rows: number; means: string | null }[]; more: boolean }>(
        `${id}/values?${new URLSearchParams({ column, field }).toString()}`,
      );
    expect(await values('来源', 'source')).toEqual({
      values: [
        { value: '抖音', rows: 1, means: null },
        { value: '百度', rows: 1, means: null },
        { value: 'baidu', rows: 166, means: 'baidu' },
        { value: 'QQ群', rows: 500, means: 'qq-group' },
      ],
      more: false,
    });
    const levels = await values('级别', 'level');
    expect([levels.values.length, levels.values[199], levels.more]).toEqual([200, { value: '199号', rows: 1, means: null }, true]);
    expect((await values('学历', 'education')).values).toEqual([
      { value: '硕士', rows: 500, means: null },
      { value: '本科', rows: 500, means: 'university' },
    ]);
    expect(await values('城市', 'source')).toMatchObject({ code: 'import.mapping' });
    expect(await values('来源', 'phone')).toMatchObject({ code: 'input.invalid' });
    const stranger = new Importer(house, (await newStaff(house, { roles: ['sales-director'] })).headers);
    expect(await stranger.get(`${id}/values?column=x&field=source`)).toMatchObject({ code: 'not-found' });
    await importer.post(`${id}/start`);
    expect(await values('来源', 'source')).toMatchObject({ code: 'import.state' });
    await importer.ended(id);
  });

  it('REQ-D25 a file of another system: who has bought is named before, words for nothing are proposed, and flags are understood', async () => {
    const file = 'Lead Number,Name,Do Not Call,Converted,Convertions,City\n1,甲,No,1,yes,Select\n2,乙,Yes,0,no,Mumbai\n';
    const { id, mapping, warnings } = (await importer.upload(file)).json();
    expect(warnings.map(({ path }: { path: string }) => path)).toEqual(['Converted', 'Convertions']);
    expect(mapping).toMatchObject({ empty: ['Select'] });
    const { values } = await importer.get<{ values: { value: string; means: string | null }[] }>(
      `${id}/values?column=Do%20Not%20Call&field=doNotCall`,
    );
    expect(values.map(({ value, means }) => [value, means])).toEqual([
      ['No', 'no'],
      ['Yes', 'yes'],
    ]);
    expect((await importer.upload('姓名,是否成交\n甲,是\n')).json()).toMatchObject({ warnings: [{ path: '是否成交' }], mapping: {} });
    expect((await importer.upload('姓名,已转化\n甲,是\n')).json().mapping).not.toHaveProperty('empty');
  });

  it('REQ-D24 the reasons of rows are told in the language of whoever reads them, whoever imported', async () => {
    const long = 'x'.repeat(41);
    const file = `姓名,手机,标签,类型\n甲,13800138000,${long},\n乙,12,,\n丙,13800138001,,\n丁,13800138001,,\n,13800138002,,x\n`;
    const { id, failed } = await importer.import(file);
    expect(failed).toBe(4);
    const chinese = new Importer(house, importer.headers, 'zh-CN');
    const reasons = async (reader: Importer) =>
      (await reader.rows(id, '?outcome=invalid,duplicate')).map(({ faults }) => faults.map(({ message }) => message));
    const [tag, phone, duplicate, nobody] = await reasons(importer);
    expect([tag, phone, nobody]).toEqual([
      ['At most 40 characters'],
      ['The phone number is not valid'],
      ['One of: person, company', 'Required'],
    ]);
    expect(duplicate).toEqual(['The same as an earlier row of the file: row 4']);
    expect(await reasons(chinese)).toEqual([
      ['最多 40 个字符'],
      ['电话号码格式不正确'],
      ['与文件中前面的行重复： 第 4 行'],
      ['只能是：person, company', '必填'],
    ]);
    const [row] = await importer.rows(id, '?outcome=invalid');
    expect(Object.keys(row!.faults[0]!).sort()).toEqual(['cells', 'code', 'message', 'path']);
    const workbook = await house.app.inject({
      url: `/api/imports/${id}/failed-rows`,
      headers: { ...importer.headers, 'accept-language': 'zh-CN' },
    });
    expect((await allCells(files.write(workbook.rawPayload))).flat()).toContain('标签: 最多 40 个字符');
    // what was kept before reasons could be told again is told as it was
    await database.run(
      `UPDATE import_row SET faults = '[{"path":"","code":"import.duplicate","message":"old words"}]' WHERE importId = ?`,
      [id],
    );
    expect(await reasons(chinese)).toContainEqual(['old words']);
  });

  it('O14 what begins like a formula leaves as text; the failed rows are corrected and imported again, their reasons ignored', async () => {
    const texts = ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1'];
    const result = await importer.import(
      `姓名,手机,备注\n${texts.map((text, i) => `${i ? `客户${i}` : '=HYPERLINK(1)'},12,"${text}"`).join('\n')}\n`,
    );
    expect(result).toMatchObject({ invalid: 5 });
    const download = async (id: number) => {
      const answer = await house.app.inject({
        url: `/api/imports/${id}/failed-rows`,
        headers: { ...importer.headers, 'accept-language': 'en' },
      });
      return files.write(answer.rawPayload);
    };
    const path = await download(result.id);
    const cells = await allCells(path);
    expect(cells[0]).toEqual(['Reason', '姓名', '手机', '备注']);
    expect(cells.slice(1).map((row) => row.slice(1))).toEqual(
      texts.map((text, i) => [i ? `客户${i}` : '=HYPERLINK(1)', '12', text.trim()]),
    );
    expect(cells[1]![0]).toBe('Phone: The phone number is not valid');
    // two more rounds: one that fails again, one that is right
    const again = workbookZip({
      rows: cells.map((row, i) => textRow(i + 1, ...row.map((cell) => (cell ?? '').replaceAll('&', '&amp;')))).join(''),
    });
    const second = await importer.import(again, {}, 'failed.xlsx');
    expect(second).toMatchObject({ invalid: 5, created: 0 });
    const third = await allCells(await download(second.id));
    expect(third[0]).toEqual(['Reason', '姓名', '手机', '备注']);
    const right = workbookZip({
      rows: third.map((row, i) => textRow(i + 1, ...row.map((cell) => (cell === '12' ? `1380013800${i}` : (cell ?? ''))))).join(''),
    });
    expect(await importer.import(right, {}, 'right.xlsx')).toMatchObject({ created: 5, failed: 0 });
    expect((await customers())[0]).toMatchObject({ name: '=HYPERLINK(1)', notes: '=1+1' });
  });

  it('texts that no column holds are cut, never an error', async () => {
    const long = '长'.repeat(32_000);
    const result = await importer.import(`${'标题'.repeat(60)},姓名,备注\n${long},张三,${long}\n${long},李四,x\n`);
    expect(result).toMatchObject({ state: 'done', created: 1, invalid: 1 });
    const [row] = await importer.rows(result.id, '?outcome=invalid');
    expect(row!.faults).toMatchObject([{ path: 'notes', code: 'text.too-long' }]);
    expect(row!.cells![2]!.length).toBeGreaterThan(5_000);
  });

  it('REQ-D24 the template offers the dictionaries’ words, and is recognised when it comes back', async () => {
    const answer = await house.app.inject({ url: '/api/imports/template', headers: { ...importer.headers, 'accept-language': 'zh-CN' } });
    const path = files.write(answer.rawPayload);
    const [header] = await allCells(path);
    expect(header!.slice(0, 3)).toEqual(['姓名 *', '类型', '电话']);
    const filled = workbookZip({ rows: textRow(1, ...header!.map((h) => h!)) + textRow(2, '张三', '个人', '13800138000') });
    const uploaded = (await importer.upload(filled, {}, 'template.xlsx')).json<{ mapping: { columns: unknown[] } }>();
    expect(uploaded.mapping.columns).toHaveLength(header!.length);
    const { fields: items } = await importer.get<{ fields: { name: string; options: { value: string }[] | null }[] }>('fields');
    expect(items.find(({ name }) => name === 'source')!.options!.map(({ value }) => value)).toContain('baidu');
  });
});
