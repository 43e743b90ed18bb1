import { openSheet } from '../../src/platform/spreadsheets/open-sheet.js';
import { defaultLimits, type SheetOptions, type SheetRow } from '../../src/platform/spreadsheets/read-options.js';
import { SpreadsheetError, type SpreadsheetErrorDetails } from '../../src/platform/spreadsheets/spreadsheets.errors.js';
import { ZipArchive } from '../../src/platform/spreadsheets/zip-archive.js';

/** Everything in a file, header first, read in this process: quicker than the reader's own, with the same code. */
export async function allRows(path: string, options: SheetOptions = {}): Promise<SheetRow[]> {
  const { opened, collector } = await openSheet(path, options);
  const rows: SheetRow[] = [];
  for await (const some of opened.rows) rows.push(...some);
  return collector.header === null ? rows : [collector.header, ...rows];
}

export const allCells = async (path: string, options: SheetOptions = {}): Promise<(string | null)[][]> =>
  (await allRows(path, options)).map(({ cells }) => cells);

/** A part of a workbook as it is written, e.g. `xl/worksheets/sheet1.xml`. */
export async function partOf(path: string, name: string): Promise<string> {
  const zip = await ZipArchive.open(path, defaultLimits);
  const chunks: Buffer[] = [];
  for await (const chunk of zip.chunks(name)) chunks.push(chunk);
  zip.close();
  return Buffer.concat(chunks).toString();
}

/** The code and details a promise fails with. */
export async function refusal(work: Promise<unknown>): Promise<{ code: string; details: SpreadsheetErrorDetails }> {
  const error: unknown = await work.then(
    () => new Error('It was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SpreadsheetError)) throw error;
  return { code: error.code, details: error.details };
}
