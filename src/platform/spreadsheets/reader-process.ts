/**
 * The process that reads files, so that one that is hostile or huge can only take this process down. It is started by `ReaderChild`, is
 * told what to read, and may run at most two batches ahead of the one who asked. Everything imported here must run where types are only
 * stripped: no enums, decorators or parameter properties.
 */
import { openSheet } from './open-sheet.js';
import type { ReaderCommand, ReaderMessage, ReadOrder } from './reader-messages.js';
import { workerFor } from './reader-tasks.js';
import { SpreadsheetError } from './spreadsheets.errors.js';

const BATCHES_AHEAD = 2;

let credit = BATCHES_AHEAD;
let refill = (): void => {};

process.on('message', (command: ReaderCommand) => {
  if (command.type === 'start') void run(command.order);
  else {
    credit++;
    refill();
  }
});
// Nobody is left to read for.
process.on('disconnect', () => process.exit());

async function run(order: ReadOrder): Promise<void> {
  try {
    await read(order);
  } catch (error) {
    const known = error instanceof SpreadsheetError ? error : new SpreadsheetError('spreadsheet.reader-failed', {}, { cause: error });
    // What went wrong inside is for the log, not for people.
    await tell({
      type: 'failed',
      code: known.code,
      details: known.details,
      reason: known.cause === undefined ? undefined : String(known.cause),
    });
  }
  process.disconnect();
}

async function read({ path, options, task }: ReadOrder): Promise<void> {
  const { opened, collector } = await openSheet(path, options);
  const { rows: pieces, ...about } = opened;
  const worker = workerFor(task, (rows) => hand({ type: 'rows', header: collector.header!, rows }));
  for await (const rows of pieces) for (const row of rows) if (worker.take(row)) await worker.hand?.();
  if (collector.header === null) throw new SpreadsheetError('spreadsheet.empty');
  await worker.finish?.();
  const { sample = [], column } = worker.result?.() ?? {};
  const summary = { ...about, header: collector.header, sample, rowCount: collector.count };
  await tell({ type: 'done', summary, ...(column ? { column } : {}) });
}

/** Sends a batch once the other side has taken in enough of those before. */
async function hand(message: ReaderMessage): Promise<void> {
  while (credit === 0) await new Promise<void>((resolve) => (refill = resolve));
  credit--;
  await tell(message);
}

function tell(message: ReaderMessage): Promise<void> {
  return new Promise((resolve) => process.send!(message, () => resolve()));
}
