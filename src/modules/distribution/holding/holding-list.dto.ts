import { z } from 'zod';
import { intParam } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { HOLDINGS } from '../../customers/customer.entity.js';

export const HoldingQuery = listQuery({
  sorts: ['reclaimAt', 'ownedSince'],
  filters: {
    ownerId: intParam(1),
    holding: z.enum(HOLDINGS).optional(),
    /** `none`: those who are enrolled, for one. */
    deadline: z.enum(['running', 'none']).optional(),
    dueWithinHours: intParam(1, 8760),
  },
});
export type HoldingQuery = z.output<typeof HoldingQuery>;

export const OwnershipQuery = listQuery({ sorts: ['beganAt'], search: false, filters: { customerId: intParam(1), staffId: intParam(1) } });
export type OwnershipQuery = z.output<typeof OwnershipQuery>;
