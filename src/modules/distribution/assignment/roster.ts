import type { Day } from '../../../platform/context/business-time.js';
import type { RosterEntry } from './assignment.entity.js';
import { type Filters, keepUp, type Member, presentRound } from './planner.js';
import type { RosterRow } from './roster.repository.js';
import { beginRound } from '../strategies/candidate.js';

export interface Roster {
  /** Everybody with an active quota, who takes part or not. */
  readonly entries: RosterEntry[];
  /** Those who take part; caps are looked at with every customer. */
  readonly members: Member[];
  /** Turns of those who are away: they go on with the others. */
  readonly away: Member[];
}

function out(row: RosterRow, member: Member, today: Day): RosterEntry['out'] {
  if (!row.staffActive) return 'inactive';
  if (Number(row.away)) return 'on-leave';
  if (row.activeFrom && row.activeFrom > today) return 'not-yet';
  if (row.activeTo && row.activeTo < today) return 'ended';
  if (member.maxOpen !== null && member.open >= member.maxOpen) return 'cap';
  if (member.maxUntouched !== null && member.untouched >= member.maxUntouched) return 'untouched';
  return null;
}

/** Quotas, turns, caps and presence as one picture of who can take customers today. `caps`: the most open customers of those who have a limit. */
export function toRoster(rows: readonly RosterRow[], today: Day, caps: ReadonlyMap<number, number>): Roster {
  const all = rows.map((row) => ({ row, member: toMember(row, caps.get(row.staffId) ?? null) }));
  const state = all.map(({ row, member }) => ({ member, out: out(row, member, today) }));
  const takesPart = ({ out: o }: { out: RosterEntry['out'] }) => o === null || o === 'cap' || o === 'untouched';
  const members = state.filter(takesPart).map((s) => s.member);
  const away = state.filter((s) => !takesPart(s)).map((s) => s.member);
  const present = presentRound(all.flatMap(({ row, member }) => (row.round !== null && members.includes(member) ? [member] : []))) ?? 1;
  for (const { row, member } of all) if (row.round === null) member.round = present; // newcomers start with the slowest of the others
  keepUp(members);
  return { entries: state.map(({ member, out: o }) => entry(member, o)), members, away };
}

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
export function movedAlong({ members, away }: Pick<Roster, 'members' | 'away'>): Member[] {
  const present = presentRound(members);
  if (present === null) return [];
  const behind = away.filter((m) => m.round < present);
  for (const member of behind) beginRound(member, present);
  return behind;
}
