import { columnName } from './cell-text.js';
import type { ReadLimits, SheetOptions, SheetRow } from './read-options.js';
import { SpreadsheetError } from './spreadsheets.errors.js';

/** Takes rows from either kind of file: finds the header, leaves out blank rows and those already done, and holds the limits. */
export class RowCollector {
  header: SheetRow | null = null;
  /** Data rows met so far, those passed over included. */
  count = 0;
  private readonly headerRow: number;
  private readonly fromRow: number;
  private readonly limits: ReadLimits;
  private rows: SheetRow[] = [];

  constructor(options: SheetOptions, limits: ReadLimits) {
    this.headerRow = options.headerRow ?? 0;
    this.fromRow = options.fromRow ?? 0;
    this.limits = limits;
  }

  /** Whether the cells of a row must be decoded. */
  wants(rowNumber: number): boolean {
    return rowNumber >= this.headerRow && (this.header === null || rowNumber >= this.fromRow);
  }

  /** A row that was passed over without being decoded, though there is something in it. */
  pass(rowNumber: number): void {
    if (rowNumber > this.headerRow && this.header !== null) this.countOne();
  }

  add(rowNumber: number, cells: (string | null)[]): void {
    let length = cells.length;
    while (length > 0 && (cells[length - 1] ?? null) === null) length--;
    if (length === 0) return;
    cells.length = length;
    // Holes would become null only by luck on the way to the other process.
    for (let i = 0; i < length; i++) cells[i] ??= null;
    if (this.header === null) {
      this.header = { rowNumber, cells };
      return;
    }
    this.countOne();
    this.rows.push({ rowNumber, cells });
  }

  /** The rows since the last call. */
  take(): SheetRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  /** Refuses a filled cell that lies too far right (`column` from 1). */
  checkColumn(rowNumber: number, column: number): void {
    if (column > this.limits.columns)
      throw new SpreadsheetError('spreadsheet.too-many-columns', { row: rowNumber, limit: this.limits.columns });
  }

  tooLong(rowNumber: number, column: number): never {
    throw new SpreadsheetError('spreadsheet.cell-too-long', { row: rowNumber, column: columnName(column), limit: this.limits.cellLength });
  }

  private countOne(): void {
    if (++this.count > this.limits.rows) throw new SpreadsheetError('spreadsheet.too-many-rows', { limit: this.limits.rows });
  }
}
