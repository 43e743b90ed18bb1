import { PassThrough, type Readable } from 'node:stream';
import type { SheetSpec } from '../../../platform/spreadsheets/write-options.js';
import { writeXlsx } from '../../../platform/spreadsheets/write-xlsx.js';

export interface Workbook {
  readonly fileName: string;
  readonly content: Readable;
}

/** Written while it is sent: memory stays flat, and whoever hangs up ends it. */
export function workbookOf(fileName: string, sheet: SheetSpec): Workbook {
  const content = new PassThrough();
  writeXlsx(content, { sheets: [sheet] }).catch((error: Error) => content.destroy(error));
  return { fileName, content };
}
