import type { SheetRow } from './read-options.js';
import type { ColumnValues, ReadTask } from './reader-messages.js';

/** Characters a batch, so that taking one in never holds up the other process. */
const BATCH_LENGTH = 400_000;

/** What is longer is no word of a list. */
const LONGEST_VALUE = 200;

type Send = (rows: SheetRow[]) => Promise<void>;

/** What the reading process does with the rows of a file. */
export interface RowWorker {
  /** Whether it has enough to hand on. */
  take(row: SheetRow): boolean;
  hand?(): Promise<void>;
  finish?(): Promise<void>;
  result?(): { sample?: SheetRow[]; column?: ColumnValues };
}

export function workerFor(task: ReadTask, send: Send): RowWorker {
  switch (task.kind) {
    case 'rows':
      return batches(task.batchSize, send);
    case 'inspect':
      return firstRows(task.sample);
    case 'values':
      return columnValues(task.column, task.limit);
  }
}

function batches(batchSize: number, send: Send): RowWorker {
  let batch: SheetRow[] = [];
  let length = 0;
  let sent = 0;
  const hand = async (): Promise<void> => {
    const rows = batch;
    [batch, length] = [[], 0];
    sent++;
    await send(rows);
  };
  return {
    take: (row) => {
      batch.push(row);
      length += row.cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
      return batch.length >= batchSize || length >= BATCH_LENGTH;
    },
    hand,
    // even without rows there is a header to look at
    finish: async () => void ((batch.length > 0 || sent === 0) && (await hand())),
  };
}

function firstRows(most: number): RowWorker {
  const sample: SheetRow[] = [];
  return {
    take: (row) => {
      if (sample.length < most) sample.push(row);
      return false;
    },
    result: () => ({ sample }),
  };
}

function columnValues(column: number, limit: number): RowWorker {
  const counts = new Map<string, number>();
  let otherRows = 0;
  return {
    take: ({ cells }) => {
      const value = cells[column];
      if (!value) return false;
      const count = counts.get(value);
      if (count !== undefined || (counts.size < limit && value.length <= LONGEST_VALUE)) counts.set(value, (count ?? 0) + 1);
      else otherRows++;
      return false;
    },
    result: () => ({ column: { values: [...counts].map(([value, rows]) => ({ value, rows })), otherRows } }),
  };
}
