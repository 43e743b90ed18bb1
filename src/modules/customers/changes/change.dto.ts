import { z } from 'zod';
import { DAY, iso } from '../../../platform/context/clock.js';
import { flagParam, listOf } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { withoutSearch } from '../list/selection.dto.js';
import { CHANGE_KINDS, CHANGE_OUTCOMES, CHANGE_STATES, type ChangeSet, UNDO_OUTCOMES } from './change-set.entity.js';
import type { Reason } from './change-reasons.js';

/** Days during which it can be taken back. */
export const UNDO_DAYS = 30;

export const changeSetList = listQuery({
  sorts: ['createdAt'],
  search: false,
  filters: {
    kind: listOf(z.enum(CHANGE_KINDS)),
    state: listOf(z.enum(CHANGE_STATES)),
    createdById: listOf(z.coerce.number().int().min(1).max(2_147_483_647)),
    /** Whether somebody has asked for it to be taken back. */
    undone: flagParam(),
  },
});
export type ChangeSetList = z.output<typeof changeSetList>;

/** `outcome`: what became of them; `undo`: what became of them when it was taken back (`partly` and `kept` are the conflicts). */
export const changedCustomers = listQuery({
  sorts: ['place'],
  search: false,
  filters: { outcome: listOf(z.enum(CHANGE_OUTCOMES)), undo: listOf(z.enum(UNDO_OUTCOMES)) },
});
export type ChangedCustomers = z.output<typeof changedCustomers>;

/** With `dryRun=1` nothing is written: the answer (200) says what would come of it. */
export const dryRun = z.strictObject({ dryRun: flagParam() });
export type DryRun = z.output<typeof dryRun>;

/** What would come of it. */
export interface Forecast {
  readonly matched: number;
  readonly changes: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly reasons: readonly Reason[];
}
/** What would come of its undo: wholly, in part, not at all. */
export interface UndoForecast {
  readonly matched: number;
  readonly back: number;
  readonly partly: number;
  readonly kept: number;
  readonly conflicts: readonly Reason[];
}

export interface Told {
  readonly words: string;
  readonly names: ReadonlyMap<number, string>;
  readonly mayUndo: boolean;
  readonly reasons?: readonly Reason[];
  readonly conflicts?: readonly Reason[];
}
export type ChangeSetView = ReturnType<typeof changeSetView>;

const ENDED: readonly string[] = ['done', 'cancelled', 'failed'];
export const hasEnded = ({ state }: Pick<ChangeSet, 'state'>): boolean => ENDED.includes(state);
/** Also one whose undo has stopped in the middle: it goes on with what is left. */
export const isUndoable = (set: ChangeSet, now: number): boolean =>
  hasEnded(set) && (set.undoState === null || ['cancelled', 'failed'].includes(set.undoState)) && now <= set.finishedAt! + UNDO_DAYS * DAY;

export const changeSetView = (set: ChangeSet, { words, names, mayUndo, reasons, conflicts }: Told) => ({
  id: set.id,
  /** edit, assign or import. */
  kind: set.kind,
  importId: set.importId,
  /** waiting, running, done, cancelled or failed. */
  state: set.state,
  jobId: set.jobId,
  /** What was done, in words. */
  what: words,
  selection: set.selection && withoutSearch(set.selection),
  /** How many were meant; null as long as they are being looked for. */
  matched: set.total === null ? null : set.total + set.missing,
  done: set.done + set.missing,
  changed: set.changed,
  unchanged: set.unchanged,
  refused: set.refused + set.missing,
  ...(reasons ? { reasons } : {}),
  error: set.error,
  createdById: set.createdById,
  createdByName: names.get(set.createdById) ?? null,
  createdAt: iso(set.createdAt),
  finishedAt: iso(set.finishedAt),
  /** Null once it was undone, or cannot be any more. */
  undoableUntil: mayUndo ? iso(set.finishedAt! + UNDO_DAYS * DAY) : null,
  undo:
    set.undoState === null
      ? null
      : {
          state: set.undoState,
          jobId: set.undoJobId,
          byId: set.undoneById,
          byName: set.undoneById === null ? null : (names.get(set.undoneById) ?? null),
          at: iso(set.undoAt),
          finishedAt: iso(set.undoFinishedAt),
          matched: set.undoTotal,
          back: set.back,
          partly: set.partly,
          kept: set.kept,
          ...(conflicts ? { conflicts } : {}),
          error: set.undoError,
        },
});
