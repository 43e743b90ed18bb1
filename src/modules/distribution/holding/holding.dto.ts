import { z } from 'zod';
import { day, id, optionalText, text } from '../../../platform/http/fields.js';

const MOST = 1000;

export const Release = z.strictObject({ reason: text(255) });
export const Lose = z.strictObject({ reason: text(255) });
export const Lock = z.strictObject({ until: day().nullable() });

const manner = { reason: optionalText(255), override: z.boolean().optional() };
export const Transfer = z.strictObject({ toStaffId: id(), ...manner });
export type Transfer = z.output<typeof Transfer>;

/** Many customers to one colleague, or each to his own: one of the two. */
export const Assign = z
  .strictObject({
    customerIds: z.array(id()).min(1).max(MOST).optional().describe('All of these go to `toStaffId`.'),
    toStaffId: id().optional(),
    items: z
      .array(z.strictObject({ customerId: id(), toStaffId: id() }))
      .min(1)
      .max(MOST)
      .optional()
      .describe('Instead of `customerIds` and `toStaffId`: who goes to whom.'),
    ...manner,
  })
  .refine((a) => (a.items ? !a.customerIds && !a.toStaffId : !!a.customerIds && !!a.toStaffId), { error: 'assign.one-way' })
  .refine(({ items = [] }) => new Set(items.map((i) => i.customerId)).size === items.length, { error: 'assign.twice', path: ['items'] });
export type Assign = z.output<typeof Assign>;

/** When a customer who was handed over falls due. */
export interface Due {
  /** Whether the receiver has full deadlines, or those that were running. */
  readonly clocks: 'restarted' | 'go-on';
  readonly reclaimAtBefore: string | null;
  readonly reclaimAt: string | null;
}

/** The two ways, for the documentation. */
export const ASSIGN_EXAMPLES = {
  'to one colleague': { value: { customerIds: [17, 18], toStaffId: 4, reason: '客户要求换顾问' } },
  'each to his own': {
    value: {
      items: [
        { customerId: 17, toStaffId: 4 },
        { customerId: 18, toStaffId: 5 },
      ],
    },
  },
};

/** What the bulk verb answers, for the documentation. */
export const ASSIGN_ANSWER = {
  type: 'object',
  required: ['assigned', 'outcomes'],
  properties: {
    assigned: { type: 'integer', minimum: 0 },
    outcomes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['customerId', 'toStaffId', 'outcome'],
        properties: {
          customerId: { type: 'integer' },
          toStaffId: { type: 'integer' },
          outcome: {
            type: 'string',
            description:
              '`assigned`, or the code of what stood in the way: `not-found`, `customer.overdue`, `customer.already-his`, `pool.claim-him` (out of the pool to oneself), `pool.not-yet` (a pending one to oneself), `customer.reopen-first` (a lost one to oneself), `pool.lost-before`, `pool.holding-limit`, `customer.receiver-unknown`, `customer.assignee-inactive`, `customer.assignee-cannot-hold`.',
          },
          detail: { type: 'string', description: 'In words, in the language of the caller.' },
          clocks: {
            type: 'string',
            enum: ['restarted', 'go-on'],
            description: 'Of one who moved: full deadlines, or (handed on by somebody who does not manage him) those that were running.',
          },
          reclaimAtBefore: { type: ['string', 'null'], description: 'When he fell due before.' },
          reclaimAt: { type: ['string', 'null'], description: 'When he falls due now.' },
          opensAt: { type: ['string', 'null'], description: 'When it would be possible, where that is known.' },
        },
      },
    },
  },
} as const;
