import type { ReadOptions, SheetRow } from './read-options.js';
import { ReaderChild } from './reader-child.js';
import type { ColumnValues, ReaderMessage, ReadTask, SheetSummary } from './reader-messages.js';

const DEFAULT_BATCH_SIZE = 500;
const DEFAULT_SAMPLE = 20;

/** Some rows in the order of the sheet. `header` is the same in every batch. */
export interface RowBatch {
  header: SheetRow;
  rows: SheetRow[];
}

/**
 * The rows of an .xlsx or .csv, whatever its name, read by a process of its own that waits while the caller works. Ending the loop ends
 * that process. A sheet that holds nothing but a header gives one batch without rows. Throws `SpreadsheetError`, or the signal's reason.
 */
export async function* readRows(path: string, options: ReadOptions = {}): AsyncGenerator<RowBatch, void, undefined> {
  const { sheet, headerRow, fromRow, limits, batchSize = DEFAULT_BATCH_SIZE } = options;
  const task = { kind: 'rows', batchSize } as const;
  const reader = new ReaderChild({ path, options: { sheet, headerRow, fromRow, limits }, task }, options);
  try {
    for (;;) {
      const message = await reader.next();
      if (message.type === 'done') return;
      yield { header: message.header, rows: message.rows };
      reader.more();
    }
  } finally {
    await reader.stop();
  }
}

/**
 * Reads a whole file without handing out its rows: is it sound and within the limits, how many rows are there, what do the first `sample`
 * look like. What passes here does not fail half-way when it is read.
 */
export async function inspectSheet(path: string, options: ReadOptions & { sample?: number } = {}): Promise<SheetSummary> {
  return (await outcomeOf(path, { kind: 'inspect', sample: options.sample ?? DEFAULT_SAMPLE }, options)).summary;
}

/** What a column (from 0) says in the rows of a file: the first `limit` different texts with their counts, and how many rows say others. */
export async function valuesOfColumn(
  path: string,
  { column, limit, ...options }: ReadOptions & { column: number; limit: number },
): Promise<ColumnValues> {
  return (await outcomeOf(path, { kind: 'values', column, limit }, options)).column!;
}

async function outcomeOf(path: string, task: ReadTask, options: ReadOptions): Promise<ReaderMessage & { type: 'done' }> {
  const { sheet, headerRow, fromRow, limits } = options;
  const reader = new ReaderChild({ path, options: { sheet, headerRow, fromRow, limits }, task }, options);
  try {
    for (;;) {
      const message = await reader.next();
      if (message.type === 'done') return message;
    }
  } finally {
    await reader.stop();
  }
}
