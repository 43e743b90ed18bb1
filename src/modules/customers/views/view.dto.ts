import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { flagParam, optionalId, text, version } from '../../../platform/http/fields.js';
import type { InMemoryList } from '../../../platform/http/list-in-memory.js';
import { defineRules } from '../../../platform/http/validation-messages.js';
import { listQuery } from '../../../platform/http/list-query.js';
import type { SavedView } from './view.entity.js';
import { VIEW_COLUMNS } from './view-shape.js';

export const viewList = listQuery({ sorts: ['name', 'createdAt'], filters: { shared: flagParam() } });
export type ViewList = z.output<typeof viewList>;

export const shareList = listQuery({ sorts: ['name'], filters: {} });
export type ShareList = z.output<typeof shareList>;
export const SHARES: InMemoryList<{ readonly id: number; readonly name: string }> = {
  sorts: { name: ({ name }) => name },
  defaultSort: 'name',
  key: ({ id }) => id,
  texts: ({ name }) => [name],
};

const value = z.union([z.string().max(200), z.number(), z.boolean(), z.array(z.union([z.string().max(200), z.number()])).max(100)]);
/** Filters as they are given in a body; the list's own shape is asked afterwards (`queryOf`). */
export const filterRecord = z
  .record(z.string().max(40), value)
  .refine((filters) => JSON.stringify(filters).length <= 4000)
  .meta({ description: 'Filters of `GET /api/customers` by name, each one value or several; `search` is one of them.' });

defineRules({ 'columns.twice': { 'zh-CN': '同一列出现了两次', en: 'A column is named twice' } });

/** Some of these columns in any order, each once. */
export const columnList = <const N extends readonly [string, ...string[]]>(names: N) =>
  z
    .array(z.enum(names))
    .min(1)
    .refine((columns) => new Set(columns).size === columns.length, { error: 'columns.twice' });

export const viewCreation = z.strictObject({
  name: text(64),
  filters: filterRecord,
  sort: z.string().max(40).nullable().optional(),
  columns: columnList(VIEW_COLUMNS).nullable().optional(),
  /** Everybody in this department and below it has the view too; null: nobody else. */
  departmentId: optionalId(),
});
export const viewChange = viewCreation.partial().extend({ version: version() });
export type ViewCreation = z.output<typeof viewCreation>;
export type ViewChange = z.output<typeof viewChange>;

export interface ViewRow extends SavedView {
  ownerName: string;
  departmentName: string | null;
}
export type ViewView = ReturnType<typeof viewView>;

/** `faults`: filters that this reader may not use (any more); with none of them the view is usable. */
export const viewView = (row: ViewRow, more: { isDefault: boolean; mine: boolean; mayChange: boolean; faults: readonly Fault[] }) => ({
  id: row.id,
  name: row.name,
  filters: row.filters,
  sort: row.sort,
  columns: row.columns,
  departmentId: row.departmentId,
  departmentName: row.departmentName,
  ownerId: row.ownerId,
  ownerName: row.ownerName,
  mine: more.mine,
  mayChange: more.mayChange,
  isDefault: more.isDefault,
  usable: more.faults.length === 0,
  faults: more.faults,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
  version: row.version,
});
