import { SpreadsheetError } from './spreadsheets.errors.js';
import { XmlScanner, type XmlHandler } from './xml-scanner.js';
import { xmlName, type XmlTag } from './xml-tag.js';

const MERGED_CELLS = xmlName('mergeCells'),
  MERGED_CELL = xmlName('mergeCell'),
  REFERENCE = xmlName('ref');
const MARK = 'mergeCells';
const LONGEST_PREFIX = 64;
const MAX_RANGES = 100_000;

interface Range {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** What its first cell says. */
  text: string | null;
}

const columnOf = (letters: string): number => [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);

/**
 * Which cells lie under a merged one: they may hold values, but nobody sees them. What people see beside each row that it spans is what its first
 * cell says. The list stands behind the rows, so it is taken from the
 * pass that checks the file. Ranges are never expanded: one over the whole sheet costs as much as any other.
 */
export class MergedCells implements XmlHandler {
  wantsText = false;
  done = false;
  private readonly scanner = new XmlScanner(this);
  private started = false;
  private tail: Buffer = Buffer.alloc(0);
  private readonly ranges: Range[] = [];
  private next = 0;
  private active: Range[] = [];
  private row = 0;

  write(chunk: Buffer): void {
    if (this.started) {
      this.scanner.write(chunk);
      return;
    }
    const bytes = Buffer.concat([this.tail, chunk]);
    // In text a `<` is written as an entity, so `<mergeCells` or `<x:mergeCells` cannot be somebody's words.
    for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
      const head = bytes.toString('latin1', Math.max(0, at - LONGEST_PREFIX), at);
      const [tag] = /<(?:[\w.-]+:)?$/.exec(head) ?? [];
      if (tag === undefined) continue;
      this.started = true;
      this.scanner.write(bytes.subarray(at - tag.length));
      return;
    }
    this.tail = bytes.subarray(-LONGEST_PREFIX - MARK.length);
  }

  end(): void {
    this.scanner.end();
    this.ranges.sort((a, b) => a.top - b.top);
  }

  /** Rows must come in order. */
  startRow(row: number): void {
    this.row = row;
    if (this.active.length > 0) this.active = this.active.filter((range) => range.bottom >= row);
    for (; this.next < this.ranges.length && this.ranges[this.next]!.top <= row; this.next++) {
      if (this.ranges[this.next]!.bottom >= row) this.active.push(this.ranges[this.next]!);
    }
  }

  hides(column: number): boolean {
    for (const { left, top, right } of this.active) {
      if (column >= left && column <= right && (column !== left || this.row !== top)) return true;
    }
    return false;
  }

  /** Whether a cell of the present row is the first of a merged one that spans more rows. */
  begins(column: number): boolean {
    return this.active.some(({ left, top, bottom }) => top === this.row && left === column && bottom > top);
  }

  /** What the first cell of a merged one says, for the rows below. */
  keep(column: number, text: string | null): void {
    for (const range of this.active) if (range.top === this.row && range.left === column && range.bottom > range.top) range.text = text;
  }

  /** Gives the cells of the present row what merged ones say that began above it, but behind row `behind`. */
  spread(cells: (string | null)[], behind: number): void {
    for (const { left, top, text } of this.active) if (top < this.row && top > behind && text !== null) cells[left - 1] = text;
  }

  open(name: number, tag: XmlTag): void {
    if (name !== MERGED_CELL) return;
    const [, left, top, right, bottom] =
      /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(tag.attribute(REFERENCE) ?? '') ?? [];
    if (left === undefined) return;
    if (this.ranges.length === MAX_RANGES) throw new SpreadsheetError('spreadsheet.too-big');
    this.ranges.push({ left: columnOf(left), top: Number(top), right: columnOf(right!), bottom: Number(bottom), text: null });
  }

  close(name: number): void {
    if (name === MERGED_CELLS) this.done = true;
  }

  text(): void {}
  textTooLong(): void {}
}
