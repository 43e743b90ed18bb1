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

/** An order of distribution. Adding one is one file in this folder and its line in `strategies.ts`. */
export interface Strategy {
  readonly code: string;
  readonly label: Text;
  /** Which number of his quota says how many customers a round gives somebody; null for an order without rounds. */
  readonly places: 'perRound' | 'weight' | null;
  /** Negative when `a` is served before `b`. */
  compare(a: Candidate, b: Candidate): number;
  /** Moves somebody who could not receive up to the slowest of the others, so that he is owed nothing for that time (spec 06, Rounds). */
  catchUp(candidate: Candidate, slowest: Candidate): void;
}

/** He has had one: count it, and begin his next round when this one's quota is used. */
export function taken(candidate: Candidate, { places }: Strategy, at: number): void {
  candidate.open += 1;
  candidate.lastReceivedAt = at;
  if (!places) return;
  candidate.used += 1;
  endFullRound(candidate, places);
}

/** A round is over as soon as its places are used, also where a quota or the order was changed in the midst of it. */
export function endFullRound(candidate: Candidate, places: 'perRound' | 'weight'): void {
  if (candidate.used >= candidate[places]) beginRound(candidate, candidate.round + 1);
}

export function beginRound(candidate: Candidate, round: number): void {
  candidate.round = round;
  candidate.used = 0;
  Object.assign(candidate, candidate.next);
}

/** For orders that hand out whole rounds: he goes on at the beginning of the others' round. */
export function joinRound(candidate: Candidate, slowest: Candidate): void {
  if (candidate.round < slowest.round) beginRound(candidate, slowest.round);
}

export const byWeight = (a: Candidate, b: Candidate): number => b.weight - a.weight || a.staffId - b.staffId;
