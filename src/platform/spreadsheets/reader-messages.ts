import type { SheetOptions, SheetRow } from './read-options.js';
import type { SpreadsheetErrorCode, SpreadsheetErrorDetails } from './spreadsheets.errors.js';

/** What the reading process is asked to do: hand out all rows, or count them and show the first ones. */
export interface ReadOrder {
  path: string;
  options: SheetOptions;
  batchSize: number;
  sample: number | null;
}

export interface SheetSummary {
  kind: 'xlsx' | 'csv';
  /** The sheet that was read, and all that can be seen; null and none for a CSV. */
  sheet: string | null;
  sheets: string[];
  header: SheetRow;
  /** The first data rows. */
  sample: SheetRow[];
  /** Data rows: not blank, header not counted. */
  rowCount: number;
}

export type ReaderMessage =
  | { type: 'rows'; header: SheetRow; rows: SheetRow[] }
  | { type: 'done'; summary: SheetSummary }
  | { type: 'failed'; code: SpreadsheetErrorCode; details: SpreadsheetErrorDetails; reason?: string };

export type ReaderCommand = { type: 'start'; order: ReadOrder } | { type: 'more' };
