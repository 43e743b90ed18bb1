import type { Text } from '../../../platform/context/language.js';
import type { ChangeKindName, ChangeOutcome, ChangeSet, Conflict, UndoOutcome } from './change-set.entity.js';

/** One customer of a set, on his way. */
export interface Item {
  readonly place: number;
  readonly customerId: number;
  readonly toStaffId: number | null;
  readonly changes: Readonly<Record<string, unknown>> | null;
}
export interface Outcome {
  readonly item: Item;
  readonly state: ChangeOutcome;
  readonly code?: string | undefined;
  readonly changes?: Readonly<Record<string, unknown>> | undefined;
}
export interface Restored {
  readonly item: Item;
  readonly undoState: UndoOutcome;
  readonly conflicts?: readonly Conflict[];
}

/** What an undo has not looked at yet. */
export interface UndoRows {
  standing(set: ChangeSet, after: number, limit: number): Promise<Item[]>;
  count(set: ChangeSet): Promise<number>;
}

/** Port: one way of changing many customers. Its batches run as whoever asked for them, with the rights he has by then. */
export abstract class ChangeKind {
  abstract readonly kind: ChangeKindName;
  /** What the log calls it; the undo has `-undo` behind it. */
  abstract readonly action: string;
  /** Some customers, in the transaction that keeps the outcomes. */
  abstract apply(set: ChangeSet, items: readonly Item[]): Promise<readonly Outcome[]>;
  /** The same for their undo: what was changed since stays, and is named. With `dry` nothing is written or locked. */
  abstract takeBack(set: ChangeSet, items: readonly Item[], options: { readonly dry: boolean }): Promise<readonly Restored[]>;
  /** What it does, in words. */
  abstract told(set: Pick<ChangeSet, 'what' | 'importId'>): Promise<Text>;
  /** Where what is to be taken back is not written down customer by customer, it is found here; undefined: it is. */
  rows?: UndoRows;
  /** Of what the log tells; undefined: of this change of customers. */
  about(_set: ChangeSet): { readonly subject: string; readonly subjectId: number } | undefined {
    return undefined;
  }
  /** Who else is told of it; in the transaction that ends it, however it ends. */
  async ended(_set: ChangeSet): Promise<void> {}
  async undone(_set: ChangeSet): Promise<void> {}
}
