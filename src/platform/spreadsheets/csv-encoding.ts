import { createReadStream } from 'node:fs';
import { isUtf16 } from './content-kind.js';
import { SpreadsheetError } from './spreadsheets.errors.js';

const CHUNK_BYTES = 256 * 1024;

/** The encoding of a whole text file: its byte order mark, else UTF-8 where every byte of it is, else GB18030 (what Excel saves in China). */
export async function detectEncoding(path: string): Promise<string> {
  for (const encoding of await candidates(path)) if (await decodes(path, encoding)) return encoding;
  throw new SpreadsheetError('spreadsheet.not-a-spreadsheet');
}

/** The text of a file in pieces, without its byte order mark; no character is cut. */
export async function* decodedText(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

async function candidates(path: string): Promise<string[]> {
  for await (const mark of createReadStream(path, { end: 1 }) as AsyncIterable<Buffer>) {
    if (isUtf16(mark)) return [mark[0] === 0xff ? 'utf-16le' : 'utf-16be'];
  }
  return ['utf-8', 'gb18030'];
}

async function decodes(path: string, encoding: string): Promise<boolean> {
  try {
    const text = decodedText(path, encoding);
    while (!(await text.next()).done);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}
