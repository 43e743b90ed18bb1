import { z } from 'zod';
import { day, flagParam, instant, intParam, listOf } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { CUSTOMER_STATUSES, CUSTOMER_TYPES, HOLDINGS } from '../customer.entity.js';

/** Documented sorts and their columns. Customers are numbered as they are entered, so that entry order is the order of ids. */
export const CUSTOMER_SORTS = {
  id: 'id',
  number: 'id',
  createdAt: 'id',
  name: 'name',
  updatedAt: 'updatedAt',
  ownedSince: 'ownedSince',
  lastFollowUpAt: 'lastFollowUpAt',
  reclaimAt: 'reclaimAt',
} as const;
export type CustomerSort = keyof typeof CUSTOMER_SORTS;

const reference = () => listOf(z.coerce.number().int().min(1).max(2_147_483_647));
/** A business day, or an instant. */
const moment = () => z.union([day(), instant()], { error: 'day.invalid' }).optional();
const code = () => listOf(z.string().trim().min(1).max(40));

/** Filters combine by "and", the values of one by "or". Spans take business days or instants, both included. */
export const customerList = listQuery({
  sorts: Object.keys(CUSTOMER_SORTS),
  filters: {
    /** Like `search`, but names too are found by their beginning only: fast in any scope. */
    startsWith: z.string().trim().min(1).max(100).optional(),
    type: listOf(z.enum(CUSTOMER_TYPES)),
    status: listOf(z.enum(CUSTOMER_STATUSES)),
    holding: listOf(z.enum(HOLDINGS)),
    source: code(),
    level: code(),
    area: code(),
    ownerId: listOf(z.union([z.literal('me'), z.coerce.number().int().min(1).max(2_147_483_647)])),
    departmentId: reference(),
    courseId: reference(),
    tag: code(),
    createdById: reference(),
    referredById: reference(),
    /** Whom these imports created or filled up; those of imports in the caller's reach. */
    importId: reference(),
    createdFrom: moment(),
    createdTo: moment(),
    followedUpFrom: moment(),
    followedUpTo: moment(),
    ownedFrom: moment(),
    ownedTo: moment(),
    notFollowedUpForDays: intParam(0, 3650),
    dueWithinHours: intParam(0, 8760),
    untouched: flagParam(),
    /** A saved view: its filters and sort, but for those that stand beside it. */
    view: intParam(1),
  },
});
export type CustomerListQuery = z.output<typeof customerList>;
