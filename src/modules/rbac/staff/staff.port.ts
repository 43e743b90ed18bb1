import type { Text } from '../../../platform/context/language.js';

export interface Holding {
  readonly what: Text;
  readonly count: number;
}
/** Who gets what a leaver holds: a colleague, or (for what can lie there) the pool. */
export interface HandoverChoice {
  readonly to?: number;
  readonly toPool?: boolean;
  /** Where goes what the colleague may not have; by itself to be handed out again. */
  readonly rest?: 'pending' | 'pool';
}
/** What the colleague was not given. */
export interface Remainder {
  readonly what: Text;
  readonly count: number;
  readonly where: 'pending' | 'pool';
  /** `detail` in the caller's language. */
  readonly reasons: readonly { readonly code: string; readonly count: number; readonly detail: string }[];
}

/** Port: a module that holds things for staff. A provider that extends this class is found at start; both run inside the transaction. */
export abstract class LeaverHandover {
  /** What hangs on this person; nothing counted 0. `lock`: at this moment, whatever the transaction had seen before, and until its end. */
  abstract held(staffId: number, options?: { lock?: boolean }): Promise<Holding[]>;
  /** Nobody gives him anything any more. Moves all of it, or throws a refusal, which keeps the person active. @returns what went elsewhere than to the colleague named; null: nothing. */
  abstract handOver(staffId: number, choice: HandoverChoice): Promise<Remainder | null>;
}

/** Port: a module that follows what happens to staff. Found at start; runs inside the transaction of the change. */
export abstract class StaffFollower {
  /** He works in another department now. */
  abstract moved(staffId: number, departmentId: number | null): Promise<void>;
  /** His leave was entered, changed or withdrawn. */
  abstract leaveChanged(staffId: number): Promise<void>;
}
