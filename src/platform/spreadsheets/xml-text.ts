const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text of some bytes of XML, entities replaced. */
export function decodeXml(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString('utf8', from, to);
  return text.includes('&') ? text.replace(/&(?:#(x?)([0-9a-fA-F]{1,8})|(\w+));/g, replaceEntity) : text;
}

function replaceEntity(whole: string, hex: string | undefined, digits: string | undefined, name: string | undefined): string {
  if (name !== undefined) return NAMED[name] ?? whole;
  const point = Number.parseInt(digits!, hex ? 16 : 10);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
}

/** Spreadsheets write characters that XML cannot hold as `_x000D_`, and a text that looks like that as `_x005F_x000D_`. */
export function unescapeControl(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

// Everything XML 1.0 forbids, a carriage return (readers drop it), and texts that would be read as an escape.
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)/g;

/** The opposite of `decodeXml` and `unescapeControl`; half surrogate pairs become U+FFFD. */
export function encodeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, (one) => `_x${one.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`)
    .replace(/[&<>"]/g, (one) => (one === '&' ? '&amp;' : one === '<' ? '&lt;' : one === '>' ? '&gt;' : '&quot;'));
}
