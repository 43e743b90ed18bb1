import { z } from 'zod';
import { id, instant, intParam } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { CUSTOMER_TYPES } from '../../customers/customer.entity.js';

const code = z.string().trim().min(1).max(64);

export const PoolQuery = listQuery({
  sorts: ['droppedAt', 'createdAt'],
  filters: {
    source: code.optional(),
    courseId: intParam(1),
    area: code.optional(),
    type: z.enum(CUSTOMER_TYPES).optional(),
    since: instant().optional(),
    notFollowedUpForDays: intParam(0, 3650),
  },
});
export type PoolQuery = z.output<typeof PoolQuery>;

export const CustomerParam = z.strictObject({ customerId: z.coerce.number().int().min(1).max(2_147_483_647) });
export const ClaimMany = z.strictObject({ customerIds: z.array(id()).min(1).max(100) });
export type ClaimMany = z.output<typeof ClaimMany>;

/** What became of one customer of a bulk verb. */
export interface Outcome {
  customerId: number;
  /** Of a hand-over. */
  toStaffId?: number;
  /** `claimed`, `assigned`, or the code of the refusal. */
  outcome: string;
  detail?: string;
  opensAt?: string | null;
}
