import { EVERYTHING, type Sql } from '../../../platform/permissions/scope-sql.js';
import type { Places } from '../customer-reach.service.js';
import type { RuleColumn } from '../rule-row.port.js';

/** What a row of the list carries: columns of `customer c`. */
export const LIST_COLUMNS = `c.id, c.type, c.name, c.phone, c.qq, c.wechat, c.email, c.gender, c.area, c.source, c.status, c.level, c.satisfaction, c.credit, c.doNotCall, c.doNotMail,
c.holding, c.holdingSince, c.ownerId, c.departmentId, c.ownedSince, c.lastFollowUpAt, c.followUpDueOn, c.dealDueOn, c.reclaimAt, c.lockedUntil, c.lostReason,
c.createdById, c.createdAt, c.updatedAt, c.version`;
/** With what else the reader's rules ask about, so that nobody else's list reads it. */
const columnsWith = (asked: readonly RuleColumn[]): string =>
  [LIST_COLUMNS, ...asked.map((column) => `c.${column}`).filter((column) => !LISTED.has(column))].join(', ');
const LISTED = new Set(LIST_COLUMNS.split(/,\s*/));
const LIVING = 'c.deletedAt IS NULL';

export interface Order {
  /** Column of `customer`. */
  readonly column: string;
  readonly descending: boolean;
}

export interface PagePlan {
  /** Conditions whose union is the list. */
  readonly branches: readonly Sql[];
  readonly order: Order;
  /** The row behind which the page begins. */
  readonly after?: { readonly value: string | number | null; readonly id: number } | undefined;
  readonly limit: number;
  readonly offset: number;
  /** What the reader's rules ask of a row. */
  readonly asked?: readonly RuleColumn[] | undefined;
  /** Adds the exact total of these places to every row, in the same round trip. */
  readonly total?: Places | undefined;
}

/** A list of departments or owners as one range each: `IN` would have to sort what each index hands out in order. */
export function splitRanges(ranges: readonly Sql[], most = 24): readonly Sql[] {
  const split = ranges.flatMap(({ sql, params }) => {
    const column = /^(c\.(?:departmentId|ownerId)) IN \(\?(?:, \?)*\)$/.exec(sql)?.[1];
    return column ? params.map((param) => ({ sql: `${column} = ?`, params: [param] })) : [{ sql, params }];
  });
  return split.length <= most ? split : ranges;
}

export const allOf = (...conditions: readonly (Sql | undefined)[]): Sql => {
  const given = conditions.filter((c): c is Sql => !!c && c.sql !== '1=1');
  return given.length ? { sql: given.map((c) => c.sql).join(' AND '), params: given.flatMap((c) => c.params) } : { sql: '1=1', params: [] };
};
export const anyOf = (conditions: readonly Sql[]): Sql => {
  if (!conditions.length) return { sql: '1=0', params: [] };
  if (conditions.length === 1) return conditions[0]!;
  return { sql: `(${conditions.map((c) => `(${c.sql})`).join(' OR ')})`, params: conditions.flatMap((c) => c.params) };
};

function beyond({ column, descending }: Order, after: PagePlan['after']): Sql | undefined {
  if (!after) return undefined;
  const sign = descending ? '<' : '>';
  if (column === 'id') return { sql: `c.id ${sign} ?`, params: [after.id] };
  // NULLs stand first ascending and last descending, on both databases
  if (after.value === null)
    return { sql: descending ? `(c.${column} IS NULL AND c.id < ?)` : `(c.${column} IS NOT NULL OR c.id > ?)`, params: [after.id] };
  const rest = descending ? ` OR c.${column} IS NULL` : '';
  return { sql: `(c.${column} ${sign} ? OR (c.${column} = ? AND c.id ${sign} ?)${rest})`, params: [after.value, after.value, after.id] };
}

/** Stands in the text: a prepared statement takes no mark there. */
const cut = (limit: number, offset = 0) => `LIMIT ${Math.trunc(limit)}${offset ? ` OFFSET ${Math.trunc(offset)}` : ''}`;

/** One page. Several branches are UNIONed as short ordered ranges of ids; OR would make the database merge and sort all of them. */
export function pageSql({ branches, order, after, limit, offset, asked = [], total }: PagePlan): Sql {
  const direction = order.descending ? 'DESC' : 'ASC';
  const byId = order.column === 'id';
  const by = (column: string, id: string) => (byId ? `${id} ${direction}` : `${column} ${direction}, ${id} ${direction}`);
  const totals = total ? totalSql(total) : undefined;
  const listed = columnsWith(asked);
  const columns = totals ? `${listed}, (${totals.sql}) AS total` : listed;
  const keyset = beyond(order, after);
  const where = (branch: Sql) => allOf({ sql: LIVING, params: [] }, branch, keyset);
  const first = by(`c.${order.column}`, 'c.id');
  if (branches.length === 1) {
    const { sql, params } = where(branches[0]!);
    return {
      sql: `SELECT ${columns} FROM customer c WHERE ${sql} ORDER BY ${first} ${cut(limit, offset)}`,
      params: [...(totals?.params ?? []), ...params],
    };
  }
  const parts = branches.map((branch, i) => {
    const { sql, params } = where(branch);
    const inner = `SELECT c.id AS id${byId ? '' : `, c.${order.column} AS k`} FROM customer c WHERE ${sql} ORDER BY ${first} ${cut(limit + offset)}`;
    return { sql: `SELECT b${i}.* FROM (${inner}) b${i}`, params };
  });
  const union = `${parts.map((p) => p.sql).join(' UNION ')} ORDER BY ${by('k', 'id')} ${cut(limit, offset)}`;
  return {
    sql: `SELECT ${columns} FROM (${union}) p JOIN customer c ON c.id = p.id ORDER BY ${by('p.k', 'p.id')}`,
    params: [...(totals?.params ?? []), ...parts.flatMap((p) => p.params)],
  };
}

/** Rows by their ids, in the order of ids. The last one fills up to `size`, so that pages of one size have one text. */
export function byIdsSql(ids: readonly number[], descending: boolean, size = ids.length, asked: readonly RuleColumn[] = []): Sql {
  const filled = [...ids, ...Array.from({ length: Math.max(0, size - ids.length) }, () => ids.at(-1)!)];
  return {
    sql: `SELECT ${columnsWith(asked)} FROM customer c WHERE c.id IN (${filled.map(() => '?').join(', ')}) ORDER BY c.id ${descending ? 'DESC' : 'ASC'}`,
    params: filled,
  };
}

/** One page as ids with what they are sorted by (`k`). */
export function idPageSql({ branches, order, after, limit }: PagePlan): Sql {
  const direction = order.descending ? 'DESC' : 'ASC';
  const keyset = beyond(order, after);
  const by = order.column === 'id' ? `id ${direction}` : `k ${direction}, id ${direction}`;
  const parts = branches.map((branch, i) => {
    const { sql, params } = allOf({ sql: LIVING, params: [] }, branch, keyset);
    const inner = `SELECT c.id AS id, c.${order.column} AS k FROM customer c WHERE ${sql} ORDER BY ${by} LIMIT ?`;
    return { sql: branches.length === 1 ? inner : `SELECT b${i}.id AS id, b${i}.k AS k FROM (${inner}) b${i}`, params: [...params, limit] };
  });
  if (parts.length === 1) return parts[0]!;
  return { sql: `${parts.map((p) => p.sql).join(' UNION ')} ORDER BY ${by} LIMIT ?`, params: [...parts.flatMap((p) => p.params), limit] };
}

/** Ids of the union, at most `limit`: a search finds few, so that they tell the total and the page at once. */
export function idsSql(branches: readonly Sql[], limit: number): Sql {
  const parts = branches.map((branch) => allOf({ sql: LIVING, params: [] }, branch));
  return {
    sql: `SELECT id FROM (${parts.map((p) => `SELECT c.id AS id FROM customer c WHERE ${p.sql}`).join(' UNION ')}) f ${cut(limit)}`,
    params: parts.flatMap((p) => p.params),
  };
}

/** The size of the union: each branch counts what the ones before it have not. */
export function countSql(branches: readonly Sql[]): Sql {
  const parts = branches.map((branch, i) => {
    const others = branches.slice(0, i).map(({ sql, params }): Sql => ({ sql: `NOT COALESCE((${sql}), 0)`, params }));
    const { sql, params } = allOf({ sql: LIVING, params: [] }, branch, ...others);
    return { sql: `SELECT COUNT(*) AS n FROM customer c WHERE ${sql}`, params };
  });
  return { sql: `SELECT SUM(n) AS n FROM (${parts.map((p) => p.sql).join(' UNION ALL ')}) t`, params: parts.flatMap((p) => p.params) };
}

/** How many living customers stand in these places, by the maintained totals: one index range for departments, one for owners elsewhere. */
export function totalSql(places: Places): Sql {
  const ranges = places === 'all' ? [EVERYTHING] : rangesOf(places);
  const parts = ['customer_count', 'customer_count_delta'].flatMap((table) =>
    ranges.map(({ sql, params }) => ({ sql: `(SELECT COALESCE(SUM(t.n), 0) FROM ${table} t WHERE ${sql})`, params })),
  );
  return { sql: `SELECT ${parts.map((p) => p.sql).join(' + ') || '0'}`, params: parts.flatMap((p) => p.params) };
}

function rangesOf({ departmentIds, ownerIds }: Exclude<Places, 'all'>): Sql[] {
  const within = (column: string, ids: readonly number[], not = '') => `t.${column} ${not}IN (${ids.map(() => '?').join(', ')})`;
  const departments = departmentIds.length ? [{ sql: within('departmentId', departmentIds), params: [...departmentIds] }] : [];
  if (!ownerIds.length) return departments;
  const elsewhere = departmentIds.length ? ` AND ${within('departmentId', departmentIds, 'NOT ')}` : '';
  return [...departments, { sql: `${within('ownerId', ownerIds)}${elsewhere}`, params: [...ownerIds, ...departmentIds] }];
}
