import { tidyText } from './cell-text.js';
import type { ReadLimits } from './read-options.js';
import { SpreadsheetError } from './spreadsheets.errors.js';
import { XmlScanner, type XmlHandler } from './xml-scanner.js';
import { xmlName } from './xml-tag.js';
import { decodeXml, unescapeControl } from './xml-text.js';

const ITEM = xmlName('si'),
  TEXT = xmlName('t'),
  PHONETIC = xmlName('rPh');
const BLOCK_BYTES = 1024 ** 2;
const TOO_LONG = 0xffff_ffff;
const LENGTH_BYTES = 3;
const CACHE_SLOTS = 8_192;

/**
 * The table of texts that cells refer to. It may hold millions, so they are kept as UTF-8 in blocks outside the heap and become strings
 * when a cell asks; the most recent ones are remembered, since columns such as the source repeat few values.
 */
export class SharedStrings implements XmlHandler {
  wantsText = false;
  private readonly scanner = new XmlScanner(this);
  private readonly limits: ReadLimits;
  private readonly blocks: Buffer[] = [];
  private used = BLOCK_BYTES;
  private starts = new Uint32Array(1_024);
  private count = 0;
  private item: string | null = '';
  private phonetic = false;
  private readonly cachedIndex = new Int32Array(CACHE_SLOTS).fill(-1);
  private readonly cachedText = new Array<string | null>(CACHE_SLOTS).fill(null);

  constructor(limits: ReadLimits) {
    this.limits = limits;
  }

  write(chunk: Buffer): void {
    this.scanner.write(chunk);
  }

  end(): void {
    this.scanner.end();
  }

  /** The text, tidied; null for an empty one, undefined for one that is longer than a cell may be. */
  at(index: number): string | null | undefined {
    const slot = index & (CACHE_SLOTS - 1);
    if (this.cachedIndex[slot] === index) return this.cachedText[slot];
    if (!(index < this.count)) throw new SpreadsheetError('spreadsheet.damaged');
    const start = this.starts[index]!;
    if (start === TOO_LONG) return undefined;
    const block = this.blocks[Math.floor(start / BLOCK_BYTES)]!;
    const from = (start % BLOCK_BYTES) + LENGTH_BYTES;
    const length = block.readUIntLE(from - LENGTH_BYTES, LENGTH_BYTES);
    const text = length === 0 ? null : block.toString('utf8', from, from + length);
    this.cachedIndex[slot] = index;
    this.cachedText[slot] = text;
    return text;
  }

  open(name: number): void {
    if (name === TEXT) this.wantsText = !this.phonetic && this.item !== null;
    else if (name === PHONETIC) this.phonetic = true;
    else if (name === ITEM) this.item = '';
  }

  close(name: number): void {
    if (name === TEXT) this.wantsText = false;
    else if (name === PHONETIC) this.phonetic = false;
    else if (name === ITEM) this.keep();
  }

  text(bytes: Buffer, from: number, to: number): void {
    this.item += unescapeControl(decodeXml(bytes, from, to));
    if (this.item!.length > this.limits.cellLength) this.textTooLong();
  }

  /** Only the cell that refers to it can say where it stands, so the complaint waits until then. */
  textTooLong(): void {
    this.item = null;
    this.wantsText = false;
  }

  private keep(): void {
    if (this.count === this.starts.length) {
      const grown = new Uint32Array(this.count * 2);
      grown.set(this.starts);
      this.starts = grown;
    }
    this.starts[this.count++] = this.item === null ? TOO_LONG : this.store(tidyText(this.item) ?? '');
    this.item = '';
  }

  /** No text crosses the border of a block. */
  private store(text: string): number {
    if (this.used + LENGTH_BYTES + text.length * 3 > BLOCK_BYTES) {
      if ((this.blocks.length + 1) * BLOCK_BYTES > this.limits.sharedStringBytes) throw new SpreadsheetError('spreadsheet.too-big');
      this.blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES));
      this.used = 0;
    }
    const block = this.blocks.at(-1)!;
    const start = this.used;
    const length = block.write(text, start + LENGTH_BYTES, 'utf8');
    block.writeUIntLE(length, start, LENGTH_BYTES);
    this.used = start + LENGTH_BYTES + length;
    return (this.blocks.length - 1) * BLOCK_BYTES + start;
  }
}
