import { CellStyles } from './cell-styles.js';
import { MergedCells } from './merged-cells.js';
import type { ReadLimits, SheetOptions, SheetRow } from './read-options.js';
import type { RowCollector } from './row-collector.js';
import { SharedStrings } from './shared-strings.js';
import { SheetScanner } from './sheet-scanner.js';
import { SpreadsheetError } from './spreadsheets.errors.js';
import { chooseSheet, findWorkbookParts } from './workbook-parts.js';
import { XmlScanner } from './xml-scanner.js';
import { ZipArchive, type PartSink } from './zip-archive.js';

export interface OpenedSheet {
  kind: 'xlsx' | 'csv';
  /** Name of the sheet that is read, and of all that could be; null and none for a CSV. */
  sheet: string | null;
  sheets: string[];
  rows: AsyncIterable<SheetRow[]>;
}

/**
 * Checks the whole file, then reads one sheet of it. No row comes out of a file that is found to be damaged or hostile anywhere: every part
 * is inflated once before (cheap beside decoding), and the texts, the styles and the merged cells are collected on the way.
 */
export async function openXlsx(path: string, options: SheetOptions, limits: ReadLimits, collector: RowCollector): Promise<OpenedSheet> {
  const zip = await ZipArchive.open(path, limits);
  try {
    const parts = await findWorkbookParts(zip);
    if (parts === null) throw new SpreadsheetError('spreadsheet.not-a-spreadsheet');
    const sheet = chooseSheet(parts, options.sheet);
    const [strings, styles, merged] = [new SharedStrings(limits), new CellStyles(), new MergedCells()];
    const sinks: [string, PartSink][] = [
      [parts.sharedStrings, strings],
      [parts.styles, styles],
      [sheet.part, merged],
    ];
    await zip.verify(new Map(sinks));
    const scanner = new SheetScanner({ strings, styles, merged, is1904: parts.is1904, cellLength: limits.cellLength }, collector);
    return {
      kind: 'xlsx',
      sheet: sheet.name,
      sheets: parts.sheets.map(({ name }) => name),
      rows: sheetRows(zip, sheet.part, scanner, collector),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function* sheetRows(zip: ZipArchive, part: string, sheet: SheetScanner, collector: RowCollector): AsyncGenerator<SheetRow[]> {
  try {
    const scanner = new XmlScanner(sheet);
    for await (const chunk of zip.chunks(part)) {
      scanner.write(chunk);
      const rows = collector.take();
      if (rows.length > 0) yield rows;
      if (sheet.done) return;
    }
    // The rows were never closed: what came is not all.
    throw new SpreadsheetError('spreadsheet.damaged');
  } finally {
    zip.close();
  }
}
