import type { Candidate } from '../strategies/candidate.js';

/** A pending customer as the planner sees him. */
export interface Waiting {
  readonly id: number;
  readonly source: string | null;
  readonly area: string | null;
  readonly type: string;
  readonly courseIds: readonly number[];
  /** To whom he goes back if he may have him (spec 02: unless he lost him by a deadline). */
  readonly lastOwnerId: number | null;
  /** People who may not have him now. */
  readonly barred: ReadonlySet<number>;
}

export interface Filters {
  readonly sources?: readonly string[] | undefined;
  readonly areas?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly courseIds?: readonly number[] | undefined;
}

export const SKIP_REASONS = ['cap', 'untouched', 'filter', 'lost-before'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
/** Why somebody receives nothing at all at present. */
export const ABSENT_REASONS = ['inactive', 'cannot-hold', 'on-leave'] as const;
export type AbsentReason = (typeof ABSENT_REASONS)[number];

/** Somebody who takes part now: present, active, with a quota. */
export interface Member extends Candidate {
  readonly departmentId: number | null;
  readonly filters: Filters;
  /** Most open customers he may hold, and most that wait for his first follow-up; null for no limit. */
  readonly maxOpen: number | null;
  readonly maxUntouched: number | null;
  untouched: number;
}

/** A last owner who has no turn, for want of a quota in force: his customers go back to him all the same, and count for nothing. */
export interface Former {
  readonly staffId: number;
  readonly departmentId: number | null;
  readonly maxOpen: number | null;
  readonly absent: AbsentReason | null;
  open: number;
}

export interface Passed {
  readonly staffId: number;
  readonly reason: SkipReason | AbsentReason;
}

export interface Decision {
  readonly customerId: number;
  readonly staffId: number;
  readonly departmentId: number | null;
  /**
   * Round, place in it (1 …) of how many, and weight that led to it; all 0 for somebody without a quota. In an order without rounds the place
   * says how many open customers he holds with this one.
   */
  readonly round: number;
  readonly position: number;
  readonly weight: number;
  readonly perRound: number;
  readonly returning: boolean;
  /** The last owner if he could not have him back, then colleagues whose turn stood before; and why they were passed over. */
  readonly skipped: readonly Passed[];
}

export interface Refusal {
  readonly customerId: number;
  /** What stood in the way of the last possible person: nobody takes part at all, caps, filters, all lost him before. */
  readonly reason: 'nobody' | SkipReason;
  /** Everything that stood in the way of anybody, each reason once. */
  readonly reasons: readonly ('nobody' | SkipReason)[];
}

export interface Plan {
  readonly decisions: Decision[];
  readonly refusals: Refusal[];
  /** Of those who take part: why each could not take how many of the customers whom nobody could take. */
  readonly obstacles: ReadonlyMap<number, Partial<Record<SkipReason, number>>>;
}
