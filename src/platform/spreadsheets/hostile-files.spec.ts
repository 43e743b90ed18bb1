import { rawZip, type RawPart } from '../../../test/builders/raw-zip.js';
import { allCells, allRows, refusal } from '../../../test/builders/read-sheet.js';
import { FileFolder, sheetXml, textRow, workbookXml, workbookZip, type RawWorkbook } from '../../../test/builders/workbook-file.js';
import { defaultLimits, type ReadLimits } from './read-options.js';

const files = new FileFolder();
afterAll(() => files.remove());

const MB = 1024 ** 2;
const codeOf = async (data: Buffer | string, limits: Partial<ReadLimits> = {}): Promise<string> =>
  (await refusal(allRows(files.write(data), { limits }))).code;
const bookCode = (book: RawWorkbook, limits?: Partial<ReadLimits>): Promise<string> => codeOf(workbookZip(book), limits);
const whole = workbookZip({ rows: Array.from({ length: 3_000 }, (_, i) => textRow(i + 1, `客户${i * 7_919}`)).join('') });
const workbookPart = { name: 'xl/workbook.xml', data: workbookXml('') };

describe('files that are not what they are called', () => {
  it.each<[string, Buffer | string, string]>([
    [
      'an encrypted workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(65_520), Buffer.from('EncryptedPackage', 'utf16le')]),
      'spreadsheet.encrypted',
    ],
    [
      'an old workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le'), Buffer.alloc(9_000)]),
      'spreadsheet.old-format',
    ],
    ['a zip file with a password', rawZip([{ ...workbookPart, encrypted: true }]), 'spreadsheet.encrypted'],
    ['another zip file', rawZip([{ name: 'word/document.xml', data: '<w/>' }]), 'spreadsheet.not-a-spreadsheet'],
    ['a binary workbook', rawZip([{ name: 'xl/workbook.bin', data: 'x' }]), 'spreadsheet.not-a-spreadsheet'],
    ['a workbook that is no workbook', rawZip([{ name: 'xl/workbook.xml', data: '<html/>' }]), 'spreadsheet.not-a-spreadsheet'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'spreadsheet.not-a-spreadsheet'],
    ['a PDF', '%PDF-1.7\nabc', 'spreadsheet.not-a-spreadsheet'],
    ['a web page called .xls', '\ufeff <html><table><tr><td>1</td></tr></table></html>', 'spreadsheet.not-a-spreadsheet'],
    ['bytes of no encoding', Buffer.from([0x61, 0xff, 0xff, 0x0a]), 'spreadsheet.not-a-spreadsheet'],
    ['nothing', '', 'spreadsheet.empty'],
  ])('refuses %s', async (_, data, code) => {
    expect(await codeOf(data)).toBe(code);
  });
});

describe('damaged files', () => {
  it('refuses a file that was cut anywhere, before any row of it', async () => {
    for (const part of [0.05, 0.3, 0.6, 0.9, 0.999])
      expect(await codeOf(whole.subarray(0, Math.floor(whole.length * part)))).toBe('spreadsheet.damaged');
  });

  it('refuses a flipped bit in what is packed', async () => {
    for (const at of [0.3, 0.5, 0.7]) {
      const data = Buffer.from(whole);
      const place = Math.floor(data.length * at);
      data[place] = data[place]! ^ 0x10;
      expect(await codeOf(data)).toBe('spreadsheet.damaged');
    }
  });

  it.each<[string, RawWorkbook]>([
    ['rows that are never closed', { sheetXml: '<worksheet><sheetData><row r="1"><c><v>1</v></c>' }],
    ['rows out of order', { rows: textRow(2, 'a') + textRow(1, 'b') }],
    ['a row beyond the last one', { rows: textRow(1_048_577, 'a') }],
    ['a column beyond the last one', { rows: '<row r="1"><c r="ZZZ1"><v>1</v></c></row>' }],
    ['a text that is not in the table', { rows: '<row r="1"><c t="s"><v>3</v></c></row>', strings: '<si><t>a</t></si>' }],
    [
      'a sheet that is missing',
      {
        workbookXml: workbookXml('<sheet name="a" r:id="rId9"/><sheet name="b" r:id="rId1"/>'),
        relationships: '<Relationship Id="rId9" Type="x/worksheet" Target="worksheets/nowhere.xml"/>',
      },
    ],
    ['entities that multiply', { sheetXml: `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>${sheetXml(textRow(1, '&a;'))}` }],
    ['a checksum that is wrong', { more: [{ name: 'xl/extra.xml', data: 'abc', declaredCrc: 1 }] }],
    ['a part shorter than declared', { more: [{ name: 'xl/extra.xml', data: 'abc', declaredSize: 100 }] }],
    ['an absolute path', { more: [{ name: '/etc/passwd', data: 'abc' }] }],
    ['a path that climbs', { more: [{ name: '../../etc/passwd', data: 'abc' }] }],
    ['a stored part of another length', { more: [{ name: 'xl/extra.xml', data: 'abc', stored: true, declaredSize: 5 }] }],
  ])('refuses %s', async (_, book) => {
    expect(await bookCode(book)).toBe('spreadsheet.damaged');
  });
});

describe('files made to hurt', () => {
  const bomb = (part: Partial<RawPart>): RawWorkbook => ({
    rows: textRow(1, 'a'),
    more: [{ name: 'xl/media/a.png', data: Buffer.alloc(60 * MB), ...part }],
  });

  it('refuses a zip bomb by what it declares', async () => {
    expect(await bookCode(bomb({}))).toBe('spreadsheet.bomb');
    expect(await bookCode(bomb({}), { inflatedBytes: 59 * MB, ratioFromBytes: defaultLimits.inflatedBytes })).toBe('spreadsheet.bomb');
  });

  it.each([0, 1_000])('refuses a zip bomb that declares %d bytes', async (declaredSize) => {
    expect(await bookCode(bomb({ declaredSize }))).toBe('spreadsheet.bomb');
  });

  it('refuses more parts than a workbook has', async () => {
    const more = Array.from({ length: 30 }, (_, i) => ({ name: `xl/${i}.xml`, data: 'x' }));
    expect(await bookCode({ more }, { zipEntries: 20 })).toBe('spreadsheet.bomb');
  });

  it('takes a merged cell and a drop-down list over the whole sheet like any other', async () => {
    const behind =
      '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>' +
      '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>';
    const rows = textRow(1, '标题', 'x') + textRow(2, 'y', 'z');
    expect(await allCells(files.write(workbookZip({ rows, behind })))).toEqual([['标题']]);
  });

  it('names the cell that is too long, inline or shared, and never holds it', async () => {
    const long = 'x'.repeat(150 * MB);
    const limits = { ratioFromBytes: defaultLimits.inflatedBytes };
    const expected = { code: 'spreadsheet.cell-too-long', details: { row: 2, column: 'B', limit: 32_767 } };
    const inline = files.write(workbookZip({ rows: textRow(1, 'a', 'b') + textRow(2, 'c', long) }));
    expect(await refusal(allRows(inline, { limits }))).toEqual(expected);
    const rows = `${textRow(1, 'a', 'b')}<row r="2"><c r="B2" t="s"><v>0</v></c></row>`;
    const shared = files.write(workbookZip({ rows, strings: `<si><t>${long}</t></si>` }));
    expect(await refusal(allRows(shared, { limits }))).toEqual(expected);
  });

  it('takes exactly 32,767 characters, written as entities too', async () => {
    const longest = '中'.repeat(32_767);
    const entities = '&#x4E2D;'.repeat(32_767);
    expect(await allCells(files.write(workbookZip({ rows: textRow(1, longest, entities) })))).toEqual([[longest, longest]]);
    expect(await refusal(allCells(files.write(workbookZip({ rows: textRow(1, 'a', `${entities}x`) }))))).toEqual({
      code: 'spreadsheet.cell-too-long',
      details: { row: 1, column: 'B', limit: 32_767 },
    });
  });

  it('passes over a formula of any length', async () => {
    const rows = `<row r="1"><c r="A1"><f>${'1+'.repeat(10 * MB)}1</f><v>7</v></c></row>`;
    expect(await allCells(files.write(workbookZip({ rows })), { limits: { ratioFromBytes: defaultLimits.inflatedBytes } })).toEqual([
      ['7'],
    ]);
  });

  it('holds the limits of rows, columns and shared texts', async () => {
    const rows = [1, 2, 3, 4].map((row) => textRow(row, `r${row}`)).join('');
    expect(await refusal(allRows(files.write(workbookZip({ rows })), { limits: { rows: 2 } }))).toEqual({
      code: 'spreadsheet.too-many-rows',
      details: { limit: 2 },
    });
    expect(await bookCode({ rows }, { rows: 2, columns: 1 })).toBe('spreadsheet.too-many-rows');
    expect(await refusal(allRows(files.write(workbookZip({ rows })), { fromRow: 4, limits: { rows: 2 } }))).toMatchObject({
      code: 'spreadsheet.too-many-rows',
    });
    const far = '<row r="1"><c r="A1"><v>1</v></c><c r="GS1"><v>2</v></c></row>';
    expect(await refusal(allRows(files.write(workbookZip({ rows: far }))))).toEqual({
      code: 'spreadsheet.too-many-columns',
      details: { row: 1, limit: 200 },
    });
    const blankFar = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>';
    expect(await allCells(files.write(workbookZip({ rows: blankFar })))).toEqual([['1']]);
    const strings = Array.from({ length: 100 }, (_, i) => `<si><t>${'x'.repeat(30_000)}${i}</t></si>`).join('');
    expect(await bookCode({ rows, strings }, { sharedStringBytes: 2 * MB })).toBe('spreadsheet.too-big');
  });
});
