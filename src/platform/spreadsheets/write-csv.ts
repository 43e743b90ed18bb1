import { Readable } from 'node:stream';
import type { CellValue, SheetSpec, WriteOptions, WriteTarget } from './write-options.js';
import { writeTo } from './write-target.js';

const PIECE_LENGTH = 32_768;
/** Spreadsheet programs take the file for UTF-8 only with this mark. */
const BYTE_ORDER_MARK = '\ufeff';

/** Writes UTF-8 text with commas. Texts that a spreadsheet program would run as a formula get an apostrophe in front. */
export async function writeCsv(
  target: WriteTarget,
  { columns, rows }: Pick<SheetSpec, 'columns' | 'rows'>,
  options: WriteOptions = {},
): Promise<void> {
  const lines = csvText(
    columns.map(({ header }) => header),
    rows,
  );
  await writeTo(target, Readable.from(lines, { objectMode: false }), options);
}

async function* csvText(headers: string[], rows: SheetSpec['rows']): AsyncGenerator<string> {
  let piece = BYTE_ORDER_MARK + csvLine(headers);
  for await (const values of rows) {
    piece += csvLine(headers.map((_, index) => values[index]));
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

const csvLine = (values: CellValue[]): string => `${values.map(csvCell).join(',')}\r\n`;

function csvCell(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
  // With a NUL in it the file would no longer pass for text.
  const clean = value.toWellFormed().replaceAll('\0', '');
  const text = /^[=+\-@\t\r]/.test(clean) ? `'${clean}` : clean;
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
