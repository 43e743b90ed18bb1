import { encodeXml } from './xml-text.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in the list of cell formats of `stylesXml`. */
export const styles = { number: 0, header: 1, text: 2, date: 3, dateTime: 4 } as const;

export interface Tab {
  name: string;
  hidden: boolean;
}

/** The small parts of a workbook whose sheets are `xl/worksheets/sheet1.xml` and so on, by path. */
export function workbookParts(tabs: readonly Tab[]): Map<string, string> {
  return new Map([
    ['[Content_Types].xml', contentTypesXml(tabs)],
    ['_rels/.rels', relationshipsXml([{ type: 'officeDocument', target: 'xl/workbook.xml' }])],
    ['xl/workbook.xml', workbookXml(tabs)],
    [
      'xl/_rels/workbook.xml.rels',
      relationshipsXml([
        ...tabs.map((_, index) => ({ type: 'worksheet', target: `worksheets/sheet${index + 1}.xml` })),
        { type: 'styles', target: 'styles.xml' },
      ]),
    ],
    ['xl/styles.xml', stylesXml],
  ]);
}

/** Names as spreadsheet programs accept them: no `[]:*?/\`, at most 31 characters, none twice. */
export function tabNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const clean =
      name
        .replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    let free = clean.slice(0, 31);
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${clean.slice(0, 27)} ${n}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

function workbookXml(tabs: readonly Tab[]): string {
  const sheets = tabs.map(({ name, hidden }, index) => {
    return `<sheet name="${encodeXml(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`;
  });
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relationshipsXml(targets: { type: string; target: string }[]): string {
  const all = targets.map(({ type, target }, index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`);
  return `${XML}<Relationships xmlns="${RELATIONSHIPS}">${all.join('')}</Relationships>`;
}

function contentTypesXml(tabs: readonly Tab[]): string {
  const parts = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...tabs.map((_, index) => [`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet']),
  ];
  const overrides = parts.map(([path, type]) => `<Override PartName="${path}" ContentType="${TYPES}.${type}+xml"/>`);
  return (
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  );
}

const font = (bold: string): string => `<font>${bold}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
const cellFormat = (numberFormat: number, fontId = 0): string =>
  `<xf numFmtId="${numberFormat}" fontId="${fontId}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;

const stylesXml =
  `${XML}<styleSheet xmlns="${MAIN}">` +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts>' +
  `<fonts count="2">${font('')}${font('<b/>')}</fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  // In the order of `styles`; 49 is text.
  `<cellXfs count="5">${cellFormat(0)}${cellFormat(49, 1)}${cellFormat(49)}${cellFormat(164)}${cellFormat(165)}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
