import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { columnName } from './cell-text.js';
import { sheetXml } from './sheet-xml.js';
import { tabNames, workbookParts } from './workbook-xml.js';
import type { CellValue, SheetSpec, WorkbookSpec, WriteOptions, WriteTarget } from './write-options.js';
import { writeTo } from './write-target.js';

/** Rows of one sort of text pack well at any level; higher ones cost twice the time for a few per cent. */
const COMPRESSION = { compressionLevel: 3 };
const OPTIONS_SHEET = 'options';

/**
 * Writes an .xlsx row by row: memory stays flat, and the rows are asked for only as fast as the target takes them. Every sheet has a bold,
 * frozen header with filters. Texts longer than a cell may be are cut. Throws what the rows throw, and leaves no half file.
 */
export async function writeXlsx(target: WriteTarget, { sheets }: WorkbookSpec, options: WriteOptions = {}): Promise<void> {
  const names = tabNames([...sheets.map(({ name }) => name), OPTIONS_SHEET]);
  const { listSheet, ranges } = optionLists(sheets, names.at(-1)!);
  const all = listSheet === null ? sheets : [...sheets, listSheet];
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: Readable | null = null;
  // The zip writer does not look after its sources: their errors are told, and one that nobody waits for any more is ended.
  zip.on('error', (error) => output.destroy(error as Error));
  output.on('close', () => current?.destroy());
  for (const [path, xml] of workbookParts(all.map((_, index) => ({ name: names[index]!, hidden: index >= sheets.length })))) {
    zip.addBuffer(Buffer.from(xml), path, COMPRESSION);
  }
  all.forEach((sheet, index) => {
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, COMPRESSION, (start) => {
      current = Readable.from(sheetXml(sheet, ranges[index] ?? []), { objectMode: false });
      current.on('error', (error) => output.destroy(error));
      start(null, current);
    });
  });
  zip.end();
  await writeTo(target, output, options);
}

/** Drop-down lists refer to a hidden sheet, one column each: written into the rule itself they may have no more than 255 characters and no commas. */
function optionLists(sheets: readonly SheetSpec[], name: string): { listSheet: SheetSpec | null; ranges: (string | null)[][] } {
  const lists: (readonly string[])[] = [];
  const ranges = sheets.map(({ columns }) =>
    columns.map(({ options = [] }) => {
      if (options.length === 0) return null;
      const column = columnName(lists.push(options));
      return `'${name}'!$${column}$2:$${column}$${options.length + 1}`;
    }),
  );
  if (lists.length === 0) return { listSheet: null, ranges };
  const length = Math.max(...lists.map((list) => list.length));
  const rows: CellValue[][] = Array.from({ length }, (_, row) => lists.map((list) => list[row]));
  return { listSheet: { name, columns: lists.map((_, index) => ({ header: columnName(index + 1) })), rows }, ranges };
}
