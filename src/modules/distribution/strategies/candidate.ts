import type { Text } from '../../../platform/context/language.js';

/** One person of the roster while customers are handed out: his quota in force and where he stands. Mutable. */
export interface Candidate {
  readonly staffId: number;
  readonly name: string;
  weight: number;
  /** How many customers a round gives him (承单数). */
  perRound: number;
  /** His quota as it was changed in mid-round; holds from his next one. */
  readonly next?: { readonly weight: number; readonly perRound: number } | undefined;
  /** The round he is in, and how many of it he has had. */
  round: number;
  used: number;
  /** Open customers he holds. */
  open: number;
  /** When he last received one; ties go to who has waited longest. */
  lastReceivedAt: number;
}

/** An order of distribution. Adding one is one class in this folder and its name in the setting's choices. */
export interface Strategy {
  readonly code: string;
  readonly label: Text;
  /** Negative when `a` is served before `b`. Candidates of an earlier round always come first. */
  compare(a: Candidate, b: Candidate): number;
}

/** He has had one: count it, and begin his next round when this one's quota is used. */
export function taken(candidate: Candidate, at: number): void {
  candidate.used += 1;
  candidate.open += 1;
  candidate.lastReceivedAt = at;
  if (candidate.used >= candidate.perRound) beginRound(candidate, candidate.round + 1);
}

export function beginRound(candidate: Candidate, round: number): void {
  candidate.round = round;
  candidate.used = 0;
  Object.assign(candidate, candidate.next);
}

export const byWeight = (a: Candidate, b: Candidate): number => b.weight - a.weight || a.staffId - b.staffId;
