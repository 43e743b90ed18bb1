import type { SheetRow } from '../../../platform/spreadsheets/read-options.js';
import type { Cells } from './import-draft.js';

/** Bytes that fit a text column of MySQL, with room to spare. */
const STORED_BYTES = 60_000;
/** UTF-8 takes at most three bytes for a UTF-16 unit, JSON two for a quote: below this nothing has to be measured. */
const SURELY_FITS = STORED_BYTES / 3;

export const fits = (json: string): boolean => json.length <= SURELY_FITS || Buffer.byteLength(json) <= STORED_BYTES;

/** The cells of a row as JSON; of a row that does not fit the longest ones are cut. */
export function storedCells(cells: Cells): string {
  let kept = [...cells];
  for (let longest = 32_767; ; longest = Math.floor(longest / 2)) {
    const json = JSON.stringify(kept);
    if (fits(json)) return json;
    kept = cells.map((cell) => (cell !== null && cell.length > longest ? `${cell.slice(0, longest)}…` : cell));
  }
}

/** As many of the first rows as fit together. */
export function storedSample(rows: readonly SheetRow[]): SheetRow[] {
  const kept: SheetRow[] = [];
  let bytes = 0;
  for (const { rowNumber, cells } of rows) {
    const json = storedCells(cells);
    bytes += Buffer.byteLength(json) + 50;
    if (kept.length && bytes > STORED_BYTES) break;
    kept.push({ rowNumber, cells: JSON.parse(json) as (string | null)[] });
  }
  return kept;
}
