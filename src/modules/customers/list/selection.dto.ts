import { z } from 'zod';
import { id } from '../../../platform/http/fields.js';
import { defineRules } from '../../../platform/http/validation-messages.js';
import { filterRecord } from '../views/view.dto.js';
import { withoutTyped } from '../views/view.entity.js';

/** Rows that may be named one by one; more are told by a filter. */
export const MOST_IDS = 1000;

defineRules({
  'selection.both': { 'zh-CN': '请给出客户编号列表，或筛选条件，不能同时给出', en: 'Name customers by their ids or by filters, not both' },
});

/** Several customers: those of these ids, or all that match the filters of the list, a saved view among them. */
export const selectionShape = {
  ids: z.array(id()).min(1).max(MOST_IDS).optional(),
  filters: filterRecord.optional(),
  view: id().optional(),
};
export const isOneWay = ({ ids, filters, view }: Selection): boolean => !ids || (filters === undefined && view === undefined);

/** For the log: what somebody typed into a search may be a person's number. */
export const withoutSearch = ({ ids, filters, view, fromView = view, sort }: Selection): Record<string, unknown> => ({
  ...(ids ? { ids: ids.length } : {}),
  ...(fromView === undefined ? {} : { view: fromView }),
  ...(sort ? { sort } : {}),
  ...(filters ? { filters: withoutTyped(filters) } : {}),
});

export interface Selection {
  readonly ids?: number[] | undefined;
  readonly filters?: z.output<typeof filterRecord> | undefined;
  readonly view?: number | undefined;
  /** The view that the filters were taken from when it was asked for. */
  readonly fromView?: number | undefined;
  readonly sort?: string | null | undefined;
}
