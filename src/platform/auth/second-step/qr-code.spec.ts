import { createHash } from 'node:crypto';
import { qrMatrix, qrSvg } from './qr-code.js';

const URI = 'otpauth://totp/Tide%20CRM:%E6%9D%8E?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tide%20CRM';
const rowsOf = (text: string) => qrMatrix(text).map((row) => row.map(Number).join(''));
const digest = (text: string) => createHash('sha256').update(rowsOf(text).join('\n')).digest('hex').slice(0, 16);

describe('QR codes', () => {
  it('are the pictures that readers were seen to read', () => {
    expect(['A', URI, 'x'.repeat(100), 'y'.repeat(412)].map((text) => [qrMatrix(text).length, digest(text)])).toEqual([
      [21, 'bc9009ae87ca68f1'],
      [41, 'a8d3c6b245e6b3c7'],
      [41, '898a791db8daf879'],
      [77, '0b1aad4d28c99084'],
    ]);
  });

  it('grow with the text, have three finders, and end at 412 bytes', () => {
    const rows = rowsOf(URI);
    const corner = (from: number, at: number) => rows.slice(from, from + 7).map((row) => row.slice(at, at + 7));
    const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
    const far = rows.length - 7;
    expect([corner(0, 0), corner(0, far), corner(far, 0)]).toEqual([finder, finder, finder]);
    expect(() => qrMatrix('界'.repeat(138))).toThrow('414 bytes');
  });

  it('are drawn with a margin of four and nothing from the text itself', () => {
    const svg = qrSvg(`${URI}"><script>`);
    expect(svg).toMatch(/^<svg [^<>]*viewBox="0 0 (\d+) \1"[^<>]*><path [^<>]*\/><path d="M[\dMhvz \-.]+"\/><\/svg>$/);
    expect(svg).not.toContain('script');
  });
});
