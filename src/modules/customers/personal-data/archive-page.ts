import { type Language, say } from '../../../platform/context/language.js';
import { ARCHIVE_WORDS, type ArchivePart, columnWord, partWord, valueWord } from './archive-words.js';
import type { Row } from './person.repository.js';

export interface ArchiveHead {
  readonly number: string;
  readonly at: string;
  readonly language: Language;
  /** An instant (ISO 8601) as people read it. */
  readonly time: (instant: string) => string;
  /** Labels of dictionaries and words of the log, by `field value`. */
  readonly labels: ReadonlyMap<string, string>;
}

const STYLE = `body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#1f2d3a;max-width:960px;margin:32px auto;padding:0 16px}
h1{font-size:24px}h2{font-size:18px;margin-top:32px;border-bottom:1px solid #dbe3ea}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:6px 16px 6px 0;border-bottom:1px solid #eef2f5;overflow-wrap:anywhere}
th{color:#5b6b7b;font-weight:500}@media print{body{margin:0}}`;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** A page that anybody can open and print: no script, nothing loaded from anywhere. */
export function archivePage(parts: readonly ArchivePart[], head: ArchiveHead): string {
  const { number, language } = head;
  const title = escaped(say(ARCHIVE_WORDS.title, language, { number }));
  const lead = escaped(say(ARCHIVE_WORDS.lead, language, { at: head.time(head.at) }));
  const sections = parts.map(
    ({ name, rows }) =>
      `<h2>${escaped(partWord(name, language))}</h2>${name === 'record' || name === 'merged' ? rows.map((row) => facts(row, head)).join('') : table(rows, head)}`,
  );
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1><p>${lead}</p>${sections.join('')}</body></html>`;
}

function facts(row: Row, head: ArchiveHead): string {
  const lines = Object.entries(row).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && !value.length));
  return `<table>${lines.map(([name, value]) => `<tr><th scope="row">${escaped(columnWord(name, head.language))}</th><td>${escaped(cell(name, value, head))}</td></tr>`).join('')}</table>`;
}

function table(rows: readonly Row[], head: ArchiveHead): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const heads = names.map((name) => `<th scope="col">${escaped(columnWord(name, head.language))}</th>`).join('');
  const body = rows.map((row) => `<tr>${names.map((name) => `<td>${escaped(cell(name, row[name], head))}</td>`).join('')}</tr>`).join('');
  return `<table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table>`;
}

function cell(name: string, value: unknown, head: ArchiveHead): string {
  const { language } = head;
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean' || (name === 'active' && typeof value === 'number'))
    return say(value ? ARCHIVE_WORDS.yes : ARCHIVE_WORDS.no, language);
  if (Array.isArray(value)) return value.map((one) => cell(name, one, head)).join(language === 'zh-CN' ? '、' : ', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([key, one]) => `${columnWord(key, language)}: ${cell(key, one, head)}`)
      .join('; ');
  const text = String(value as string | number);
  if (INSTANT.test(text)) return head.time(text);
  if (name === 'field') return columnWord(text, language);
  return head.labels.get(`${name} ${text}`) ?? valueWord(name, text, language) ?? text;
}
