import { SpreadsheetError } from './spreadsheets.errors.js';
import { decodeXml } from './xml-text.js';

const LT = 60,
  GT = 62,
  SLASH = 47,
  COLON = 58,
  EQUALS = 61,
  QUOTE = 34,
  APOSTROPHE = 39,
  SPACE = 32;
const MAX_ATTRIBUTES = 64;

/** One step of the number that stands for a name. */
export const extendName = (name: number, byte: number): number => (Math.imul(name, 31) + byte) | 0;

/** Names are compared as numbers, so that no string is made for the millions of tags of a sheet. Prefixes do not count. */
export function xmlName(local: string): number {
  let name = 0;
  for (const byte of Buffer.from(local)) name = extendName(name, byte);
  return name;
}

const XMLNS = xmlName('xmlns');

/** The opening tag that is being read, used again for the next one: where its attributes are in the bytes. */
export class XmlTag {
  name = 0;
  selfClosing = false;
  private bytes: Buffer = Buffer.alloc(0);
  private count = 0;
  private readonly names = new Int32Array(MAX_ATTRIBUTES);
  private readonly starts = new Int32Array(MAX_ATTRIBUTES);
  private readonly ends = new Int32Array(MAX_ATTRIBUTES);

  attribute(name: number): string | null {
    const index = this.indexOf(name);
    return index < 0 ? null : decodeXml(this.bytes, this.starts[index]!, this.ends[index]!);
  }

  /** For attributes read too often to become strings: its place for `byteAt`, or -1. */
  indexOf(name: number): number {
    for (let i = 0; i < this.count; i++) if (this.names[i] === name) return i;
    return -1;
  }

  /** 0 behind the end. */
  byteAt(index: number, offset: number): number {
    const at = this.starts[index]! + offset;
    return at < this.ends[index]! ? this.bytes[at]! : 0;
  }

  /** Reads the tag whose `<` is at `lt`; says where it is over, or -1 when the bytes end before. */
  read(bytes: Buffer, lt: number): number {
    const end = bytes.length;
    let at = lt + 1;
    let name = 0;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte <= SPACE || byte === GT || byte === SLASH) break;
      name = byte === COLON ? 0 : extendName(name, byte);
    }
    this.name = name;
    this.bytes = bytes;
    this.count = 0;
    while (at >= 0 && at < end) {
      const byte = bytes[at]!;
      if (byte <= SPACE) at++;
      else if (byte === GT) {
        this.selfClosing = false;
        return at + 1;
      } else if (byte === SLASH) {
        if (at + 1 >= end) return -1;
        if (bytes[at + 1] !== GT) throw new SpreadsheetError('spreadsheet.damaged');
        this.selfClosing = true;
        return at + 2;
      } else at = this.readAttribute(bytes, at);
    }
    return -1;
  }

  private readAttribute(bytes: Buffer, from: number): number {
    const end = bytes.length;
    let at = from;
    let name = 0;
    let prefix = 0;
    for (; at < end && bytes[at] !== EQUALS; at++) {
      const byte = bytes[at]!;
      if (byte === LT || byte === GT) throw new SpreadsheetError('spreadsheet.damaged');
      if (byte === COLON) {
        prefix = name;
        name = 0;
      } else if (byte > SPACE) name = extendName(name, byte);
    }
    at++;
    while (at < end && bytes[at]! <= SPACE) at++;
    if (at >= end) return -1;
    const quote = bytes[at]!;
    if (quote !== QUOTE && quote !== APOSTROPHE) throw new SpreadsheetError('spreadsheet.damaged');
    const start = ++at;
    while (at < end && bytes[at] !== quote) at++;
    if (at >= end) return -1;
    // A declared prefix may be called like an attribute (`xmlns:r`).
    if (prefix !== XMLNS && this.count < MAX_ATTRIBUTES) {
      this.names[this.count] = name;
      this.starts[this.count] = start;
      this.ends[this.count++] = at;
    }
    return at + 1;
  }
}
