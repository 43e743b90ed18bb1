import type { z } from 'zod';
import { DAY, iso } from '../../../platform/context/clock.js';
import { listQuery } from '../../../platform/http/list-query.js';
import type { BuriedRow } from './recycle-bin.repository.js';

/** Days during which a deletion can be taken back. */
export const KEPT_DAYS = 30;
export const recycleBinList = listQuery({ sorts: ['deletedAt'], filters: {} });
export type RecycleBinList = z.output<typeof recycleBinList>;
/** Name and type as far as field rules show them. */
export type ShownView = Omit<ReturnType<typeof buriedView>, 'name' | 'type'> & Partial<ReturnType<typeof buriedView>>;

export const buriedView = ({ id, type, name, deletedAt, deletedById, deletedByName }: BuriedRow) => ({
  id,
  type,
  name,
  deletedAt: iso(deletedAt),
  deletedById,
  deletedByName,
  erasedAt: iso(deletedAt + KEPT_DAYS * DAY),
});
