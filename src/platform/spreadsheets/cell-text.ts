// Besides what `trim()` knows (NBSP, full-width space, BOM): the zero-width characters web pages and chats leave behind.
const EDGES = /^[\s\u200b-\u200f\u2060\u2028\u2029\ufeff]+|[\s\u200b-\u200f\u2060\u2028\u2029\ufeff]+$/g;

const isPlain = (code: number): boolean =>
  (code > 0x20 && code < 0x85) || (code > 0xa0 && code < 0x1680) || (code > 0x3000 && code < 0xfeff);

/** A cell as a person reads it: stray spaces at its ends gone, one kind of line break, nothing left = null. */
export function tidyText(text: string): string | null {
  if (text.length === 0) return null;
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  // Most cells have nothing to trim, and a test of two characters is much cheaper than a pattern.
  if (isPlain(lines.charCodeAt(0)) && isPlain(lines.charCodeAt(lines.length - 1))) return lines;
  return lines.replace(EDGES, '') || null;
}

/** A, B … Z, AA …, from 1. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
