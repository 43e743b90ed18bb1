import type { Day } from '../../../platform/context/business-time.js';
import type { RosterEntry } from './assignment.entity.js';
import type { AbsentReason, Filters, Former, Member } from './plan.js';
import { keepUp, slowest } from './planner.js';
import type { RosterRow } from './roster.repository.js';
import { endFullRound, type Strategy } from '../strategies/candidate.js';

export interface Roster {
  /** Everybody with an active quota, who takes part or not. */
  readonly entries: RosterEntry[];
  /** Those who take part; caps are looked at with every customer. */
  readonly members: Member[];
  /** Turns of those who are away: they go on with the others. */
  readonly away: Member[];
  /** Last owners of waiting customers who have no quota in force. */
  readonly formers: Former[];
  /** Of everybody with an active quota. */
  readonly limits: ReadonlyMap<number, RosterLimits>;
}

/** What bounds how many somebody takes now, beside what he holds. */
export interface RosterLimits {
  readonly maxUntouched: number | null;
  /** Customers that wait for his first follow-up; counted only where there is a limit. */
  readonly untouched: number;
  /** The claim rules' limit on open customers, which holds whatever his quota says. */
  readonly ruleMaxOpen: number | null;
  readonly ruleName: string | null;
  /** How many more he can take; null: no limit. */
  readonly room: number | null;
}

/** Somebody as the tables have him, and whether his roles let him hold customers. */
export type RosterPerson = RosterRow & { readonly mayHold: boolean; readonly rule: { maxOpen: number | null; name: string } | null };

function absent(row: RosterPerson): AbsentReason | null {
  if (!row.staffActive) return 'inactive';
  if (!row.mayHold) return 'cannot-hold';
  return Number(row.away) ? 'on-leave' : null;
}

/** His quota is not in force today. */
function idle(row: RosterPerson, today: Day): 'not-yet' | 'ended' | null {
  if (row.activeFrom && row.activeFrom > today) return 'not-yet';
  return row.activeTo && row.activeTo < today ? 'ended' : null;
}

function full(member: Member): 'cap' | 'untouched' | null {
  if (member.maxOpen !== null && member.open >= member.maxOpen) return 'cap';
  return member.maxUntouched !== null && member.untouched >= member.maxUntouched ? 'untouched' : null;
}

/**
 * Quotas, turns, caps and presence as one picture of who can take customers today. `caps`: the most open customers of those who have a limit.
 * People without an active quota are there as last owners.
 */
export function toRoster(people: readonly RosterPerson[], today: Day, caps: ReadonlyMap<number, number>, strategy: Strategy): Roster {
  const all = people.flatMap((row) => (row.quotaActive ? [{ row, member: toMember(row, caps.get(row.staffId) ?? null) }] : []));
  const state = all.map(({ row, member }) => ({ row, member, gone: absent(row) ?? idle(row, today) }));
  const members = state.filter((s) => !s.gone).map((s) => s.member);
  const away = state.filter((s) => s.gone).map((s) => s.member);
  if (strategy.places) for (const { member } of all) endFullRound(member, strategy.places);
  const last = slowest(
    state.flatMap(({ row, member, gone }) => (row.round !== null && !gone ? [member] : [])),
    strategy,
  );
  if (last) for (const { row, member } of all) if (row.round === null) strategy.catchUp(member, last); // newcomers start with the slowest
  keepUp(members, strategy);
  const turns = new Set(members.map((m) => m.staffId));
  const formers = people.flatMap((row) => (turns.has(row.staffId) ? [] : [toFormer(row, caps.get(row.staffId) ?? null)]));
  const entries = state.map(({ member, gone }) => entry(member, gone ?? full(member)));
  const limits = new Map(state.map(({ row, member, gone }) => [row.staffId, limitsOf(row, member, !gone)]));
  return { entries, members, away, formers, limits };
}

function limitsOf({ rule }: RosterPerson, { maxOpen, open, maxUntouched, untouched }: Member, present: boolean): RosterLimits {
  const rooms = [maxOpen === null ? null : maxOpen - open, maxUntouched === null ? null : maxUntouched - untouched];
  const bounds = rooms.filter((room) => room !== null);
  const room = bounds.length ? Math.max(0, Math.min(...bounds)) : null;
  return {
    maxUntouched,
    untouched,
    ruleMaxOpen: rule?.maxOpen ?? null,
    ruleName: rule?.name ?? null,
    room: present ? room : 0,
  };
}

const toFormer = (row: RosterPerson, maxOpen: number | null): Former => ({
  staffId: row.staffId,
  departmentId: row.departmentId,
  open: row.openCount ?? 0,
  maxOpen,
  absent: absent(row),
});

function toMember(row: RosterRow, maxOpen: number | null): Member {
  const midRound = (row.used ?? 0) > 0; // a changed quota waits for the next round
  return {
    staffId: row.staffId,
    name: row.name,
    departmentId: row.departmentId,
    weight: midRound ? row.turnWeight! : row.weight,
    perRound: midRound ? row.turnPerRound! : row.perRound,
    next: { weight: row.weight, perRound: row.perRound },
    round: row.round ?? 1,
    used: row.used ?? 0,
    open: row.openCount ?? 0,
    untouched: Number(row.untouched ?? 0),
    lastReceivedAt: Number(row.lastReceivedAt ?? 0),
    filters: row.filters ? (JSON.parse(row.filters) as Filters) : {},
    maxOpen,
    maxUntouched: row.maxUntouched,
  };
}

const entry = (m: Member, o: RosterEntry['out']): RosterEntry => ({
  staffId: m.staffId,
  name: m.name,
  weight: m.weight,
  perRound: m.perRound,
  round: m.round,
  used: m.used,
  open: m.open,
  maxOpen: m.maxOpen,
  out: o,
});

/** Those who were away go on with the slowest of the others: no flood on return (spec 06, Rounds). */
export function movedAlong({ members, away }: Pick<Roster, 'members' | 'away'>, strategy: Strategy): Member[] {
  const last = slowest(members, strategy);
  if (!last) return [];
  return away.filter((member) => {
    const { round, used } = member;
    strategy.catchUp(member, last);
    return member.round !== round || member.used !== used;
  });
}
