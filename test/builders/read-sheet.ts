import { openSheet } from '../../src/platform/spreadsheets/open-sheet.js';
import type { SheetOptions, SheetRow } from '../../src/platform/spreadsheets/read-options.js';
import { SpreadsheetError, type SpreadsheetErrorDetails } from '../../src/platform/spreadsheets/spreadsheets.errors.js';

/** Everything in a file, header first, read in this process: quicker than the reader's own, with the same code. */
export async function allRows(path: string, options: SheetOptions = {}): Promise<SheetRow[]> {
  const { opened, collector } = await openSheet(path, options);
  const rows: SheetRow[] = [];
  for await (const some of opened.rows) rows.push(...some);
  return collector.header === null ? rows : [collector.header, ...rows];
}

export const allCells = async (path: string, options: SheetOptions = {}): Promise<(string | null)[][]> =>
  (await allRows(path, options)).map(({ cells }) => cells);

/** The code and details a promise fails with. */
export async function refusal(work: Promise<unknown>): Promise<{ code: string; details: SpreadsheetErrorDetails }> {
  const error: unknown = await work.then(
    () => new Error('It was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SpreadsheetError)) throw error;
  return { code: error.code, details: error.details };
}
