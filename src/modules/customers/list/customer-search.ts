import { fromStartOfText, like, withinText } from '../../../platform/database/search.js';
import type { Filter } from './customer-filter.js';
import { halfWidth, phonePrefix } from '../phone.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';

export interface SearchContext {
  /** Names are found by any part, else from their beginning (spec 06, Permissions). */
  readonly anyPart: boolean;
  /** Rows whose contact data the caller sees. */
  readonly sight: Sql;
}

/** Everything that begins with `prefix`, as a range of a byte-wise index. */
const beginning = (field: string, column: string, prefix: string, sight: Sql): Filter => ({
  field,
  sql: `(${column} >= ? AND ${column} < ? AND ${sight.sql})`,
  params: [prefix, `${prefix}\u{10FFFF}`, ...sight.params],
});

/** Ids whose number begins with `C` and these digits: numbers are ids, padded to eight. */
function numbered(digits: string): Filter {
  const open = Math.max(0, 8 - digits.length);
  const from = Number(digits) * 10 ** open;
  return { field: 'id', sql: 'c.id BETWEEN ? AND ?', params: [from, from + 10 ** open - 1] };
}

/** Ways in which one search text can mean a customer: his name, phone, QQ, e-mail or number (REQ-D19). Each has an index of its own. */
export function searchOf(text: string, { anyPart, sight }: SearchContext): Filter[] {
  const term = halfWidth(text).trim();
  const ways: Filter[] = [{ field: 'name', sql: like('c.name'), params: [anyPart ? withinText(term) : fromStartOfText(term)] }];
  const number = /^c(\d{1,9})$/i.exec(term)?.[1];
  if (number) ways.push(numbered(number));
  // people leave out the letter and the noughts
  else if (/^\d{1,8}$/.test(term) && Number(term)) ways.push({ field: 'id', sql: 'c.id = ?', params: [Number(term)] });
  const phone = phonePrefix(term);
  if (phone) ways.push(beginning('phone', 'c.phoneKey', phone, sight));
  if (/^[1-9]\d{1,11}$/.test(term)) ways.push(beginning('qq', 'c.qqKey', term, sight));
  if (/^[^\s@]+@/.test(term)) ways.push(beginning('email', 'c.emailKey', term.toLowerCase(), sight));
  return ways;
}
