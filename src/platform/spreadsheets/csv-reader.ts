import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { tidyText } from './cell-text.js';
import { sniffDialect } from './csv-dialect.js';
import { decodedText, detectEncoding } from './csv-encoding.js';
import type { ReadLimits, SheetOptions, SheetRow } from './read-options.js';
import type { RowCollector } from './row-collector.js';
import { SpreadsheetError } from './spreadsheets.errors.js';
import type { OpenedSheet } from './xlsx-reader.js';

const ROWS_A_TURN = 500;
/** A quote that is never closed would make one row of the rest of the file. */
const MAX_ROW_BYTES = 8 * 1024 ** 2;

/** Reads comma, tab or semicolon separated text. Row numbers are those a spreadsheet program would show: blank lines count. */
export async function openCsv(path: string, _options: SheetOptions, limits: ReadLimits, collector: RowCollector): Promise<OpenedSheet> {
  const encoding = await detectEncoding(path);
  const { delimiter, skipLines } = sniffDialect(await firstPiece(decodedText(path, encoding)));
  const parser = parse({
    delimiter,
    from_line: skipLines + 1,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_BYTES,
  });
  // An error of the source comes out of the parser.
  pipeline(Readable.from(decodedText(path, encoding), { objectMode: false }), parser, () => {});
  return { kind: 'csv', sheet: null, sheets: [], rows: csvRows(parser, skipLines, limits, collector) };
}

async function firstPiece(text: AsyncIterable<string>): Promise<string> {
  for await (const piece of text) return piece;
  return '';
}

async function* csvRows(
  records: AsyncIterable<string[]>,
  firstRow: number,
  limits: ReadLimits,
  collector: RowCollector,
): AsyncGenerator<SheetRow[]> {
  let rowNumber = firstRow;
  try {
    for await (const record of records) {
      rowNumber++;
      if (collector.wants(rowNumber)) collector.add(rowNumber, tidyRecord(record, rowNumber, limits, collector));
      else if (record.some((cell) => cell !== '')) collector.pass(rowNumber);
      if (rowNumber % ROWS_A_TURN === 0) yield collector.take();
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new SpreadsheetError('spreadsheet.damaged', { row: rowNumber + 1 }, { cause: error });
  }
  collector.end();
  yield collector.take();
}

function tidyRecord(record: string[], rowNumber: number, limits: ReadLimits, collector: RowCollector): (string | null)[] {
  return record.map((raw, index) => {
    if (raw.length > limits.cellLength) collector.tooLong(rowNumber, index + 1);
    const text = tidyText(isGuarded(raw) ? unguarded(raw) : raw);
    if (text !== null) collector.checkColumn(rowNumber, index + 1);
    return text;
  });
}

/** `="0138"` is how programs keep a spreadsheet from reading a number; `'=` and the like how they keep it from calculating. */
const isGuarded = (raw: string): boolean => raw.startsWith('="') || (raw.startsWith("'") && /^'[=+\-@\t\r]/.test(raw));

function unguarded(raw: string): string {
  if (raw.startsWith("'")) return raw.slice(1);
  const [, text] = /^="((?:[^"]|"")*)"$/.exec(raw.trimEnd()) ?? [];
  return text === undefined ? raw : text.replaceAll('""', '"');
}
