import { SpreadsheetError } from './spreadsheets.errors.js';
import { extendName, XmlTag } from './xml-tag.js';

const LT = 60,
  GT = 62,
  SLASH = 47,
  BANG = 33,
  QUESTION = 63,
  COLON = 58,
  SPACE = 32;
const MAX_TAG_BYTES = 4 * 1024 ** 2;
/** More than the longest cell, every character of it written as an entity. */
const MAX_TEXT_BYTES = 400_000;
const CDATA = '<![CDATA[';

export interface XmlHandler {
  /** Whether the text that follows matters; other text is passed over, whatever its length. */
  wantsText: boolean;
  /** Set when nothing of the rest matters. */
  done?: boolean;
  /** `tag` is good until this returns. */
  open(name: number, tag: XmlTag): void;
  close(name: number): void;
  /** A run of text, still escaped; an element may have several (CDATA, comments). */
  text(bytes: Buffer, from: number, to: number): void;
  /** A run longer than any cell; it is not kept. Either throws or stops wanting text. */
  textTooLong(): void;
}

/**
 * Reads XML chunk by chunk on bytes: only whole tags and whole runs of text reach the handler, so no character is ever cut, and nothing but
 * the unfinished end of a chunk is kept. It knows what spreadsheets hold; document type definitions are refused, as the format forbids them.
 */
export class XmlScanner {
  private readonly handler: XmlHandler;
  private readonly tag = new XmlTag();
  private rest: Buffer = Buffer.alloc(0);

  constructor(handler: XmlHandler) {
    this.handler = handler;
  }

  write(chunk: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    this.rest = bytes.subarray(this.scan(bytes));
    if (this.rest.length > MAX_TAG_BYTES) throw new SpreadsheetError('spreadsheet.damaged');
  }

  /** There is no more: an unfinished tag means that the part was cut. */
  end(): void {
    if (!this.handler.done && this.rest.includes(LT)) throw new SpreadsheetError('spreadsheet.damaged');
  }

  /** Says up to where the bytes are done with. */
  private scan(bytes: Buffer): number {
    const { handler } = this;
    const end = bytes.length;
    let at = 0;
    while (!handler.done) {
      const from = at;
      while (at < end && bytes[at] !== LT) at++;
      if (handler.wantsText && at > from) {
        if (at - from > MAX_TEXT_BYTES) handler.textTooLong();
        else if (at === end) return from;
        else handler.text(bytes, from, at);
      }
      if (at === end) return end;
      const next = this.markup(bytes, at);
      if (next < 0) return at;
      at = next;
    }
    return end;
  }

  /** Where the tag that begins at `lt` is over, or -1 when the bytes end before. */
  private markup(bytes: Buffer, lt: number): number {
    if (lt + 1 >= bytes.length) return -1;
    const kind = bytes[lt + 1];
    if (kind === SLASH) return this.closingTag(bytes, lt);
    if (kind === BANG) return this.declaration(bytes, lt);
    if (kind === QUESTION) return behind(bytes, '?>', lt);
    const next = this.tag.read(bytes, lt);
    if (next < 0) return -1;
    const { name, selfClosing } = this.tag;
    this.handler.open(name, this.tag);
    if (selfClosing) this.handler.close(name);
    return next;
  }

  private closingTag(bytes: Buffer, lt: number): number {
    let name = 0;
    for (let at = lt + 2; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === GT) {
        this.handler.close(name);
        return at + 1;
      }
      if (byte === COLON) name = 0;
      else if (byte > SPACE) name = extendName(name, byte);
    }
    return -1;
  }

  private declaration(bytes: Buffer, lt: number): number {
    const from = lt + CDATA.length;
    if (bytes.length < from) return -1;
    const head = bytes.toString('latin1', lt, from);
    if (head.startsWith('<!--')) return behind(bytes, '-->', lt + 4);
    if (head !== CDATA) throw new SpreadsheetError('spreadsheet.damaged');
    const to = bytes.indexOf(']]>', from);
    if (to < 0) return -1;
    if (this.handler.wantsText && to > from) {
      if (to - from > MAX_TEXT_BYTES) this.handler.textTooLong();
      else this.textAsItStands(bytes.toString('utf8', from, to));
    }
    return to + 3;
  }

  /** Handlers unescape what they get, and what CDATA holds needs no unescaping. */
  private textAsItStands(text: string): void {
    const bytes = Buffer.from(text.replaceAll('&', '&amp;'));
    this.handler.text(bytes, 0, bytes.length);
  }
}

function behind(bytes: Buffer, mark: string, from: number): number {
  const at = bytes.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}
