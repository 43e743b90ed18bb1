import { t } from '../../../../platform/admin/components/lib/client';
import type { RowFault } from './fault-text';

export interface Row {
  rowNumber: number;
  cells: (string | null)[];
}
export interface Mapping {
  columns: { column: string; field: string }[];
  templates?: Record<string, string>;
  defaults?: Record<string, string>;
  values?: Record<string, Record<string, string | null>>;
  empty?: string[];
  unknown?: 'refuse' | 'keep' | 'empty';
}
export type Policy = 'skip' | 'update' | 'reject';

/** What one should know before the import is started; `path` is a column. */
export interface Warning {
  path: string;
  message: string;
}

/** What `/api/imports/:id` tells. */
export interface ImportAnswer {
  id: number;
  fileName: string;
  state: string;
  header: string[];
  renamed: { column: string; heading: string | null; as: string }[];
  warnings: Warning[];
  sample: Row[];
  mapping: Mapping;
  policy: Policy;
  distribute: boolean;
  totalRows: number;
  created: number;
  updated: number;
  duplicate: number;
  invalid: number;
  succeeded: number;
  failed: number;
  jobId: number | null;
  error: string | null;
  createdAt: string;
}
export interface Field {
  name: string;
  label: string;
  required: boolean;
  options: { value: string; label: string }[] | null;
}
/** What a column says in the whole file; `means` is null where nobody knows. `more`: there are others beside these. */
export interface ValuesAnswer {
  values: { value: string; rows: number; means: string | null }[];
  more: boolean;
}
export interface PreviewAnswer {
  totalRows: number;
  warnings: Warning[];
  rows: { rowNumber: number; outcome: string; customer: Record<string, unknown> | null; faults: RowFault[] }[];
}

/** What the form holds; texts as they are typed. */
export interface Draft {
  /** Column → field; columns that are left out are not in it. */
  fields: Record<string, string>;
  nameTemplate: string;
  /** Of other fields: they are kept as they are. */
  templates: Record<string, string>;
  defaults: { field: string; text: string }[];
  values: Record<string, Record<string, string>>;
  empty: string;
  unknown: 'refuse' | 'keep' | 'empty';
  policy: Policy;
  distribute: boolean;
}

/** A value of the file that shall be empty. */
export const AS_EMPTY = '\u0000empty';

/** Columns whose fields the caller may not write are left out, for him to see. */
export function draftOf({ mapping, policy, distribute }: ImportAnswer, writable: readonly Field[]): Draft {
  const known = new Set(writable.map(({ name }) => name));
  const { name: nameTemplate = '', ...templates } = mapping.templates ?? {};
  return {
    fields: Object.fromEntries(mapping.columns.flatMap(({ column, field }) => (known.has(field) ? [[column, field]] : []))),
    nameTemplate,
    templates,
    defaults: Object.entries(mapping.defaults ?? {}).map(([field, text]) => ({ field, text })),
    values: Object.fromEntries(
      Object.entries(mapping.values ?? {}).map(([field, map]) => [
        field,
        Object.fromEntries(Object.entries(map).map(([from, to]) => [from, to ?? AS_EMPTY])),
      ]),
    ),
    empty: (mapping.empty ?? []).join('，'),
    unknown: mapping.unknown ?? 'refuse',
    policy,
    distribute,
  };
}

/** The body of `PATCH /api/imports/:id` and of its preview. */
export function changeOf(draft: Draft, header: readonly string[]): { mapping: Mapping; policy: Policy; distribute: boolean } {
  const defaults = draft.defaults.filter(({ field, text }) => field && text.trim());
  const values = Object.entries(draft.values).flatMap(([field, map]) => {
    const told = Object.entries(map).filter(([, to]) => to);
    return told.length ? [[field, Object.fromEntries(told.map(([from, to]) => [from, to === AS_EMPTY ? null : to]))] as const] : [];
  });
  const empty = draft.empty
    .split(/[,，;；]/)
    .map((text) => text.trim())
    .filter(Boolean);
  const templates = { ...draft.templates, ...(draft.nameTemplate.trim() ? { name: draft.nameTemplate.trim() } : {}) };
  return {
    mapping: {
      columns: header.flatMap((column) => (draft.fields[column] ? [{ column, field: draft.fields[column] }] : [])),
      ...(Object.keys(templates).length ? { templates } : {}),
      ...(defaults.length ? { defaults: Object.fromEntries(defaults.map(({ field, text }) => [field, text.trim()])) } : {}),
      ...(values.length ? { values: Object.fromEntries(values) } : {}),
      ...(empty.length ? { empty } : {}),
      unknown: draft.unknown,
    },
    policy: draft.policy,
    distribute: draft.distribute,
  };
}

export const outcomeText = (outcome: string): string =>
  ({
    created: t({ 'zh-CN': '新增', en: 'New' }),
    updated: t({ 'zh-CN': '补充', en: 'Filled up' }),
    duplicate: t({ 'zh-CN': '重复', en: 'Duplicate' }),
    invalid: t({ 'zh-CN': '有误', en: 'Faulty' }),
  })[outcome] ?? outcome;
