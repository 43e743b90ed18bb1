import { columnName } from './cell-text.js';
import type { ReadLimits, SheetOptions, SheetRow } from './read-options.js';
import { SpreadsheetError } from './spreadsheets.errors.js';

const MAX_TITLES = 3;

/** Takes rows from either kind of file: finds the header, leaves out blank rows and those already done, and holds the limits. */
export class RowCollector {
  header: SheetRow | null = null;
  /** Data rows met so far, those passed over included. */
  count = 0;
  private readonly headerRow: number;
  private readonly fromRow: number;
  private readonly limits: ReadLimits;
  private rows: SheetRow[] = [];
  /** Rows of one cell at the top of the sheet, as long as no other row has come. */
  private titles: SheetRow[] = [];

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

  /** `blank: false`: there is something in the row, though none of its cells can be read. */
  add(rowNumber: number, cells: (string | null)[], { blank = true } = {}): void {
    let length = cells.length;
    while (length > 0 && (cells[length - 1] ?? null) === null) length--;
    if (length === 0 && (blank || this.header === null)) return;
    cells.length = length;
    // Holes would become null only by luck on the way to the other process.
    for (let i = 0; i < length; i++) cells[i] ??= null;
    if (this.header === null) this.top(rowNumber, cells);
    else this.push(rowNumber, cells);
  }

  /** There are no more rows: what stands at the top was the header after all. */
  end(): void {
    if (this.header === null) this.settle();
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

  /** A line or two of one cell each above a table are its title. */
  private top(rowNumber: number, cells: (string | null)[]): void {
    const filled = cells.filter((cell) => cell !== null).length;
    if (filled === 1 && this.headerRow === 0 && this.titles.length <= MAX_TITLES) {
      this.titles.push({ rowNumber, cells });
      return;
    }
    const enough = this.titles.length <= 1 ? 2 : 3;
    if (this.titles.length > MAX_TITLES || filled < enough) this.settle();
    this.titles = [];
    if (this.header === null) this.header = { rowNumber, cells };
    else this.push(rowNumber, cells);
  }

  private settle(): void {
    const [header = null, ...rows] = this.titles;
    this.titles = [];
    this.header = header;
    for (const row of rows) this.push(row.rowNumber, row.cells);
  }

  private push(rowNumber: number, cells: (string | null)[]): void {
    this.countOne();
    if (rowNumber >= this.fromRow) this.rows.push({ rowNumber, cells });
  }

  private countOne(): void {
    if (++this.count > this.limits.rows) throw new SpreadsheetError('spreadsheet.too-many-rows', { limit: this.limits.rows });
  }
}
