import { allCells, allRows, refusal } from '../../../test/builders/read-sheet.js';
import { FileFolder } from '../../../test/builders/workbook-file.js';

const files = new FileFolder();
afterAll(() => files.remove());

const cells = (data: Buffer | string): Promise<(string | null)[][]> => allCells(files.write(data));
/** Node decodes GB18030 but does not encode it. */
const GB18030 = Buffer.from('d0d5c3fb2ccad6bbfa0ad5c5c8fd2c31333830303133383030300a', 'hex');

describe('D24 what a .csv holds, as a person would read it', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('姓名,手机\n张三,13800138000\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff姓名,手机\n张三,13800138000\n')],
    ['UTF-16, little end first', Buffer.from('\ufeff姓名,手机\n张三,13800138000\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeff姓名,手机\n张三,13800138000\n', 'utf16le').swap16()],
    ['GB18030', GB18030],
  ])('reads %s', async (_, data) => {
    expect(await cells(data)).toEqual([
      ['姓名', '手机'],
      ['张三', '13800138000'],
    ]);
  });

  it('reads GB18030 wherever the pieces of the file are cut', async () => {
    const line = Buffer.from('d5c5c8fd9534a6382cceded2e20a', 'hex');
    const lines = 60_000;
    const shifted = Buffer.concat([Buffer.from('xyz,a\n'), ...new Array<Buffer>(lines).fill(line)]);
    const rows = await cells(shifted);
    expect(rows).toHaveLength(lines + 1);
    expect(new Set(rows.slice(1).map((row) => row.join('|'))).size).toBe(1);
    expect(rows[1]).toEqual([new TextDecoder('gb18030').decode(line.subarray(0, 8)), '无意']);
  });

  it.each([
    ['commas', 'a,b\n1,"x;y;z"\n'],
    ['tabs', 'a\tb\n1\t"x;y;z"\n'],
    ['semicolons', 'a;b\n1;"x;y;z"\n'],
    ['what the first line says', 'sep=|\na|b\n1|x;y;z\n'],
    ['line breaks of old Macs', 'a,b\r1,x;y;z\r'],
    ['Windows line breaks', 'a,b\r\n1,x;y;z\r\n'],
    ['no line break at the end', 'a,b\n1,x;y;z'],
    ['commas, though texts hold semicolons', 'a,b\n1,x;y;z\n'],
  ])('takes %s for what they are', async (_, data) => {
    expect(await cells(data)).toEqual([
      ['a', 'b'],
      ['1', 'x;y;z'],
    ]);
  });

  it('reads quoted line breaks, doubled quotes, stray quotes and rows of any length', async () => {
    expect(await cells('a,b,c\n"第一行\r\n第二行","说""好""",5" 屏\n1\n1,2,3,4,,\n')).toEqual([
      ['a', 'b', 'c'],
      ['第一行\n第二行', '说"好"', '5" 屏'],
      ['1'],
      ['1', '2', '3', '4'],
    ]);
  });

  it('reads numbers and formulas that were guarded from spreadsheet programs', async () => {
    expect(await cells(`a,b,c,d\n="00138",'=1+1,'+8613800138000,"=""说""""好"""""""\n'x,=1+1,="a,'\n`)).toEqual([
      ['a', 'b', 'c', 'd'],
      ['00138', '=1+1', '+8613800138000', '说"好"'],
      ["'x", '=1+1', '="a', "'"],
    ]);
  });

  it('finds the header under a title, and a header of one column', async () => {
    expect(await allRows(files.write('三月线索\n\n姓名,手机\n张三,1\n'))).toEqual([
      { rowNumber: 3, cells: ['姓名', '手机'] },
      { rowNumber: 4, cells: ['张三', '1'] },
    ]);
    expect(await cells('三月线索\n制表：王\n,,共 1 条\n姓名,手机,QQ\n张三,1\n')).toEqual([
      ['姓名', '手机', 'QQ'],
      ['张三', '1'],
    ]);
    expect(await cells('姓名\n张三\n李四\n王五\n赵六\n孙七,备注\n')).toEqual([
      ['姓名'],
      ['张三'],
      ['李四'],
      ['王五'],
      ['赵六'],
      ['孙七', '备注'],
    ]);
    expect(await cells('姓名\n张三\n李四,备注\n')).toEqual([['姓名'], ['张三'], ['李四', '备注']]);
    expect((await allRows(files.write('标题\n姓名,手机\na,1\nb,2\n'), { fromRow: 4 })).map((r) => r.rowNumber)).toEqual([2, 4]);
    expect((await allRows(files.write('姓名\na\nb\nc\nd\ne\n'), { fromRow: 4 })).map((r) => r.rowNumber)).toEqual([1, 4, 5, 6]);
  });

  it('counts rows as a spreadsheet program does: blank ones too, a quoted line break not', async () => {
    const rows = await allRows(files.write('sep=,\n\n姓名\n"张\n三"\n ,\u3000\n李四\n'));
    expect(rows).toEqual([
      { rowNumber: 3, cells: ['姓名'] },
      { rowNumber: 4, cells: ['张\n三'] },
      { rowNumber: 6, cells: ['李四'] },
    ]);
  });

  it('passes over the rows that are done', async () => {
    const path = files.write('h\n1\n2\n\n3\n');
    expect((await allRows(path, { fromRow: 3 })).map(({ rowNumber }) => rowNumber)).toEqual([1, 3, 5]);
  });

  it('refuses a quote that is never closed, cells too long, and too many columns', async () => {
    expect(await refusal(cells('a,b\n1,"2\n3,4\n'))).toEqual({ code: 'spreadsheet.damaged', details: { row: 2 } });
    expect(await refusal(cells(`a,b\n1,"${'x\n'.repeat(6 * 1024 ** 2)}`))).toEqual({ code: 'spreadsheet.damaged', details: { row: 2 } });
    expect(await refusal(cells(`a\n1,${'x'.repeat(32_768)}\n`))).toEqual({
      code: 'spreadsheet.cell-too-long',
      details: { row: 2, column: 'B', limit: 32_767 },
    });
    expect(await refusal(cells(`a\n${',1'.repeat(201)}\n`))).toEqual({
      code: 'spreadsheet.too-many-columns',
      details: { row: 2, limit: 200 },
    });
    expect(await cells(`a${','.repeat(5_000)}\n1\n`)).toEqual([['a'], ['1']]);
  });
});
