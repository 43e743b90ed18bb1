import { columnAt, integerAt, typeAt, type CellType } from './cell-attributes.js';
import type { CellStyles } from './cell-styles.js';
import { tidyText } from './cell-text.js';
import type { MergedCells } from './merged-cells.js';
import { isoCellText, numberText } from './number-text.js';
import type { RowCollector } from './row-collector.js';
import type { SharedStrings } from './shared-strings.js';
import { SpreadsheetError } from './spreadsheets.errors.js';
import type { XmlHandler } from './xml-scanner.js';
import { xmlName, type XmlTag } from './xml-tag.js';
import { decodeXml, unescapeControl } from './xml-text.js';

const DATA = xmlName('sheetData'),
  ROW = xmlName('row'),
  CELL = xmlName('c'),
  VALUE = xmlName('v'),
  FORMULA = xmlName('f'),
  TEXT = xmlName('t'),
  PHONETIC = xmlName('rPh');
const REFERENCE = xmlName('r'),
  TYPE = xmlName('t'),
  STYLE = xmlName('s');
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

export interface SheetContext {
  strings: SharedStrings;
  styles: CellStyles;
  merged: MergedCells;
  is1904: boolean;
  cellLength: number;
}

/**
 * Turns the tags of one sheet into rows. What is not shown (formulas, errors, cells under a merged one) is not looked at; a merged cell that spans
 * rows is read beside each of them.
 */
export class SheetScanner implements XmlHandler {
  wantsText = false;
  done = false;
  private readonly context: SheetContext;
  private readonly rows: RowCollector;
  private inData = false;
  private row = 0;
  private column = 0;
  /** Whether the row is handed out. */
  private wanted = false;
  /** Whether the cell is read: also above the rows that are handed out, where it is the first of a merged one. */
  private reads = false;
  private filled = false;
  private phonetic = false;
  private formula = false;
  /** The row has a formula whose value no program has written down: people see something there that cannot be read. */
  private unknown = false;
  private type: CellType = 'number';
  private style = 0;
  private value = '';
  private cells: (string | null)[] = [];

  constructor(context: SheetContext, rows: RowCollector) {
    this.context = context;
    this.rows = rows;
  }

  open(name: number, tag: XmlTag): void {
    if (!this.inData) {
      this.inData = name === DATA;
      return;
    }
    if (name === CELL) this.openCell(tag);
    else if (name === FORMULA) this.formula = this.filled = true;
    else if (name === VALUE || name === TEXT) {
      this.filled = true;
      // Some programs leave the type of texts inside the cell out.
      if (name === TEXT && this.type === 'number') this.type = 'text';
      this.wantsText = this.reads && !this.phonetic && this.type !== 'error' && !this.context.merged.hides(this.column);
    } else if (name === ROW) this.openRow(tag);
    else if (name === PHONETIC) this.phonetic = true;
  }

  close(name: number): void {
    if (name === VALUE || name === TEXT) this.wantsText = false;
    else if (name === CELL) this.leaveCell();
    else if (name === ROW) this.closeRow();
    else if (name === PHONETIC) this.phonetic = false;
    else if (name === DATA) this.end();
  }

  text(bytes: Buffer, from: number, to: number): void {
    this.value +=
      this.type === 'number' || this.type === 'shared' ? bytes.toString('latin1', from, to) : unescapeControl(decodeXml(bytes, from, to));
    if (this.value.length > this.context.cellLength) this.textTooLong();
  }

  textTooLong(): void {
    this.rows.tooLong(this.row, this.column);
  }

  private openRow(tag: XmlTag): void {
    const at = tag.indexOf(REFERENCE);
    const row = at < 0 ? this.row + 1 : integerAt(tag, at);
    if (!(row > this.row && row <= LAST_ROW)) throw new SpreadsheetError('spreadsheet.damaged');
    this.row = row;
    this.column = 0;
    this.cells = [];
    this.filled = false;
    this.unknown = false;
    this.wanted = this.rows.wants(row);
    this.context.merged.startRow(row);
  }

  private closeRow(): void {
    const { header } = this.rows;
    if (this.wanted && header !== null && this.cells.length > 0) this.context.merged.spread(this.cells, header.rowNumber);
    if (this.wanted) this.rows.add(this.row, this.cells, { blank: !this.unknown });
    else if (this.filled) this.rows.pass(this.row);
  }

  private end(): void {
    this.rows.end();
    this.done = true;
  }

  private openCell(tag: XmlTag): void {
    const reference = tag.indexOf(REFERENCE);
    this.column = reference < 0 ? this.column + 1 : columnAt(tag, reference);
    if (!(this.column > 0 && this.column <= LAST_COLUMN)) throw new SpreadsheetError('spreadsheet.damaged');
    this.reads = this.wanted || this.context.merged.begins(this.column);
    if (!this.reads) return;
    const type = tag.indexOf(TYPE);
    this.type = type < 0 ? 'number' : typeAt(tag, type);
    const style = tag.indexOf(STYLE);
    this.style = style < 0 ? 0 : integerAt(tag, style);
    this.value = '';
  }

  private leaveCell(): void {
    if (this.formula && this.value === '' && this.type !== 'text') this.unknown = true;
    this.formula = false;
    this.closeCell();
  }

  private closeCell(): void {
    if (this.value === '') return;
    const text = this.cellText();
    this.value = '';
    if (text === null) return;
    this.rows.checkColumn(this.row, this.column);
    this.context.merged.keep(this.column, text);
    if (this.wanted) this.cells[this.column - 1] = text;
  }

  private cellText(): string | null {
    const { strings, styles, is1904 } = this.context;
    const { value } = this;
    switch (this.type) {
      case 'shared':
        return this.sharedText(strings.at(Number(value)));
      case 'number':
        return numberText(value, styles.formatAt(this.style), is1904);
      case 'boolean':
        return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'iso':
        return isoCellText(value, styles.formatAt(this.style));
      default:
        return tidyText(value);
    }
  }

  private sharedText(text: string | null | undefined): string | null {
    return text === undefined ? this.rows.tooLong(this.row, this.column) : text;
  }
}
