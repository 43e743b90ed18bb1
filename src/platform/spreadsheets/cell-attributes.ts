import type { XmlTag } from './xml-tag.js';

/** What a cell says it holds: `text` is a formula's or inline text, `iso` a date of a strict workbook. */
export type CellType = 'number' | 'shared' | 'text' | 'boolean' | 'error' | 'iso';

const letter = (text: string): number => text.charCodeAt(0);

/** n, s, str, inlineStr, b, e or d. */
export function typeAt(tag: XmlTag, index: number): CellType {
  switch (tag.byteAt(index, 0)) {
    case letter('s'):
      return tag.byteAt(index, 1) === 0 ? 'shared' : 'text';
    case letter('i'):
      return 'text';
    case letter('b'):
      return 'boolean';
    case letter('e'):
      return 'error';
    case letter('d'):
      return 'iso';
    default:
      return 'number';
  }
}

/** A whole number; NaN for anything else. */
export function integerAt(tag: XmlTag, index: number): number {
  let value = 0;
  for (let i = 0; ; i++) {
    const digit = tag.byteAt(index, i) - letter('0');
    if (digit === -letter('0')) return i === 0 ? Number.NaN : value;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
}

/** The column of a reference such as `AB12`, from 1; 0 when it has none. */
export function columnAt(tag: XmlTag, index: number): number {
  let column = 0;
  for (let i = 0; i < 4; i++) {
    const place = tag.byteAt(index, i) - letter('A') + 1;
    if (place < 1 || place > 26) break;
    column = column * 26 + place;
  }
  return column;
}
