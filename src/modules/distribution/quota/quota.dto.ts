import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { day, id, intParam, listOf, version } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { CUSTOMER_TYPES } from '../../customers/customer.entity.js';
import type { Quota } from './quota.entity.js';

const filters = z.strictObject({
  sources: z.array(z.string().min(1).max(40)).max(100).optional(),
  courseIds: z.array(id()).max(100).optional(),
  areas: z.array(z.string().min(1).max(64)).max(100).optional(),
  types: z.array(z.enum(CUSTOMER_TYPES)).max(2).optional(),
});

const body = z.strictObject({
  weight: z.int().min(1).max(1000),
  perRound: z.int().min(1).max(1000),
  maxOpen: z.int().min(0).max(1_000_000).nullable().optional(),
  maxUntouched: z.int().min(0).max(1_000_000).nullable().optional(),
  activeFrom: day().nullable().optional(),
  activeTo: day().nullable().optional(),
  filters: filters.nullable().optional(),
  active: z.boolean().optional(),
});

export const QuotaCreate = body.extend({ staffId: id() }).meta({ id: 'QuotaCreate' });
/** `applyNow`: the changed weight and number hold for the present round already (REQ-E4). */
export const QuotaChange = body.partial().extend({ version: version(), applyNow: z.boolean().optional() }).meta({ id: 'QuotaChange' });
/** A quota as it might be, for a preview. */
export type QuotaDraft = z.infer<typeof QuotaCreate>;
export type QuotaCreate = z.infer<typeof QuotaCreate>;
export type QuotaChange = z.infer<typeof QuotaChange>;

export const QUOTA_SORTS = { weight: 'weight', perRound: 'perRound', createdAt: 'createdAt' } as const;
export const QuotaList = listQuery({
  sorts: Object.keys(QUOTA_SORTS),
  filters: { staffId: listOf(z.coerce.number().int().min(1)), active: z.stringbool().optional(), departmentId: intParam(1) },
});
export type QuotaList = z.infer<typeof QuotaList>;

export interface QuotaRow extends Quota {
  staffName: string;
  departmentId: number | null;
}

export const quotaDto = (q: QuotaRow) => ({
  id: q.id,
  staffId: q.staffId,
  staffName: q.staffName,
  departmentId: q.departmentId,
  weight: q.weight,
  perRound: q.perRound,
  maxOpen: q.maxOpen,
  maxUntouched: q.maxUntouched,
  activeFrom: q.activeFrom,
  activeTo: q.activeTo,
  filters: q.filters,
  active: q.active,
  createdAt: iso(q.createdAt),
  updatedAt: iso(q.updatedAt),
  version: q.version,
});
export type QuotaDto = ReturnType<typeof quotaDto>;
