import * as fc from 'fast-check';
import { allCells } from '../../../test/builders/read-sheet.js';
import { FileFolder, workbookZip } from '../../../test/builders/workbook-file.js';
import { columnName, tidyText } from './cell-text.js';
import { readRows } from './read-rows.js';
import { writeCsv } from './write-csv.js';
import { writeXlsx } from './write-xlsx.js';

const files = new FileFolder();
afterAll(() => files.remove());

const ROWS = 20_000;
const COLUMNS = 14;
// Characters of one to four bytes, so that every chunk ends somewhere inside one.
const WORDS = ['张', '𠮷', 'é', 'x', '龘', '😀', '客户', '北京市海淀区中关村大街', '转介绍', 'Ω'];

/** Texts that hardly repeat, and some that do. */
function cellAt(row: number, column: number): string {
  if (column === 3) return WORDS[row % WORDS.length]!;
  const mixed = (row * 31 + column * 17) % 997;
  return `${WORDS[mixed % WORDS.length]}${row}${WORDS[(mixed + column) % WORDS.length]!.repeat(mixed % 7)}<&"${column}`;
}

async function expectEveryCell(path: string): Promise<void> {
  let row = 1;
  for await (const { rows } of readRows(path)) {
    for (const { rowNumber, cells } of rows) {
      const expected = Array.from({ length: COLUMNS }, (_, column) => cellAt(row, column));
      if (rowNumber !== row + 1 || cells.join('\0') !== expected.join('\0'))
        expect({ rowNumber, cells }).toEqual({ rowNumber: row + 1, cells: expected });
      row++;
    }
  }
  expect(row).toBe(ROWS + 1);
}

const columns = Array.from({ length: COLUMNS }, (_, column) => ({ header: `列${column}` }));
function* rows(): Generator<string[]> {
  for (let row = 1; row <= ROWS; row++) yield columns.map((_, column) => cellAt(row, column));
}

describe('D24 every cell of a large Chinese file comes back', { timeout: 60_000 }, () => {
  it('from a workbook as we write it', async () => {
    await writeXlsx(files.at('large.xlsx'), { sheets: [{ name: '客户', columns, rows: rows() }] });
    await expectEveryCell(files.at('large.xlsx'));
  });

  it('from a .csv as we write it', async () => {
    await writeCsv(files.at('large.csv'), { columns, rows: rows() });
    await expectEveryCell(files.at('large.csv'));
  });

  it('from a workbook with a table of shared texts, as Excel writes it', async () => {
    const places = new Map<string, number>();
    let xml = `<row r="1">${columns.map((_, i) => `<c r="${columnName(i + 1)}1"><v>${i}</v></c>`).join('')}</row>`;
    let row = 1;
    for (const cells of rows()) {
      row++;
      const filled = cells.map((text, i) => {
        const place = places.get(text) ?? places.size;
        places.set(text, place);
        return `<c r="${columnName(i + 1)}${row}" t="s"><v>${place}</v></c>`;
      });
      xml += `<row r="${row}" spans="1:14">${filled.join('')}</row>`;
    }
    const strings = [...places.keys()].map((text) => `<si><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></si>`).join('');
    await expectEveryCell(files.write(workbookZip({ rows: xml, strings })));
  });
});

describe('whatever is in the cells', () => {
  const texts = fc.array(
    fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('=1', '"', ',', '\n', '_x0041_', ' ')), {
      minLength: 3,
      maxLength: 3,
    }),
    { maxLength: 8 },
  );
  const three = ['a', 'b', 'c'].map((header) => ({ header }));
  const seen = (rows: string[][], change: (text: string) => string): (string | null)[][] =>
    rows
      .map((cells) => cells.map((text) => tidyText(change(text.toWellFormed()))))
      .filter((cells) => cells.some((cell) => cell !== null))
      .map((cells) => cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1));

  /** What a text that looks defused already is taken for. */
  const readable = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

  it('an .xlsx gives back what was written, spaces at the ends apart', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (rows) => {
        await writeXlsx(files.at('any.xlsx'), { sheets: [{ name: 'a', columns: three, rows }] });
        expect((await allCells(files.at('any.xlsx'))).slice(1)).toEqual(seen(rows, (text) => text));
      }),
    );
  });

  it('a .csv does too, formulas defused on the way', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (rows) => {
        await writeCsv(files.at('any.csv'), { columns: three, rows });
        const expected = seen(rows, (text) => readable(text.replaceAll('\0', '')));
        expect((await allCells(files.at('any.csv'))).slice(1)).toEqual(expected);
      }),
    );
  });
});
