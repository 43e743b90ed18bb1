import { commonErrors } from '../errors/common.errors.js';
import { decodeCursor, encodeCursor, type ListQuery, type Page } from './list-query.js';

type Value = string | number;

export interface InMemoryList<T> {
  /** Documented names; each row's value by it. */
  readonly sorts: Readonly<Record<string, (row: T) => Value>>;
  readonly defaultSort: string;
  /** No two rows have the same. */
  readonly key: (row: T) => Value;
  /** What a search looks through. */
  readonly texts?: (row: T) => readonly (string | null)[];
}

/** One page of rows that are all at hand (settings, schedules, the contacts of one customer), by the same words as `pageOf`. */
export function pageOfAll<T>(all: readonly T[], list: ListQuery, { sorts, defaultSort, key, texts }: InMemoryList<T>): Page<T> {
  const sort = list.sort ?? defaultSort;
  const by = sorts[sort.replace(/^-/, '')];
  if (!by) throw commonErrors['input.invalid']({}, { faults: [{ path: 'sort', code: 'sort.unknown', message: sort }] });
  const direction = sort.startsWith('-') ? -1 : 1;
  const placeOf = (row: T): readonly [Value, Value] => [by(row), key(row)];
  const compare = (a: readonly [Value, Value], b: readonly [Value, Value]) => direction * (order(a[0], b[0]) || order(a[1], b[1]));
  const wanted = list.search?.toLowerCase();
  const rows = (wanted ? all.filter((row) => texts?.(row).some((text) => text?.toLowerCase().includes(wanted))) : [...all]).sort((a, b) =>
    compare(placeOf(a), placeOf(b)),
  );
  const after = list.cursor === undefined ? undefined : placeIn(list.cursor, sort);
  const rest = after ? rows.filter((row) => compare(placeOf(row), after) > 0) : rows.slice((list.page - 1) * list.pageSize);
  const items = rest.slice(0, list.pageSize);
  const last = items.at(-1);
  const nextCursor = last && rest.length > items.length ? encodeCursor({ sort, value: JSON.stringify(placeOf(last)), id: 0 }) : null;
  return { items, total: rows.length, page: list.page, pageSize: list.pageSize, nextCursor };
}

const order = (a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);

function placeIn(cursor: string, sort: string): readonly [Value, Value] {
  const { value } = decodeCursor(cursor, sort);
  try {
    const place: unknown = JSON.parse(String(value));
    if (Array.isArray(place) && place.length === 2) return place as unknown as readonly [Value, Value];
  } catch {
    // refused below, like every cursor that is not ours
  }
  throw commonErrors['input.invalid']({}, { faults: [{ path: 'cursor', code: 'cursor.invalid', message: 'cursor' }] });
}
