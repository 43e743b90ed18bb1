import type { Fault } from '../../../platform/errors/domain-error.js';
import type { Language } from '../../../platform/context/language.js';
import { faultsOf, ruleText, WITH_INPUT } from '../../../platform/http/validation-messages.js';
import { customerList, type CustomerListQuery } from '../list/customer-list.dto.js';
import type { ViewFilters } from './view.entity.js';

/** What belongs to one look at the list, and to no view of it. */
const NOT_KEPT = ['page', 'pageSize', 'cursor', 'sort', 'view'];

/** Columns that a list of customers may show. */
export const VIEW_COLUMNS = [
  'number',
  'name',
  'type',
  'phone',
  'qq',
  'wechat',
  'email',
  'gender',
  'area',
  'source',
  'level',
  'satisfaction',
  'credit',
  'status',
  'holding',
  'ownerId',
  'ownedSince',
  'lastFollowUpAt',
  'reclaimAt',
  'createdAt',
] as const;

export interface Kept {
  readonly filters: ViewFilters;
  readonly sort: string | null;
}

/** A kept view as a query of the list; or what is wrong with it by the list's own shape, with the places in the view. */
export function queryOf({ filters, sort }: Kept, language: Language): { query: CustomerListQuery } | { faults: Fault[] } {
  const alien = Object.keys(filters).filter((name) => NOT_KEPT.includes(name));
  const parsed = customerList.safeParse({ ...asked(filters), ...(sort === null ? {} : { sort }) }, WITH_INPUT);
  const faults = [
    ...alien.map((name) => ({ path: `filters.${name}`, code: 'field.unknown', message: ruleText('field.unknown', language) })),
    ...(parsed.success ? [] : faultsOf(parsed.error, language).map((fault) => ({ ...fault, path: placeOf(fault.path) }))),
  ];
  return faults.length ? { faults } : { query: parsed.data! };
}

/** Addresses carry texts: numbers and flags are kept as what they would be there. */
const asked = (filters: ViewFilters) =>
  Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]));

const placeOf = (path: string): string => (path === 'sort' ? path : `filters.${path}`);
