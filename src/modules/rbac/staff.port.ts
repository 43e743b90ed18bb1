import type { Text } from '../../platform/context/language.js';

export interface Holding {
  readonly what: Text;
  readonly count: number;
}
/** Who gets what a leaver holds: a colleague, or (for what can lie there) the pool. */
export interface HandoverChoice {
  readonly to?: number;
  readonly toPool?: boolean;
}

/** Port: a module that holds things for staff. A provider that extends this class is found at start; both run inside the transaction. */
export abstract class LeaverHandover {
  /** What hangs on this person now; nothing counted 0. */
  abstract held(staffId: number): Promise<Holding[]>;
  /** Moves all of it, or throws a refusal, which keeps the person active. */
  abstract handOver(staffId: number, choice: HandoverChoice): Promise<void>;
}

/** Port: a module that follows what happens to staff. Found at start; runs inside the transaction of the change. */
export abstract class StaffFollower {
  /** He works in another department now. */
  abstract moved(staffId: number, departmentId: number | null): Promise<void>;
  /** His leave was entered, changed or withdrawn. */
  abstract leaveChanged(staffId: number): Promise<void>;
}
