import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnName } from '../../src/platform/spreadsheets/cell-text.js';
import { rawZip, type RawPart } from './raw-zip.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface RawWorkbook {
  /** What stands inside `<sheetData>`. */
  rows?: string;
  /** What stands behind it. */
  behind?: string;
  /** Instead of a sheet made of `rows` and `behind`. */
  sheetXml?: string | Buffer;
  /** What stands inside `<sst>`. */
  strings?: string;
  /** What stands inside `<styleSheet>`. */
  styles?: string;
  /** Instead of the one visible sheet; sheet n is `rId<n>`, and only `rId1` is there unless `more` has it. */
  workbookXml?: string;
  /** More parts, and changes of those that are there by their names. */
  more?: RawPart[];
  relationships?: string;
}

/** The parts of a workbook, all of them to be replaced or spoiled. */
export function workbookZip(book: RawWorkbook): Buffer {
  const { rows = '', behind = '', strings, styles, more = [], relationships = '' } = book;
  const parts: RawPart[] = [
    { name: '_rels/.rels', data: relations(`<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`) },
    { name: 'xl/workbook.xml', data: book.workbookXml ?? workbookXml('<sheet name="客户" sheetId="1" r:id="rId1"/>') },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations(
        `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
          `<Relationship Id="rIdS" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>` +
          `<Relationship Id="rIdT" Type="${OFFICE}/styles" Target="/xl/styles.xml"/>${relationships}`,
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', data: book.sheetXml ?? sheetXml(rows, behind) },
  ];
  if (strings !== undefined) parts.push({ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${MAIN}">${strings}</sst>` });
  if (styles !== undefined) parts.push({ name: 'xl/styles.xml', data: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` });
  const changed = new Map(more.map((part) => [part.name, part]));
  const all = parts.map((part) => changed.get(part.name) ?? part);
  return rawZip([...all, ...more.filter(({ name }) => !parts.some((part) => part.name === name))]);
}

export const workbookXml = (sheets: string, properties = ''): string =>
  `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets>${sheets}</sheets></workbook>`;

export const sheetXml = (rows: string, behind = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${behind}</worksheet>`;

/** A row of inline texts. */
export const textRow = (row: number, ...cells: string[]): string =>
  `<row r="${row}">${cells.map((cell, i) => `<c r="${columnName(i + 1)}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;

/** Number formats as `<numFmts>` and one cell style each, beginning with style 1. */
export function formatStyles(...formats: (string | number)[]): string {
  const codes = formats.flatMap((format, i) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${200 + i}" formatCode="${format.replaceAll('"', '&quot;')}"/>`] : [],
  );
  const xfs = formats.map((format, i) => `<xf numFmtId="${typeof format === 'string' ? 200 + i : format}"/>`);
  return `<numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs>`;
}

const relations = (all: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all}</Relationships>`;

/** A folder of its own for a test file's files. */
export class FileFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'spreadsheets-'));
  private count = 0;

  write(data: Buffer | string, name = `file-${++this.count}`): string {
    const path = join(this.path, name);
    writeFileSync(path, data);
    return path;
  }

  at(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
