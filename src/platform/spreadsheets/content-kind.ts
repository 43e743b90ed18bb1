import { open, type FileHandle } from 'node:fs/promises';
import { SpreadsheetError } from './spreadsheets.errors.js';

const HEAD_BYTES = 64 * 1024;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
/** Web pages, XML, RTF and PDF begin with these; Excel exports of some programs are web pages named .xls. */
const OTHER_TEXT = /^\s*(?:<(?:\?xml|!doctype|html|head|body|table|style|meta)\b|\{\\rtf|%PDF-)/i;
/** In no text, and in the head of nearly everything else. */
const NUL = '\0';

/** Looks at what a file holds, never at its name. Errors: `spreadsheet.encrypted`, `.old-format`, `.not-a-spreadsheet`, `.empty`. */
export async function detectKind(path: string): Promise<'zip' | 'text'> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    if (bytesRead === 0) throw new SpreadsheetError('spreadsheet.empty');
    if (head.subarray(0, ZIP.length).equals(ZIP)) return 'zip';
    // An encrypted .xlsx is an OLE2 file around the real one, and so are all old .xls.
    if (head.subarray(0, OLE2.length).equals(OLE2)) {
      throw new SpreadsheetError((await contains(file, ENCRYPTED)) ? 'spreadsheet.encrypted' : 'spreadsheet.old-format');
    }
    if (isUtf16(head)) return 'text';
    const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
    if (OTHER_TEXT.test(text) || text.includes(NUL)) throw new SpreadsheetError('spreadsheet.not-a-spreadsheet');
    return 'text';
  } finally {
    await file.close();
  }
}

export const isUtf16 = (head: Buffer): boolean =>
  head.length >= 2 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff));

async function contains(file: FileHandle, wanted: Buffer): Promise<boolean> {
  const window = Buffer.alloc(HEAD_BYTES);
  for (let at = 0; ; at += HEAD_BYTES - wanted.length) {
    const { bytesRead } = await file.read(window, 0, HEAD_BYTES, at);
    if (window.subarray(0, bytesRead).includes(wanted)) return true;
    if (bytesRead < HEAD_BYTES) return false;
  }
}
