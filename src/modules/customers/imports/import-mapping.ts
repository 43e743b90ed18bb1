import { z } from 'zod';
import { given } from '../../../platform/http/given.js';
import { FIELD_NAMES } from './import-fields.js';
import { fits } from './stored-json.js';

const heading = z.string().min(1).max(200);
const field = z.enum(FIELD_NAMES);
const short = z.string().trim().max(200);

/**
 * How columns become fields. `templates` make a field from several cells (`Lead {Lead Number}`), `defaults` fill what a row lacks,
 * `values` translate a cell (`null`: empty), `empty` are texts that mean nothing (`Select`). `unknown` says what happens to a value
 * that the dictionary of a field does not have.
 */
export const importMapping = z
  .strictObject({
    columns: z.array(z.strictObject({ column: heading, field })).max(200),
    templates: z.partialRecord(field, short).optional(),
    defaults: z.partialRecord(field, short).optional(),
    values: z.partialRecord(field, z.record(z.string().max(200), z.string().max(200).nullable())).optional(),
    empty: z.array(z.string().max(200)).max(50).optional(),
    unknown: z.enum(['refuse', 'keep', 'empty']).optional(),
  })
  .refine((mapping) => fits(JSON.stringify(mapping)), { error: 'import.mapping-too-long' });
export type ImportMapping = z.output<typeof importMapping>;

export interface MappingFault {
  path: string;
  code: 'import.column-unknown' | 'import.field-twice' | 'import.name-missing';
  params: { column?: string; field?: string };
}

const PLACEHOLDER = /\{([^{}]+)\}/g;
const placeholders = (template: string): string[] => [...template.matchAll(PLACEHOLDER)].map((m) => m[1]!);

/** What is wrong between a mapping and the header of its file; all faults at once. */
export function mappingFaults(mapping: ImportMapping, header: readonly string[]): MappingFault[] {
  const known = new Set(header);
  const faults: MappingFault[] = [];
  const seen = new Set<string>();
  mapping.columns.forEach(({ column, field: name }, i) => {
    if (!known.has(column)) faults.push({ path: `columns.${i}.column`, code: 'import.column-unknown', params: { column } });
    if (seen.has(name)) faults.push({ path: `columns.${i}.field`, code: 'import.field-twice', params: { field: name } });
    seen.add(name);
  });
  for (const [name, template] of Object.entries(mapping.templates ?? {}))
    for (const column of placeholders(template ?? ''))
      if (!known.has(column)) faults.push({ path: `templates.${name}`, code: 'import.column-unknown', params: { column } });
  if (!seen.has('name') && !mapping.templates?.['name'] && !mapping.defaults?.['name'])
    faults.push({ path: 'columns', code: 'import.name-missing', params: {} });
  return faults;
}

/** A template in its pieces: text as it stands, or the heading of a column. */
export const templateParts = (template: string): { literal: string; heading?: string }[] =>
  template.split(PLACEHOLDER).map((part, i) => (i % 2 ? { literal: '', heading: part } : { literal: part }));

/** Every field that the mapping may fill, once. */
export const fieldsOf = (mapping: ImportMapping): string[] => [
  ...new Set([
    ...mapping.columns.map(({ field }) => field),
    ...Object.keys(mapping.templates ?? {}),
    ...Object.keys(mapping.defaults ?? {}),
  ]),
];

/**
 * A mapping as far as it goes for this file and this importer. Without a column what was made of it is left out as well.
 * @returns also the columns that the file lacks, and the fields that he may not write.
 */
export function fitted(
  mapping: ImportMapping,
  header: readonly string[],
  writable: ReadonlySet<string>,
): { mapping: ImportMapping; missing: string[]; forbidden: string[] } {
  const known = new Set(header);
  const used = [...columnFields(mapping).keys()];
  const only = <T>(values: Readonly<Record<string, T>> | undefined, goes: (value: T) => boolean = () => true) => {
    const kept = Object.entries(values ?? {}).filter(([name, value]) => writable.has(name) && goes(value));
    return kept.length ? Object.fromEntries(kept) : undefined;
  };
  const { templates, defaults, values, ...rest } = mapping;
  const parts = {
    templates: only(templates, (template) => placeholders(template ?? '').every((column) => known.has(column))),
    defaults: only(defaults),
    values: only(values),
  };
  return {
    mapping: {
      ...rest,
      columns: mapping.columns.filter(({ column, field: name }) => known.has(column) && writable.has(name)),
      ...given(parts),
    },
    missing: used.filter((column) => !known.has(column)),
    forbidden: fieldsOf(mapping).filter((name) => !writable.has(name)),
  };
}

/** The fields that each column goes into, by itself or as part of a template. */
export function columnFields({ columns, templates = {} }: ImportMapping): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (column: string, name: string) => found.set(column, [...(found.get(column) ?? []), name]);
  for (const { column, field: name } of columns) add(column, name);
  for (const [name, template] of Object.entries(templates)) for (const column of placeholders(template ?? '')) add(column, name);
  return found;
}
