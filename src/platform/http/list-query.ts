import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import { commonErrors } from '../errors/common.errors.js';
import { text } from './fields.js';

export interface ListQuery {
  page: number;
  pageSize: number;
  /** A documented name, with `-` in front for descending. */
  sort?: string | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
}

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
  nextCursor: string | null;
}

/** The query of a list route: paging, documented sorts and filters; anything else is refused by name. */
export function listQuery<F extends z.ZodRawShape>(options: { sorts: readonly string[]; filters?: F; search?: boolean }) {
  const sorts = options.sorts.flatMap((s) => [s, `-${s}`]);
  const search = { search: text(100, 0).optional() };
  return z.strictObject({
    page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    pageSize: z.coerce.number().int().min(1).max(100).default(20),
    sort: z
      .string()
      .refine((v) => sorts.includes(v), { error: 'sort.unknown' })
      .meta({ enum: sorts })
      .optional(),
    cursor: z.string().max(500).optional(),
    ...(options.search === false ? ({} as typeof search) : search),
    ...(options.filters ?? ({} as F)),
  });
}

interface Place {
  sort: string;
  value: string | number | null;
  id: number;
}

export const encodeCursor = (place: Place): string =>
  Buffer.from(JSON.stringify([place.sort, place.value, place.id])).toString('base64url');

/** @throws input.invalid (400) for a cursor that is not ours or belongs to another order. */
export function decodeCursor(cursor: string, sort: string): Place {
  const bad = () => commonErrors['input.invalid']({}, { faults: [{ path: 'cursor', code: 'cursor.invalid', message: 'cursor' }] });
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw bad();
  }
  const place = z.tuple([z.string(), z.union([z.string(), z.number(), z.null()]), z.int()]).safeParse(parsed);
  if (!place.success || place.data[0] !== sort) throw bad();
  return { sort: place.data[0], value: place.data[1], id: place.data[2] };
}

/**
 * One page of a query whose main alias has an `id`. `sorts` maps documented names to properties of the alias.
 * A cursor goes on behind the row it names at the cost of the first page; ties are settled by id.
 */
export async function pageOf<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  list: ListQuery,
  sorts: Readonly<Record<string, string>>,
  defaultSort: string,
): Promise<Page<T>> {
  const sort = list.sort ?? defaultSort;
  const descending = sort.startsWith('-');
  const property = sorts[sort.replace(/^-/, '')];
  if (!property) throw commonErrors['input.invalid']({}, { faults: [{ path: 'sort', code: 'sort.unknown', message: sort }] });
  const total = await query.getCount();
  const column = `${query.alias}.${property}`;
  const direction = descending ? 'DESC' : 'ASC';
  query
    .orderBy(column, direction)
    .addOrderBy(`${query.alias}.id`, direction)
    .take(list.pageSize + 1);
  if (list.cursor) {
    const place = decodeCursor(list.cursor, sort);
    const beyond = descending ? '<' : '>';
    // NULLs stand first ascending and last descending on both databases
    if (place.value === null)
      query.andWhere(
        descending ? `(${column} IS NULL AND ${query.alias}.id < :cid)` : `(${column} IS NOT NULL OR ${query.alias}.id > :cid)`,
        { cid: place.id },
      );
    else
      query.andWhere(
        `(${column} ${beyond} :cv OR (${column} = :cv AND ${query.alias}.id ${beyond} :cid)${descending ? ` OR ${column} IS NULL` : ''})`,
        { cv: place.value, cid: place.id },
      );
  } else query.skip((list.page - 1) * list.pageSize);
  const rows = await query.getMany();
  const items = rows.slice(0, list.pageSize);
  const last = items.at(-1);
  const nextCursor =
    rows.length > list.pageSize && last
      ? encodeCursor({ sort, value: (last as Record<string, unknown>)[property] as Place['value'], id: last.id })
      : null;
  return { items, total, page: list.page, pageSize: list.pageSize, nextCursor };
}
