import { beginRound, type Candidate, type Strategy, taken } from '../strategies/candidate.js';

/** A pending customer as the planner sees him. */
export interface Waiting {
  readonly id: number;
  readonly source: string | null;
  readonly area: string | null;
  readonly type: string;
  readonly courseIds: readonly number[];
  /** The last owner, where he goes back to him (spec 02: unless he lost him by a deadline). */
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

/** Somebody who takes part now: present, active, with a quota. */
export interface Member extends Candidate {
  readonly departmentId: number | null;
  readonly filters: Filters;
  /** Most open customers he may hold, and most that wait for his first follow-up; null for no limit. */
  readonly maxOpen: number | null;
  readonly maxUntouched: number | null;
  untouched: number;
}

export interface Decision {
  readonly customerId: number;
  readonly staffId: number;
  readonly departmentId: number | null;
  /** Round, place in it (1 …) and quota that led to it. */
  readonly round: number;
  readonly position: number;
  readonly weight: number;
  readonly perRound: number;
  readonly returning: boolean;
  /** Colleagues whose turn stood before his, and why they were passed over. */
  readonly skipped: readonly { staffId: number; reason: SkipReason }[];
}

export interface Refusal {
  readonly customerId: number;
  /** What stood in the way of the last possible person: nobody takes part at all, caps, filters, all lost him before. */
  readonly reason: 'nobody' | SkipReason;
}

export interface Plan {
  readonly decisions: Decision[];
  readonly refusals: Refusal[];
}

/**
 * Hands out customers one by one. Pure: the same input gives the same plan; members are changed as their turns pass.
 * Caps move a person's round forward with the others; a filter or a bar keeps his turn (spec 06, Rounds).
 */
export function plan(waiting: readonly Waiting[], members: readonly Member[], strategy: Strategy, at: number): Plan {
  const decisions: Decision[] = [];
  const refusals: Refusal[] = [];
  const byId = new Map(members.map((m) => [m.staffId, m]));
  for (const customer of waiting) {
    const before = customer.lastOwnerId === null ? undefined : byId.get(customer.lastOwnerId);
    if (before && !limit(before) && !customer.barred.has(before.staffId)) {
      decisions.push(decide(customer, before, true, []));
      give(before, at);
      continue;
    }
    const skipped: { member: Member; reason: SkipReason }[] = [];
    const chosen = choose(customer, members, strategy, skipped);
    if (!chosen) {
      refusals.push({ customerId: customer.id, reason: skipped.at(-1)?.reason ?? 'nobody' });
      continue;
    }
    const passed = skipped
      .filter((s) => strategy.compare(s.member, chosen) < 0)
      .map((s) => ({ staffId: s.member.staffId, reason: s.reason }));
    decisions.push(decide(customer, chosen, false, passed));
    give(chosen, at);
    keepUp(members);
  }
  return { decisions, refusals };
}

function choose(
  customer: Waiting,
  members: readonly Member[],
  strategy: Strategy,
  skipped: { member: Member; reason: SkipReason }[],
): Member | undefined {
  let best: Member | undefined;
  for (const member of members) {
    const reason = limit(member) ?? mismatch(customer, member);
    if (reason) skipped.push({ member, reason });
    else if (!best || strategy.compare(member, best) < 0) best = member;
  }
  return best;
}

function limit(member: Member): SkipReason | undefined {
  if (member.maxOpen !== null && member.open >= member.maxOpen) return 'cap';
  if (member.maxUntouched !== null && member.untouched >= member.maxUntouched) return 'untouched';
  return undefined;
}

function mismatch(customer: Waiting, { staffId, filters }: Member): SkipReason | undefined {
  if (customer.barred.has(staffId)) return 'lost-before';
  const wrong = (wanted: readonly string[] | undefined, value: string | null) =>
    !!wanted?.length && (value === null || !wanted.includes(value));
  if (wrong(filters.sources, customer.source) || wrong(filters.areas, customer.area) || wrong(filters.types, customer.type))
    return 'filter';
  if (filters.courseIds?.length && !filters.courseIds.some((c) => customer.courseIds.includes(c))) return 'filter';
  return undefined;
}

function decide(customer: Waiting, member: Member, returning: boolean, skipped: Decision['skipped']): Decision {
  const { staffId, departmentId, round, weight, perRound } = member;
  return { customerId: customer.id, staffId, departmentId, round, position: member.used + 1, weight, perRound, returning, skipped };
}

function give(member: Member, at: number): void {
  taken(member, at);
  member.untouched += 1;
}

/** Whoever is at a cap does not save up turns: he goes on with the slowest of those who still take part. */
export function keepUp(members: readonly Member[]): void {
  const held = members.filter((m) => limit(m));
  if (!held.length) return;
  const present = presentRound(members.filter((m) => !limit(m)));
  for (const m of held) if (present !== null && m.round < present) beginRound(m, present);
}

/**
 * The round of the slowest. A filter keeps a turn, so somebody who takes only some customers may have stayed far behind: he does not say
 * where the others are as long as anybody takes all, else newcomers and people back from leave would get a flood.
 */
export function presentRound(members: readonly Member[]): number | null {
  const takesAll = members.filter(({ filters }) => !Object.values(filters).some((wanted) => wanted?.length));
  let slowest: number | null = null;
  for (const { round } of takesAll.length ? takesAll : members) if (slowest === null || round < slowest) slowest = round;
  return slowest;
}
