import { columnName } from './cell-text.js';
import { toSerial } from './serial-date.js';
import { SpreadsheetError } from './spreadsheets.errors.js';
import { styles } from './workbook-xml.js';
import type { CellValue, ColumnSpec, ColumnType, SheetSpec } from './write-options.js';
import { encodeXml } from './xml-text.js';

const LAST_ROW = 1_048_576;
const LONGEST_CELL = 32_767;
const DEFAULT_WIDTH = 16;
/** Rows are handed on in pieces of about this many characters. */
const PIECE_LENGTH = 32_768;

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
const FROZEN_HEADER =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
  '<selection pane="bottomLeft"/></sheetView></sheetViews>';

/** One sheet, piece by piece. `lists` says for each column which range holds its options. */
export async function* sheetXml(sheet: SheetSpec, lists: readonly (string | null)[]): AsyncGenerator<string> {
  const { columns } = sheet;
  const types = columns.map(({ type = 'text' }) => type);
  const names = columns.map((_, index) => columnName(index + 1));
  let piece = `${HEAD}${FROZEN_HEADER}${columnsXml(columns)}<sheetData>${rowXml(
    1,
    columns.map(({ header }) => cellXml(header, 'header')),
    names,
  )}`;
  let row = 1;
  for await (const values of sheet.rows) {
    if (++row > LAST_ROW) throw new SpreadsheetError('spreadsheet.too-many-rows', { limit: LAST_ROW - 1 });
    piece += rowXml(
      row,
      types.map((type, index) => cellXml(values[index], type)),
      names,
    );
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  const filter = columns.length > 0 ? `<autoFilter ref="A1:${names.at(-1)}${row}"/>` : '';
  yield `${piece}</sheetData>${filter}${validationsXml(names, lists)}</worksheet>`;
}

function columnsXml(columns: readonly ColumnSpec[]): string {
  if (columns.length === 0) return '';
  // The style counts for cells that are still empty: a phone number typed into a text column keeps its zeros.
  const all = columns.map(({ width = DEFAULT_WIDTH, type = 'text' }, index) => {
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styles[type]}" customWidth="1"/>`;
  });
  return `<cols>${all.join('')}</cols>`;
}

function rowXml(row: number, cells: string[], names: string[]): string {
  let xml = `<row r="${row}">`;
  for (let i = 0; i < cells.length; i++) if (cells[i] !== '') xml += `<c r="${names[i]}${row}"${cells[i]}</c>`;
  return `${xml}</row>`;
}

/** Everything of a cell behind its reference. Text is always inline text, so `=1+1` stays what somebody wrote. */
function cellXml(value: CellValue, type: ColumnType | 'header'): string {
  if (value === null || value === undefined || value === '') return '';
  const style = styles[type];
  if (typeof value === 'boolean') return ` t="b"><v>${value ? 1 : 0}</v>`;
  if (typeof value === 'number') return Number.isFinite(value) ? ` s="${style}"><v>${value}</v>` : '';
  if (type === 'date' || type === 'dateTime') {
    const serial = toSerial(value);
    if (serial !== null) return ` s="${style}"><v>${serial}</v>`;
  }
  // Longer ones make the whole file unreadable for spreadsheet programs.
  const text = value.length > LONGEST_CELL ? `${value.slice(0, LONGEST_CELL - 1)}…` : value;
  const textStyle = type === 'header' ? style : styles.text;
  return ` s="${textStyle}" t="inlineStr"><is><t xml:space="preserve">${encodeXml(text)}</t></is>`;
}

function validationsXml(names: string[], lists: readonly (string | null)[]): string {
  const all = lists.flatMap((range, index) => {
    if (range === null) return [];
    const attributes = `type="list" allowBlank="1" showErrorMessage="1" sqref="${names[index]}2:${names[index]}${LAST_ROW}"`;
    return [`<dataValidation ${attributes}><formula1>${range}</formula1></dataValidation>`];
  });
  return all.length > 0 ? `<dataValidations count="${all.length}">${all.join('')}</dataValidations>` : '';
}
