import { posix } from 'node:path';
import { SpreadsheetError } from './spreadsheets.errors.js';
import { XmlScanner } from './xml-scanner.js';
import { xmlName, type XmlTag } from './xml-tag.js';
import type { ZipArchive } from './zip-archive.js';

const RELATIONSHIP = xmlName('Relationship'),
  SHEET = xmlName('sheet'),
  PROPERTIES = xmlName('workbookPr');
const ID = xmlName('Id'),
  TYPE = xmlName('Type'),
  TARGET = xmlName('Target');
const NAME = xmlName('name'),
  STATE = xmlName('state'),
  REFERENCE = xmlName('id'),
  DATE_1904 = xmlName('date1904');

/** Where the parts of a workbook are in its zip file; names are in lower case, as they are compared. */
export interface WorkbookParts {
  /** Visible sheets in the order of their tabs. */
  sheets: { name: string; part: string }[];
  sharedStrings: string;
  styles: string;
  is1904: boolean;
}

/** Follows the relationships, as file names differ between programs. Null when the zip file is something else. */
export async function findWorkbookParts(zip: ZipArchive): Promise<WorkbookParts | null> {
  const root = await relationships(zip, '');
  const workbook = [...root.values()].find(({ type }) => type === 'officedocument')?.part ?? 'xl/workbook.xml';
  if (!workbook.endsWith('.xml') || !zip.has(workbook)) return null;
  const related = await relationships(zip, workbook);
  const parts: WorkbookParts = { sheets: [], sharedStrings: '', styles: '', is1904: false };
  for (const { type, part } of related.values()) {
    if (type === 'sharedstrings') parts.sharedStrings = part;
    if (type === 'styles') parts.styles = part;
  }
  let isWorkbook = false;
  await eachTag(zip, workbook, (name, tag) => {
    isWorkbook ||= name === xmlName('workbook');
    if (name === PROPERTIES) parts.is1904 = ['1', 'true'].includes(tag.attribute(DATE_1904) ?? '');
    if (name !== SHEET) return;
    const sheet = related.get(tag.attribute(REFERENCE) ?? '');
    // Charts have tabs too.
    if (sheet?.type !== 'worksheet' || (tag.attribute(STATE) ?? 'visible') !== 'visible') return;
    parts.sheets.push({ name: tag.attribute(NAME) ?? '', part: sheet.part });
  });
  return isWorkbook ? parts : null;
}

/** The sheet of that name, or the first one that can be seen. */
export function chooseSheet(parts: WorkbookParts, wanted: string | undefined): { name: string; part: string } {
  const sheet = wanted === undefined ? parts.sheets[0] : parts.sheets.find(({ name }) => name === wanted);
  if (sheet !== undefined) return sheet;
  throw wanted === undefined ? new SpreadsheetError('spreadsheet.empty') : new SpreadsheetError('spreadsheet.no-sheet', { sheet: wanted });
}

/** What a part refers to, by id. The type is the last word of its address, which the strict and the transitional format share. */
async function relationships(zip: ZipArchive, of: string): Promise<Map<string, { type: string; part: string }>> {
  const found = new Map<string, { type: string; part: string }>();
  const folder = posix.dirname(of);
  const source = posix.join(folder, '_rels', `${posix.basename(of)}.rels`);
  await eachTag(zip, source, (name, tag) => {
    if (name !== RELATIONSHIP) return;
    const target = tag.attribute(TARGET) ?? '';
    const part = target.startsWith('/') ? posix.normalize(target.slice(1)) : posix.join(folder, target);
    const type = (tag.attribute(TYPE) ?? '').split('/').at(-1)!;
    found.set(tag.attribute(ID) ?? '', { type: type.toLowerCase(), part: part.toLowerCase() });
  });
  return found;
}

async function eachTag(zip: ZipArchive, part: string, visit: (name: number, tag: XmlTag) => void): Promise<void> {
  const scanner = new XmlScanner({ wantsText: false, open: visit, close() {}, text() {}, textTooLong() {} });
  await zip.read(part, scanner);
}
