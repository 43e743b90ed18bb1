import type { Writable } from 'node:stream';

export type CellValue = string | number | boolean | null | undefined;

/**
 * `text` is never taken for a number, a date or a formula, also not when somebody types into it. `date` and `dateTime` take
 * `YYYY-MM-DD` and `YYYY-MM-DD HH:mm:ss`; what is not one is written as text.
 */
export type ColumnType = 'text' | 'number' | 'date' | 'dateTime';

export interface ColumnSpec {
  header: string;
  /** In characters; default 16. */
  width?: number;
  /** Default `text`. */
  type?: ColumnType;
  /** Offered as a drop-down list; other values are refused by the spreadsheet program. */
  options?: readonly string[];
}

export interface SheetSpec {
  name: string;
  columns: readonly ColumnSpec[];
  /** Cells in the order of the columns. Taken one by one, as fast as they can be written. */
  rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>;
}

export interface WorkbookSpec {
  sheets: readonly SheetSpec[];
}

/** A file to make, or a stream to end. */
export type WriteTarget = string | Writable;

export interface WriteOptions {
  signal?: AbortSignal;
}
