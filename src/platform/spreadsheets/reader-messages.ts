import type { SheetOptions, SheetRow } from './read-options.js';
import type { SpreadsheetErrorCode, SpreadsheetErrorDetails } from './spreadsheets.errors.js';

/** What the reading process is asked to do. */
export interface ReadOrder {
  path: string;
  options: SheetOptions;
  task: ReadTask;
}
export type ReadTask =
  /** Hand out all rows. */
  | { kind: 'rows'; batchSize: number }
  /** Count them, and show the first ones. */
  | { kind: 'inspect'; sample: number }
  /** What one column says (from 0): up to so many different texts. */
  | { kind: 'values'; column: number; limit: number };

/** A text of a column, and in how many rows it stands. */
export interface ColumnValue {
  value: string;
  rows: number;
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

/** What a column says; `otherRows` say something beyond the limit. */
export interface ColumnValues {
  values: ColumnValue[];
  otherRows: number;
}

export type ReaderMessage =
  | { type: 'rows'; header: SheetRow; rows: SheetRow[] }
  | { type: 'done'; summary: SheetSummary; column?: ColumnValues }
  | { type: 'failed'; code: SpreadsheetErrorCode; details: SpreadsheetErrorDetails; reason?: string };

export type ReaderCommand = { type: 'start'; order: ReadOrder } | { type: 'more' };
