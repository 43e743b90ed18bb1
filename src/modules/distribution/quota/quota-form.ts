import type { AdminRow } from '../../../platform/admin/admin-source.js';
import type { DictionaryEntry } from '../../../platform/settings/dictionaries.js';
import type { QuotaDto } from './quota.dto.js';

/** What a person's filters are called on the form; the API has them under `filters`. */
const FILTER_FIELDS = ['sources', 'areas', 'types', 'courseIds'] as const;
type Filters = NonNullable<QuotaDto['filters']>;

/** Names as people write them in one line: `百度推广、官方网站` or `baidu, website`. */
const names = (text: unknown): string[] => [
  ...new Set(
    String(text ?? '')
      .split(/[,，、;；\n]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
];

/** A source by its value or either of its texts; what nobody knows stays as it was written, for the service to judge. */
function sourceValue(name: string, known: readonly DictionaryEntry[]): string {
  const wanted = name.toLowerCase();
  return known.find(({ value, label }) => [value, label['zh-CN'], label.en].some((text) => text.toLowerCase() === wanted))?.value ?? name;
}

export function quotaRow(quota: QuotaDto, sourceLabel: (value: string) => string): AdminRow {
  const { filters, staffId, staffName, ...rest } = quota;
  return {
    ...rest,
    staffId: { id: staffId, title: staffName },
    staffName,
    sources: (filters?.sources ?? []).map(sourceLabel).join('、'),
    areas: (filters?.areas ?? []).join('、'),
    types: filters?.types?.length === 1 ? filters.types[0] : null,
    courseIds: filters?.courseIds ?? [],
  };
}

/** The form's flat fields as the API's body. Fields of `filters` that the form did not send stay as they were. */
export function quotaBody(
  values: Record<string, unknown>,
  before: Filters | null,
  known: readonly DictionaryEntry[],
): Record<string, unknown> {
  const { sources, areas, types, courseIds, ...body } = values;
  if (!FILTER_FIELDS.some((field) => values[field] !== undefined)) return body;
  const filters = {
    ...before,
    ...(sources === undefined ? {} : { sources: names(sources).map((name) => sourceValue(name, known)) }),
    ...(areas === undefined ? {} : { areas: names(areas) }),
    ...(types === undefined ? {} : { types: types === null ? [] : [types] }),
    ...(courseIds === undefined ? {} : { courseIds }),
  };
  const used = Object.fromEntries(Object.entries(filters).filter(([, list]) => Array.isArray(list) && list.length));
  return { ...body, filters: Object.keys(used).length ? used : null };
}
