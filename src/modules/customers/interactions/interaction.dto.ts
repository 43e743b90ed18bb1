import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { allRight, flagParam, id, instant, listOf, nearInstant, optionalText, text, version } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { optionalLine } from '../customer-fields.js';
import { INTERACTION_KINDS, type Interaction } from './interaction.entity.js';

const reference = () => z.coerce.number().int().min(1).max(2_147_483_647).optional();

export const interactionList = listQuery({
  sorts: ['occurredAt', 'createdAt', 'nextFollowUpAt'],
  search: false,
  filters: {
    customerId: reference(),
    authorId: reference(),
    kind: listOf(z.enum(INTERACTION_KINDS)),
    occurredFrom: instant().optional(),
    occurredTo: instant().optional(),
    planned: flagParam(),
  },
});

const body = {
  kind: z.enum(INTERACTION_KINDS),
  occurredAt: nearInstant().optional(),
  place: optionalLine(200),
  summary: text(500).optional(),
  notes: optionalText(10_000),
  nextFollowUpAt: nearInstant().nullable().optional(),
};
/** Without `occurredAt` it happened now; without a summary the notes begin it. */
export const interactionCreation = z
  .strictObject({ customerId: id(), ...body })
  .refine(({ summary, notes }) => summary !== undefined || typeof notes === 'string', {
    path: ['summary'],
    error: 'interaction.text-missing',
    when: allRight('summary', 'notes'),
  });
export const interactionChange = z.strictObject(body).partial().extend({ version: version() });

export type InteractionList = z.output<typeof interactionList>;
export type InteractionCreation = z.output<typeof interactionCreation>;
export type InteractionChange = z.output<typeof interactionChange>;
export type InteractionView = ReturnType<typeof interactionView>;

export type InteractionRow = Omit<Interaction, 'customer' | 'author'>;

export const interactionView = (row: InteractionRow, authorName: string | null) => ({
  id: row.id,
  customerId: row.customerId,
  authorId: row.authorId,
  authorName,
  kind: row.kind,
  occurredAt: iso(row.occurredAt),
  place: row.place,
  summary: row.summary,
  notes: row.notes,
  nextFollowUpAt: iso(row.nextFollowUpAt),
  counts: Boolean(row.counts),
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
  version: row.version,
});
