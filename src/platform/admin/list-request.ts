import { type BusinessTime, isDay } from '../context/business-time.js';
import type { AdminProperty } from './admin-resource.js';
import type { AdminListQuery } from './admin-source.js';
import { isoOf, type Refuse, valueOf } from './form-input.js';
import type { ScreenFields } from './screen-fields.js';

export const MAX_PER_PAGE = 100;
const DEFAULT_PER_PAGE = 20;

/** What AdminJS's own client keeps in the address of a list; says nothing about rows. */
const CLIENT_STATE = new Set(['tab', 'redirectUrl', 'refresh', 'recordIds']);

export interface ListRequest {
  query: AdminListQuery;
  sortBy: string | undefined;
  direction: 'asc' | 'desc';
}

/** The address of a list as a query of the source: declared and permitted names only; every other one is refused by name. */
export function readList(address: URLSearchParams, fields: ScreenFields, time: BusinessTime, refuse: Refuse): ListRequest {
  const { definition } = fields;
  const filters: Record<string, string> = {};
  let search: string | undefined;
  for (const [name, value] of address) {
    if (CLIENT_STATE.has(name) || ['page', 'perPage', 'sortBy', 'direction'].includes(name)) continue;
    if (name.startsWith('filters.')) readFilter(name.slice('filters.'.length), value, fields, filters, time, refuse);
    else if (name === 'search') {
      if (!definition.searchable) refuse('search', 'field.unknown');
      else if (value.trim()) search = value.trim().slice(0, 100);
    } else refuse(name, 'field.unknown');
  }
  const page = whole(address.get('page') ?? '1', 1_000_000);
  const perPage = whole(address.get('perPage') ?? String(DEFAULT_PER_PAGE), Number.MAX_SAFE_INTEGER);
  if (!page) refuse('page', 'invalid');
  if (!perPage) refuse('perPage', 'invalid');
  const order = readOrder(address, fields, refuse);
  const query = {
    page: page ?? 1,
    pageSize: Math.min(perPage ?? DEFAULT_PER_PAGE, MAX_PER_PAGE),
    filters,
    ...(order.sort ? { sort: order.sort } : {}),
    ...(search ? { search } : {}),
  };
  return { query, sortBy: order.sortBy, direction: order.direction };
}

const whole = (text: string, max: number): number | undefined =>
  /^[1-9]\d{0,15}$/.test(text) && Number(text) <= max ? Number(text) : undefined;

function readOrder(
  address: URLSearchParams,
  fields: ScreenFields,
  refuse: Refuse,
): { sort?: string; sortBy: string | undefined; direction: 'asc' | 'desc' } {
  const wanted = address.get('sortBy');
  const given = address.get('direction');
  if (given !== null && given !== 'asc' && given !== 'desc') refuse('direction', 'choice.invalid');
  const sortable = fields.sortable();
  if (wanted === null || wanted === '') {
    const initial = fields.defaultSort;
    const property = sortable.find((p) => p.sort === initial?.replace(/^-/, ''));
    const direction = initial?.startsWith('-') ? 'desc' : 'asc';
    return { ...(initial ? { sort: initial } : {}), sortBy: property?.name, direction };
  }
  const direction = given === 'desc' ? 'desc' : 'asc';
  const property = sortable.find((p) => p.name === wanted);
  if (!property) {
    refuse('sortBy', 'sort.unknown');
    return { sortBy: undefined, direction };
  }
  return { sort: `${direction === 'desc' ? '-' : ''}${property.sort}`, sortBy: property.name, direction };
}

function readFilter(
  key: string,
  value: string,
  fields: ScreenFields,
  filters: Record<string, string>,
  time: BusinessTime,
  refuse: Refuse,
): void {
  const [name = '', end] = key.split(/~~|\./);
  const property = fields.filterable().find((p) => p.name === name);
  const known =
    property && (end === undefined ? property.filter : end === 'from' || end === 'to' ? property.filterRange?.[end] : undefined);
  if (!known) return refuse(key, 'field.unknown');
  if (value.trim() === '') return;
  const read = filterValue(property, value, end, time, refuse, key);
  if (read !== undefined) filters[known] = read;
}

function filterValue(
  property: AdminProperty,
  value: string,
  end: string | undefined,
  time: BusinessTime,
  refuse: Refuse,
  key: string,
): string | undefined {
  if (value.length > 200) return refuse(key, 'invalid') as undefined;
  if (property.type === 'instant' && end && isDay(value)) return isoOf(end === 'from' ? `${value}T00:00` : `${value}T23:59`, time);
  if (property.type === 'string' || property.type === 'text' || property.type === 'json') return value.trim();
  const single = property.type === 'references' ? { ...property, type: 'reference' as const } : property;
  const read = valueOf(single, value, time, () => refuse(key, 'invalid'));
  return read === undefined || read === null ? undefined : String(read);
}
