import { z } from 'zod';
import { FIELD_NAMES } from './import-fields.js';

const heading = z.string().min(1).max(200);
const field = z.enum(FIELD_NAMES);
const short = z.string().trim().max(200);

/**
 * How columns become fields. `templates` make a field from several cells (`Lead {Lead Number}`), `defaults` fill what a row lacks,
 * `values` translate a cell (`null`: empty), `empty` are texts that mean nothing (`Select`). `unknown` says what happens to a value
 * that the dictionary of a field does not have.
 */
export const importMapping = z.strictObject({
  columns: z.array(z.strictObject({ column: heading, field })).max(200),
  templates: z.partialRecord(field, short).optional(),
  defaults: z.partialRecord(field, short).optional(),
  values: z.partialRecord(field, z.record(z.string().max(200), z.string().max(200).nullable())).optional(),
  empty: z.array(z.string().max(200)).max(50).optional(),
  unknown: z.enum(['refuse', 'keep', 'empty']).optional(),
});
export type ImportMapping = z.output<typeof importMapping>;

export interface MappingFault {
  path: string;
  code: 'import.column-unknown' | 'import.field-twice' | 'import.name-missing';
  params: { column?: string; field?: string };
}

const PLACEHOLDER = /\{([^{}]+)\}/g;
export const placeholders = (template: string): string[] => [...template.matchAll(PLACEHOLDER)].map((m) => m[1]!);

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
    for (const column of placeholders(template ?? '')) if (!known.has(column)) faults.push({ path: `templates.${name}`, code: 'import.column-unknown', params: { column } });
  if (!seen.has('name') && !mapping.templates?.['name'] && !mapping.defaults?.['name']) faults.push({ path: 'columns', code: 'import.name-missing', params: {} });
  return faults;
}

type Cells = readonly (string | null)[];

/** Reads one row by the mapping: field → text as it stands in the file, translated; absent where there is nothing. */
export function rowReader(mapping: ImportMapping, header: readonly string[]): (cells: Cells) => Map<string, string> {
  const at = new Map(header.map((name, i) => [name, i]));
  const empty = new Set((mapping.empty ?? []).map((e) => e.trim().toLowerCase()));
  const cell = (cells: Cells, column: string): string | null => {
    const text = cells[at.get(column) ?? -1]?.trim();
    return !text || empty.has(text.toLowerCase()) ? null : text;
  };
  const templates = Object.entries(mapping.templates ?? {}).map(([name, template]) => ({ name, parts: (template ?? '').split(PLACEHOLDER) }));
  return (cells) => {
    const values = new Map<string, string>();
    for (const { column, field: name } of mapping.columns) {
      const text = cell(cells, column);
      if (text === null) continue;
      const translated = mapping.values?.[name]?.[text];
      if (translated === null || translated === '') continue;
      values.set(name, translated ?? text);
    }
    for (const { name, parts } of templates) {
      if (values.has(name)) continue;
      // every other part is a column; a template with an empty column makes nothing
      const filled = parts.map((part, i) => (i % 2 ? cell(cells, part) : part));
      if (!filled.includes(null)) values.set(name, filled.join(''));
    }
    for (const [name, text] of Object.entries(mapping.defaults ?? {})) if (text && !values.has(name)) values.set(name, text);
    return values;
  };
}
