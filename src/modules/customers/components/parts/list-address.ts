/** The address of the list in the back office, and the filters of the API. */
export type Filters = Record<string, string | number | boolean | (string | number)[]>;

const NAMED: Record<string, string> = { tags: 'tag', courseIds: 'courseId' };
const RANGES: Record<string, string> = { lastFollowUpAt: 'followedUp', ownedSince: 'owned', createdAt: 'created' };
const FILTER = 'filters.';
/** AdminJS carries `tab` through filters, order and pages, and asks no service for it. */
const VIEW = /^view-(\d+)$/;

export interface Asked {
  /** What is asked besides by a view that the list itself looks through; it has filters that no form of the list has. */
  view: number | null;
  /** The view that the list began with, whether looked through or written out in the address. */
  from: number | null;
  filters: Filters;
  sort: string | null;
}

/** What the address asks, in the names of `GET /api/customers`. */
export function askedBy(search: string): Asked {
  const params = new URLSearchParams(search);
  const filters: Filters = {};
  let view: number | null = null;
  for (const [name, value] of params) {
    if (!value) continue;
    if (name === 'search') filters['search'] = value;
    if (!name.startsWith(FILTER)) continue;
    const [property = '', end] = name.slice(FILTER.length).split(/~~|\./);
    if (property === 'view') view = Number(value) || null;
    else if (end && RANGES[property]) filters[`${RANGES[property]}${end === 'from' ? 'From' : 'To'}`] = value;
    else filters[NAMED[property] ?? property] = value;
  }
  const sortBy = params.get('sortBy');
  const from = Number(VIEW.exec(params.get('tab') ?? '')?.[1]) || view;
  return { view, from, filters, sort: sortBy ? `${params.get('direction') === 'desc' ? '-' : ''}${sortBy}` : null };
}

/** Where a filter of the API stands in the address. */
function placeOf(filter: string): string {
  if (filter === 'search') return filter;
  for (const [property, name] of Object.entries(RANGES))
    if (filter === `${name}From` || filter === `${name}To`) return `${FILTER}${property}.${filter.endsWith('From') ? 'from' : 'to'}`;
  return `${FILTER}${Object.keys(NAMED).find((property) => NAMED[property] === filter) ?? filter}`;
}

interface Kept {
  id: number;
  filters: Filters;
  sort: string | null;
}
interface Form {
  filters: readonly string[];
  sorts: readonly string[];
}

/** A view written out, so that the filters show what it asks and can be changed one by one; only named where the forms of the list cannot say it. */
export function addressOf({ id, filters, sort }: Kept, form: Form): string {
  const params = new URLSearchParams();
  const known = (place: string) => place === 'search' || form.filters.includes(place.slice(FILTER.length).split('.')[0]!);
  const all = Object.entries(filters).map(([name, value]) => [placeOf(name), Array.isArray(value) ? value : [value]] as const);
  const by = sort?.replace('-', '');
  if (all.some(([place, values]) => !known(place) || values.length !== 1) || (by && !form.sorts.includes(by)))
    return `?${FILTER}view=${id}`;
  params.set('tab', `view-${id}`);
  for (const [place, [value]] of all) params.set(place, String(value));
  if (by) {
    params.set('sortBy', by);
    params.set('direction', sort!.startsWith('-') ? 'desc' : 'asc');
  }
  return `?${params.toString()}`;
}

/** Whether the list asks something else than the view that it began with. */
export function differs({ filters, sort }: Kept, asked: Asked): boolean {
  if (asked.view) return Object.keys(asked.filters).length > 0;
  const plain = (all: Filters) =>
    Object.entries(all)
      .map(([name, value]) => `${name}=${String(value)}`)
      .sort()
      .join('&');
  return plain(filters) !== plain(asked.filters) || (asked.sort ?? null) !== (sort ?? null);
}
