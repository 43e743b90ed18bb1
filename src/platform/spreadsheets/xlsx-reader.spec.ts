import { allCells, allRows, refusal } from '../../../test/builders/read-sheet.js';
import {
  FileFolder,
  formatStyles,
  sheetXml,
  textRow,
  workbookXml,
  workbookZip,
  type RawWorkbook,
} from '../../../test/builders/workbook-file.js';

const files = new FileFolder();
afterAll(() => files.remove());

const cellsOf = (book: RawWorkbook): Promise<(string | null)[][]> => allCells(files.write(workbookZip(book)));
/** The cells of one row made of the given XML. */
const cells = async (xml: string, book: RawWorkbook = {}): Promise<(string | null)[]> =>
  (await cellsOf({ rows: `<row r="1">${xml}</row>`, ...book }))[0]!;

describe('D24 what an .xlsx holds, as a person would read it', () => {
  it('reads shared and inline texts, rich text joined, readings for pronunciation left out', async () => {
    const strings =
      '<si><t>张三</t></si><si><r><rPr><b/></rPr><t>李</t></r><r><t xml:space="preserve"> 四</t></r><rPh sb="0" eb="1"><t>り</t></rPh><phoneticPr/></si>' +
      '<si><t/></si><si/><si><t>a&amp;b&#10;c_x000D_</t></si>';
    const shared = [0, 1, 2, 3, 4].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    const inline = '<c t="inlineStr"><is><r><t>王</t></r><r><t>五</t></r><rPh><t>おう</t></rPh></is></c><c><is><t>赵六</t></is></c>';
    expect(await cells(shared + inline, { strings })).toEqual(['张三', '李 四', null, null, 'a&b\nc', '王五', '赵六']);
  });

  it('reads numbers without noise, booleans, formulas by their last value, errors as nothing', async () => {
    const xml =
      '<c><v>13800138000</v></c><c><v>1.3800138E10</v></c><c><v>0.30000000000000004</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c>' +
      '<c><f>A1*2</f><v>27600276000</v></c><c t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c t="e"><f>NA()</f><v>#N/A</v></c><c><f>A1</f></c><c t="n"><v>5.0</v></c>';
    expect(await cells(xml)).toEqual(['13800138000', '13800138000', '0.3', 'TRUE', 'FALSE', '27600276000', 'ab', null, null, '5']);
  });

  it('does not take a row for blank whose formulas no program has calculated', async () => {
    const rows =
      textRow(1, 'a', 'b') +
      '<row r="2"><c r="A2"><f>B1</f></c><c r="B2"><f>B1</f><v/></c></row><row r="3"><c r="A3" t="str"><f>B1</f><v></v></c></row>' +
      textRow(4, 'x');
    const path = files.write(workbookZip({ rows }));
    expect((await allRows(path)).slice(1)).toEqual([
      { rowNumber: 2, cells: [] },
      { rowNumber: 4, cells: ['x'] },
    ]);
    expect((await allRows(path, { fromRow: 4 })).slice(1)).toEqual([{ rowNumber: 4, cells: ['x'] }]);
  });

  it('reads dates by their style, Chinese formats included', async () => {
    const styles = formatStyles(14, 'yyyy"年"m"月"d"日"', 'yyyy/m/d h:mm', 10, '000000', 31, '[$-804]aaaa');
    const xml = [45000, 45000, 45000.5, 0.25, 123, 45000, 45000].map((value, i) => `<c s="${i + 1}"><v>${value}</v></c>`).join('');
    expect(await cells(xml, { styles })).toEqual([
      '2023-03-15',
      '2023-03-15',
      '2023-03-15 12:00:00',
      '0.25',
      '000123',
      '2023-03-15',
      '2023-03-15',
    ]);
  });

  it('reads dates of workbooks that count from 1904, and of strict ones', async () => {
    const mac = workbookXml('<sheet name="a" sheetId="1" r:id="rId1"/>', '<workbookPr date1904="1"/>');
    expect(await cells('<c s="1"><v>43538</v></c>', { styles: formatStyles(14), workbookXml: mac })).toEqual(['2023-03-15']);
    expect(await cells('<c t="d" s="1"><v>2023-03-15T00:00:00</v></c>', { styles: formatStyles(14) })).toEqual(['2023-03-15']);
  });

  it('reads a merged cell beside every row that it spans, in its first column, and nothing that lies under it', async () => {
    const rows =
      textRow(1, '姓名', '来源', '备注', '地区') +
      textRow(2, 'd', 'e', 'f') +
      textRow(3, 'g', 'h', 'i', 'j') +
      '<row r="4"/>' +
      textRow(5, 'k', '', 'l');
    const behind =
      '<mergeCells count="4"><mergeCell ref="B2:B6"/><mergeCell ref="C2:D3"/><mergeCell ref="A5:A5"/><mergeCell ref="D1:D3"/></mergeCells>';
    const path = files.write(workbookZip({ rows, behind }));
    expect(await allCells(path)).toEqual([
      ['姓名', '来源', '备注', '地区'],
      ['d', 'e', 'f'],
      ['g', 'e', 'f'],
      ['k', 'e', 'l'],
    ]);
    // whoever goes on in the middle sees the same
    expect((await allCells(path, { fromRow: 3 })).slice(1)).toEqual([
      ['g', 'e', 'f'],
      ['k', 'e', 'l'],
    ]);
    expect((await allCells(path, { fromRow: 5 })).slice(1)).toEqual([['k', 'e', 'l']]);
  });

  it('finds the header under a title over all columns, and under a second one', async () => {
    const title = textRow(1, '三月线索') + '<row r="2"><c r="C2" t="inlineStr"><is><t>制表：王</t></is></c></row>';
    const behind = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>';
    const path = files.write(workbookZip({ rows: title + textRow(3, '姓名', '手机', 'QQ') + textRow(4, '张三', '1'), behind }));
    expect(await allRows(path)).toEqual([
      { rowNumber: 3, cells: ['姓名', '手机', 'QQ'] },
      { rowNumber: 4, cells: ['张三', '1'] },
    ]);
    expect(await cellsOf({ rows: textRow(1, '姓名') + textRow(2, '张三') })).toEqual([['姓名'], ['张三']]);
    expect(await cellsOf({ rows: textRow(1, '姓名') })).toEqual([['姓名']]);
  });

  it('keeps the numbers of rows, leaves blank ones out, and finds cells without references', async () => {
    const rows =
      textRow(3, '姓名', '手机') +
      '<row r="4"/><row r="5" spans="1:2"><c r="A5" s="1"/><c r="B5" t="inlineStr"><is><t> \u00a0\u200b</t></is></c></row>' +
      '<row><c t="inlineStr"><is><t>张三</t></is></c><c/><c><v>1</v></c></row>' +
      '<row r="9"><c r="C9"><v>2</v></c></row>';
    expect(await allRows(files.write(workbookZip({ rows })))).toEqual([
      { rowNumber: 3, cells: ['姓名', '手机'] },
      { rowNumber: 6, cells: ['张三', null, '1'] },
      { rowNumber: 9, cells: [null, null, '2'] },
    ]);
  });

  it('trims stray spaces of every kind, and nothing within', async () => {
    const strings = '<si><t xml:space="preserve">\u3000 张 三\u00a0\u200b\ufeff</t></si>';
    expect(await cells('<c t="s"><v>0</v></c>', { strings })).toEqual(['张 三']);
  });

  it('reads the first sheet that can be seen, or the one that is named', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const relationships = `<Relationship Id="rId2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${office}/chartsheet" Target="chartsheets/sheet1.xml"/>`;
    const tabs =
      '<sheet name="图" sheetId="3" r:id="rId3"/><sheet name="藏" sheetId="1" state="hidden" r:id="rId1"/><sheet name="二&amp;" sheetId="2" r:id="rId2"/>';
    const more = [{ name: 'xl/worksheets/sheet2.xml', data: sheetXml(textRow(1, '看得见')) }];
    const path = files.write(workbookZip({ rows: textRow(1, '看不见'), relationships, workbookXml: workbookXml(tabs), more }));
    expect(await allCells(path)).toEqual([['看得见']]);
    expect(await allCells(path, { sheet: '二&' })).toEqual([['看得见']]);
    expect(await refusal(allCells(path, { sheet: '藏' }))).toEqual({ code: 'spreadsheet.no-sheet', details: { sheet: '藏' } });
  });

  it('passes over the rows that are done, and over those above the header', async () => {
    const path = files.write(workbookZip({ rows: [1, 2, 3, 4, 5].map((row) => textRow(row, `r${row}`)).join('') }));
    expect((await allRows(path, { headerRow: 2, fromRow: 4 })).map(({ rowNumber }) => rowNumber)).toEqual([2, 4, 5]);
    expect((await allRows(path, { fromRow: 6 })).map(({ rowNumber }) => rowNumber)).toEqual([1]);
  });
});

describe('O14 workbooks of other programs', () => {
  it('reads prefixed names, single quotes, a strict namespace and parts under other names', async () => {
    const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
    const sheet =
      `<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row r='1'><x:c r='B1' t='s' ><x:v>0</x:v></x:c>\n` +
      `<x:c r='C1' t='inlineStr'><x:is><x:t><![CDATA[a<b]]></x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='C1:D1'/></x:mergeCells></x:worksheet>`;
    const workbook = `<x:workbook xmlns:x='m' xmlns:rel='${strict}'><x:sheets><x:sheet name='S' sheetId='1' rel:id='one'/></x:sheets></x:workbook>`;
    const relation = (id: string, type: string, target: string): string =>
      `<Relationship Target='${target}' Type='${strict}/${type}' Id='${id}'/>`;
    const path = files.write(
      workbookZip({
        more: [
          { name: '_rels/.rels', data: `<Relationships>${relation('r', 'officeDocument', '/book/main.xml')}</Relationships>` },
          { name: 'book/main.xml', data: workbook },
          {
            name: 'book/_rels/main.xml.rels',
            data: `<Relationships>${relation('one', 'worksheet', 'Sheets/First.xml')}${relation('two', 'sharedStrings', '../texts.xml')}</Relationships>`,
          },
          { name: 'book/sheets/first.xml', data: sheet },
          { name: 'Texts.xml', data: `<x:sst xmlns:x='m'><x:si><x:t>值</x:t></x:si></x:sst>`, stored: true },
        ],
      }),
    );
    expect(await allCells(path)).toEqual([[null, '值', 'a<b']]);
  });

  it('reads a byte order mark, folders in the zip file, and texts that look like markup', async () => {
    const rows = textRow(1, '&lt;mergeCells&gt;', ':mergeCells ref=') + textRow(2, '&amp;lt;', '_x005F_x0041_');
    const more = [{ name: 'xl/', data: '', stored: true }];
    expect(await cellsOf({ sheetXml: `\ufeff${sheetXml(rows)}`, more })).toEqual([
      ['<mergeCells>', ':mergeCells ref='],
      ['&lt;', '_x0041_'],
    ]);
  });

  it('says that a sheet is empty by having no header', async () => {
    expect(await cellsOf({ sheetXml: '<worksheet><sheetData/></worksheet>' })).toEqual([]);
  });
});
