/** The address of the list in the back office, and the filters of the API. */
export type Filters = Record<string, string | number | boolean | (string | number)[]>;

const NAMED: Record<string, string> = { tags: 'tag', courseIds: 'courseId' };
const RANGES: Record<string, string> = { lastFollowUpAt: 'followedUp', ownedSince: 'owned', createdAt: 'created' };
const FILTER = 'filters.';

export interface Asked {
  view: number | null;
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
  return { view, filters, sort: sortBy ? `${params.get('direction') === 'desc' ? '-' : ''}${sortBy}` : null };
}

export const addressOf = (viewId: number): string => `?${FILTER}view=${viewId}`;
