import type { BusinessTime, Day } from '../../../platform/context/business-time.js';
import { DAY, HOUR } from '../../../platform/context/clock.js';
import { marks } from '../../../platform/database/database.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import type { CustomerListQuery } from './customer-list.dto.js';
import { tagKey } from '../tags/tag-key.js';

export interface FilterContext {
  readonly now: number;
  readonly userId: number;
  readonly time: Pick<BusinessTime, 'startOf' | 'addDays'>;
  /** The imports that the caller sees, as a condition on `customer_import i`. */
  readonly importsSeen: () => Sql;
}

/** A whole business day, or one instant. */
type Moment = Day | number;

/** A condition, and the field one must be allowed to see for it. */
export interface Filter extends Sql {
  readonly field: string;
}

const among = (field: string, values: readonly (string | number)[] | undefined, column = `c.${field}`): Filter[] =>
  values?.length
    ? [{ field, sql: values.length === 1 ? `${column} = ?` : `${column} IN (${values.map(() => '?').join(', ')})`, params: [...values] }]
    : [];

/** What the list's filters ask, as SQL over `customer c` (REQ-D33). */
export function filtersOf(query: CustomerListQuery, { now, userId, time, importsSeen }: FilterContext): Filter[] {
  const between = (field: string, from: Moment | undefined, to: Moment | undefined): Filter[] => [
    ...(from === undefined ? [] : [{ field, sql: `c.${field} >= ?`, params: [typeof from === 'number' ? from : time.startOf(from)] }]),
    ...(to === undefined
      ? []
      : [{ field, sql: `c.${field} < ?`, params: [typeof to === 'number' ? to + 1 : time.startOf(time.addDays(to, 1))] }]),
  ];
  const linked = (field: string, values: readonly (string | number)[] | undefined, from: string): Filter[] =>
    values?.length ? [{ field, sql: `c.id IN (SELECT ${from} IN (${values.map(() => '?').join(', ')}))`, params: [...values] }] : [];
  /** An import that the caller does not see has nobody, as one that is not there. */
  const imported = (ids: readonly number[] | undefined): Filter[] => {
    if (!ids?.length) return [];
    const seen = importsSeen();
    const rows = `SELECT r.customerId FROM import_row r JOIN customer_import i ON i.id = r.importId WHERE r.importId IN (${marks(ids)}) AND ${seen.sql}`;
    return [{ field: 'id', sql: `c.id IN (${rows})`, params: [...ids, ...seen.params] }];
  };
  const filters: Filter[] = [
    ...among('type', query.type),
    ...among('status', query.status),
    ...among('holding', query.holding),
    ...among('source', query.source),
    ...among('level', query.level),
    ...among('area', query.area),
    ...among(
      'ownerId',
      query.ownerId?.map((owner) => (owner === 'me' ? userId : owner)),
    ),
    ...among('departmentId', query.departmentId),
    ...among('createdById', query.createdById),
    ...among('referredById', query.referredById),
    ...imported(query.importId),
    ...linked('courseIds', query.courseId, 'x.customerId FROM customer_course x WHERE x.courseId'),
    ...linked('tags', query.tag?.map(tagKey), 'x.customerId FROM customer_tag x JOIN tag t ON t.id = x.tagId WHERE t.nameKey'),
    ...between('createdAt', query.createdFrom, query.createdTo),
    ...between('lastFollowUpAt', query.followedUpFrom, query.followedUpTo),
    ...between('ownedSince', query.ownedFrom, query.ownedTo),
  ];
  // somebody who was received or entered lately has not been neglected for that long (REQ-D32); whom nobody owns has no follow-ups that count, so it
  // goes by whoever was in touch last
  if (query.notFollowedUpForDays !== undefined)
    filters.push({
      field: 'lastFollowUpAt',
      sql: `CASE WHEN c.ownerId IS NULL THEN COALESCE(c.lastInteractionAt, c.createdAt) ELSE COALESCE(c.lastFollowUpAt, c.ownedSince, c.createdAt) END <= ?`,
      params: [now - query.notFollowedUpForDays * DAY],
    });
  if (query.dueWithinHours !== undefined)
    filters.push({ field: 'reclaimAt', sql: 'c.reclaimAt <= ?', params: [now + query.dueWithinHours * HOUR] });
  if (query.untouched !== undefined)
    filters.push({
      field: 'lastFollowUpAt',
      sql: query.untouched ? "(c.holding = 'owned' AND c.lastFollowUpAt IS NULL)" : 'c.lastFollowUpAt IS NOT NULL',
      params: [],
    });
  return filters;
}
