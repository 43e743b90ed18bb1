import { existsSync } from 'node:fs';
import { Writable } from 'node:stream';
import { allCells, partOf } from '../../../test/builders/read-sheet.js';
import { FileFolder } from '../../../test/builders/workbook-file.js';
import { tabNames } from './workbook-xml.js';
import type { CellValue, SheetSpec } from './write-options.js';
import { writeXlsx } from './write-xlsx.js';

const files = new FileFolder();
afterAll(() => files.remove());

async function written(name: string, ...sheets: SheetSpec[]): Promise<string> {
  const path = files.at(name);
  await writeXlsx(path, { sheets });
  return path;
}

describe('O14 writing an .xlsx', () => {
  it('writes text as text, whatever it begins with', async () => {
    const texts = ['=1+1', '+86 138', '-5', '@SUM(A1)', '\tx', '\rx', '007', '13800138000', '<b>&"\'', '_x0041_', '第一行\n第二行'];
    const path = await written('text.xlsx', { name: '客户', columns: texts.map((_, i) => ({ header: `列${i}` })), rows: [texts] });
    const xml = await partOf(path, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toMatch(/<f>|<v>/);
    expect(xml).toContain('<c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
    expect((await allCells(path))[1]).toEqual([
      '=1+1',
      '+86 138',
      '-5',
      '@SUM(A1)',
      'x',
      'x',
      '007',
      '13800138000',
      '<b>&"\'',
      '_x0041_',
      '第一行\n第二行',
    ]);
  });

  it('writes numbers, booleans, days and moments as what they are, and nothing for nothing', async () => {
    const columns = [
      { header: '数', type: 'number' as const },
      { header: '日', type: 'date' as const },
      { header: '时', type: 'dateTime' as const },
      { header: '否' },
    ];
    const rows: CellValue[][] = [
      [0.1 + 0.2, '2024-02-29', '2024-02-29 08:30:05', false],
      [13800138000, '1899-01-01', '不是时间', null],
      [null, undefined, '', 'x'],
      [Number.NaN, '2024-03-01', '2024-03-01', true],
    ];
    const path = await written('types.xlsx', { name: '客户', columns, rows });
    expect((await allCells(path)).slice(1)).toEqual([
      ['0.3', '2024-02-29', '2024-02-29 08:30:05', 'FALSE'],
      ['13800138000', '1899-01-01', '不是时间'],
      [null, null, null, 'x'],
      [null, '2024-03-01', '2024-03-01 00:00:00', 'TRUE'],
    ]);
    expect(await partOf(path, 'xl/worksheets/sheet1.xml')).toContain('<c r="B2" s="3"><v>45351</v></c>');
  });

  it('has a bold, frozen header, filters over all rows, widths, and text columns that stay text', async () => {
    const path = await written('head.xlsx', {
      name: '客户',
      columns: [
        { header: '手机', width: 20 },
        { header: '金额', type: 'number' },
      ],
      rows: [
        ['1', 2],
        ['3', 4],
      ],
    });
    const xml = await partOf(path, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('</sheetData><autoFilter ref="A1:B3"/></worksheet>');
    expect(xml).toContain(
      '<cols><col min="1" max="1" width="20" style="2" customWidth="1"/><col min="2" max="2" width="16" style="0" customWidth="1"/></cols>',
    );
    expect(xml).toContain('<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">手机</t></is></c>');
    expect(await partOf(path, 'xl/styles.xml')).toMatch(/<font><b\/>.*numFmtId="49" fontId="1"/);
  });

  it('offers options from a hidden sheet, which readers do not see', async () => {
    const options = ['百度,推广', '官网 "新"', ...Array.from({ length: 100 }, (_, i) => `来源${i}`)];
    const columns = [{ header: '姓名' }, { header: '来源', options }, { header: '级别', options: ['A', 'B'] }];
    const path = await written('lists.xlsx', { name: 'options', columns, rows: [['张三', '官网', 'A']] });
    const xml = await partOf(path, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain(
      '<dataValidations count="2"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="B2:B1048576">',
    );
    expect(xml).toContain("<formula1>'options 2'!$A$2:$A$103</formula1>");
    expect(xml).toContain("<formula1>'options 2'!$B$2:$B$3</formula1>");
    expect(await partOf(path, 'xl/workbook.xml')).toContain('<sheet name="options 2" sheetId="2" state="hidden" r:id="rId2"/>');
    expect(await partOf(path, 'xl/worksheets/sheet2.xml')).toContain('百度,推广');
    expect(await allCells(path)).toEqual([
      ['姓名', '来源', '级别'],
      ['张三', '官网', 'A'],
    ]);
  });

  it('writes several sheets, under names that spreadsheet programs take', async () => {
    const sheet = (name: string): SheetSpec => ({ name, columns: [{ header: name }], rows: [] });
    const path = await written('tabs.xlsx', sheet('一/二'), sheet('B'), ...Array.from({ length: 12 }, (_, i) => sheet(`${i}`)));
    expect(await allCells(path, { sheet: 'B' })).toEqual([['B']]);
    expect(tabNames(['a:b', "'x'", '', 'A b', 'x'.repeat(40), 'x'.repeat(41)])).toEqual([
      'a b',
      'x',
      'Sheet',
      'A b 2',
      'x'.repeat(31),
      `${'x'.repeat(27)} 2`,
    ]);
  });

  it('cuts what no cell can hold', async () => {
    const path = await written('long.xlsx', { name: 'a', columns: [{ header: 'a' }], rows: [['长'.repeat(40_000)]] });
    expect((await allCells(path))[1]).toEqual([`${'长'.repeat(32_766)}…`]);
  });

  it('asks for rows only as fast as they are taken', async () => {
    let asked = 0;
    const rows = (function* (): Generator<string[]> {
      for (;;) yield [`客户${asked++ * 7_919}`, `备注 ${Math.sqrt(asked)}`];
    })();
    const stuck = new Writable({ write: () => {} });
    const stop = new AbortController();
    const work = writeXlsx(stuck, { sheets: [{ name: 'a', columns: [{ header: 'a' }, { header: 'b' }], rows }] }, { signal: stop.signal });
    // until it stands still
    for (let before = -1; asked !== before && asked < 50_000; await new Promise((resolve) => setTimeout(resolve, 500))) before = asked;
    expect(asked).toBeLessThan(50_000);
    stop.abort();
    await expect(work).rejects.toThrow('abort');
  });

  it('throws what the rows throw, ends them when it is stopped, and leaves no half file', async () => {
    const path = files.at('broken.xlsx');
    const broken = (function* (): Generator<string[]> {
      for (let i = 0; i < 5_000; i++) yield [`${i}`];
      throw new Error('database gone');
    })();
    await expect(writeXlsx(path, { sheets: [{ name: 'a', columns: [{ header: 'a' }], rows: broken }] })).rejects.toThrow('database gone');
    expect(existsSync(path)).toBe(false);

    let ended = false;
    const endless = (async function* (): AsyncGenerator<string[]> {
      try {
        for (;;) yield await Promise.resolve(['x']);
      } finally {
        ended = true;
      }
    })();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    await expect(
      writeXlsx(path, { sheets: [{ name: 'a', columns: [{ header: 'a' }], rows: endless }] }, { signal: stop.signal }),
    ).rejects.toThrow('abort');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([ended, existsSync(path)]).toEqual([true, false]);
  });
});
