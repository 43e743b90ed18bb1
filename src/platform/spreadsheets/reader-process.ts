/**
 * The process that reads files, so that one that is hostile or huge can only take this process down. It is started by `ReaderChild`, is
 * told what to read, and may run at most two batches ahead of the one who asked. Everything imported here must run where types are only
 * stripped: no enums, decorators or parameter properties.
 */
import { openSheet } from './open-sheet.js';
import type { SheetRow } from './read-options.js';
import type { ReaderCommand, ReaderMessage, ReadOrder } from './reader-messages.js';
import { SpreadsheetError } from './spreadsheets.errors.js';

const BATCHES_AHEAD = 2;
/** Characters a batch, so that taking one in never holds up the other process. */
const BATCH_LENGTH = 400_000;

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

async function read({ path, options, batchSize, sample }: ReadOrder): Promise<void> {
  const { opened, collector } = await openSheet(path, options);
  const { rows: pieces, ...about } = opened;
  const first: SheetRow[] = [];
  let batch: SheetRow[] = [];
  let length = 0;
  let sent = 0;
  const send = async (): Promise<void> => {
    await hand({ type: 'rows', header: collector.header!, rows: batch });
    sent++;
    batch = [];
    length = 0;
  };
  for await (const rows of pieces) {
    for (const row of rows) {
      if (sample !== null) {
        if (first.length < sample) first.push(row);
        continue;
      }
      batch.push(row);
      length += row.cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
      if (batch.length >= batchSize || length >= BATCH_LENGTH) await send();
    }
  }
  if (collector.header === null) throw new SpreadsheetError('spreadsheet.empty');
  // Even without rows there is a header to look at.
  if (sample === null && (batch.length > 0 || sent === 0)) await send();
  await tell({ type: 'done', summary: { ...about, header: collector.header, sample: first, rowCount: collector.count } });
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
