import { z } from 'zod';
import { DAY, iso } from '../../../platform/context/clock.js';
import { id, version } from '../../../platform/http/fields.js';
import type { InMemoryList } from '../../../platform/http/list-in-memory.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { customerNumber } from '../customer.entity.js';
import { CHOICES, MERGE_FIELDS } from './merge-fields.js';
import type { MergeRow } from './merge.repository.js';

/** Days during which a merge can be undone. */
export const UNDO_DAYS = 30;

const choices = z
  .partialRecord(z.enum(MERGE_FIELDS as [string, ...string[]]), z.enum(CHOICES))
  .refine((fields) => Object.entries(fields).every(([field, choice]) => choice !== 'both' || field === 'notes'), { error: 'merge.choice' })
  .meta({ description: 'Whose value stands, by field; the kept record’s own without a word, or the other’s where that is empty.' })
  .optional();

/** `otherId` goes, the customer of the address stays. The versions are those that the comparison was made with. */
export const mergeBody = z.strictObject({ otherId: id(), version: version(), otherVersion: version(), fields: choices });
export type MergeBody = z.output<typeof mergeBody>;
/** Without `mergeId` the latest merge of this customer that stands. */
export const undoBody = z.strictObject({ mergeId: id().optional() });
export type UndoBody = z.output<typeof undoBody>;
export const mergeList = listQuery({ sorts: ['mergedAt'], search: false, filters: {} });
export type MergeList = z.output<typeof mergeList>;
export const MERGES: InMemoryList<MergeRow> = {
  sorts: { mergedAt: (row) => row.mergedAt },
  defaultSort: '-mergedAt',
  key: (row) => row.id,
};
export type MergeView = ReturnType<typeof mergeView>;

/** `named`: whether the reader sees names of customers. */
export const mergeView = (row: MergeRow, moved: Readonly<Record<string, number>>, { named }: { named: boolean }) => ({
  id: row.id,
  keptId: row.keptId,
  survivorId: row.survivorId,
  otherId: row.mergedId,
  otherNumber: customerNumber(row.mergedId),
  ...(named ? { otherName: row.mergedName } : {}),
  mergedAt: iso(row.mergedAt),
  mergedById: row.byId,
  mergedByName: row.byName,
  /** Null once it was undone. */
  undoableUntil: row.undoneAt === null ? iso(row.mergedAt + UNDO_DAYS * DAY) : null,
  undoneAt: iso(row.undoneAt),
  moved,
});
