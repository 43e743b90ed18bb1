import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/context/clock.js';
import type { Day } from '../../platform/context/business-time.js';
import { Database, marks } from '../../platform/database/database.js';
import type { RosterEntry } from './assignment.entity.js';
import { keepUp, type Filters, type Member } from './planner.js';

export interface Roster {
  /** Everybody with an active quota, who takes part or not. */
  readonly entries: RosterEntry[];
  /** Those who take part; caps are looked at with every customer. */
  readonly members: Member[];
  /** Turns of those who are away: they go on with the others. */
  readonly away: Member[];
}

interface Row {
  staffId: number;
  name: string;
  departmentId: number | null;
  staffActive: number;
  weight: number;
  perRound: number;
  maxOpen: number | null;
  ruleMaxOpen: number | null;
  maxUntouched: number | null;
  activeFrom: Day | null;
  activeTo: Day | null;
  filters: string | null;
  round: number | null;
  used: number | null;
  turnWeight: number | null;
  turnPerRound: number | null;
  lastReceivedAt: number | null;
  openCount: number | null;
  untouched: number | null;
  away: number;
}

/** Quotas, turns, caps and presence as one picture of who can take customers now. */
@Injectable()
export class RosterRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes the one hand on the rotation until the transaction ends. @returns the last assignment that was told. */
  async lockRotation(): Promise<number> {
    const [row] = await this.database.rows<{ notifiedThrough: number }>(`SELECT notifiedThrough FROM rotation WHERE id = 1${this.database.dialect.forUpdate()}`);
    return row!.notifiedThrough;
  }

  async told(through: number): Promise<void> {
    await this.database.run('UPDATE rotation SET notifiedThrough = ?, lastRunAt = ? WHERE id = 1', [through, this.clock.now()]);
  }

  async load(today: Day): Promise<Roster> {
    const rows = await this.database.rows<Row>(
      `SELECT q.staffId, s.name, s.departmentId, s.active AS staffActive, q.weight, q.perRound, q.maxOpen, q.maxUntouched, q.activeFrom, q.activeTo, q.filters,
              t.round, t.used, t.weight AS turnWeight, t.perRound AS turnPerRound, t.lastReceivedAt, h.openCount,
              (SELECT MIN(r.maxOpen) FROM claim_rule r WHERE r.active = ? AND (r.departmentId IS NULL OR r.departmentId = s.departmentId)) AS ruleMaxOpen,
              CASE WHEN q.maxUntouched IS NULL THEN 0 ELSE (SELECT COUNT(*) FROM customer c
                WHERE c.ownerId = q.staffId AND c.holding = 'owned' AND c.status = 'open' AND c.lastFollowUpAt IS NULL AND c.deletedAt IS NULL) END AS untouched,
              EXISTS (SELECT 1 FROM staff_leave l WHERE l.staffId = q.staffId AND l.fromDay <= ? AND l.toDay >= ?) AS away
         FROM quota q JOIN staff s ON s.id = q.staffId LEFT JOIN turn t ON t.staffId = q.staffId LEFT JOIN holder_load h ON h.staffId = q.staffId
        WHERE q.active = ? ORDER BY q.staffId`,
      [1, today, today, 1],
    );
    return toRoster(rows, today);
  }

  /** Nobody raises these people's loads until the transaction ends. @returns open customers by person. */
  async lockLoads(staffIds: readonly number[]): Promise<Map<number, number>> {
    if (!staffIds.length) return new Map();
    const rows = await this.database.rows<{ staffId: number; openCount: number }>(
      `SELECT staffId, openCount FROM holder_load WHERE staffId IN (${marks(staffIds)}) ORDER BY staffId${this.database.dialect.forUpdate()}`,
      staffIds,
    );
    return new Map(rows.map((r) => [r.staffId, r.openCount]));
  }

  /** Stores where everybody stands now. */
  async saveTurns(members: readonly Member[]): Promise<void> {
    for (let i = 0; i < members.length; i += 200) {
      const some = members.slice(i, i + 200);
      const values = some.map(() => '(?, ?, ?, ?, ?, ?)').join(', ');
      await this.database.run(
        `INSERT INTO turn (staffId, round, used, weight, perRound, lastReceivedAt) VALUES ${values}${this.database.dialect.onConflict(['staffId'], (v) =>
          ['round', 'used', 'weight', 'perRound', 'lastReceivedAt'].map((c) => `${c} = ${v(c)}`).join(', '),
        )}`,
        some.flatMap((m) => [m.staffId, m.round, m.used, m.weight, m.perRound, m.lastReceivedAt]),
      );
    }
  }

  /** The quota of these people holds for their present round already. */
  async applyQuotaNow(staffIds: readonly number[]): Promise<void> {
    if (!staffIds.length) return;
    const of = (column: string) => `(SELECT q.${column} FROM quota q WHERE q.staffId = turn.staffId)`;
    await this.database.run(`UPDATE turn SET weight = ${of('weight')}, perRound = ${of('perRound')} WHERE staffId IN (${marks(staffIds)})`, staffIds);
    await this.database.run(`UPDATE turn SET round = round + 1, used = 0 WHERE used >= perRound AND staffId IN (${marks(staffIds)})`, staffIds);
  }
}

function out(row: Row, member: Member, today: Day): RosterEntry['out'] {
  if (!row.staffActive) return 'inactive';
  if (Number(row.away)) return 'on-leave';
  if (row.activeFrom && row.activeFrom > today) return 'not-yet';
  if (row.activeTo && row.activeTo < today) return 'ended';
  if (member.maxOpen !== null && member.open >= member.maxOpen) return 'cap';
  if (member.maxUntouched !== null && member.untouched >= member.maxUntouched) return 'untouched';
  return null;
}

export function toRoster(rows: readonly Row[], today: Day): Roster {
  const all = rows.map((row) => ({ row, member: toMember(row) }));
  const state = all.map(({ row, member }) => ({ member, out: out(row, member, today) }));
  const takesPart = ({ out: o }: { out: RosterEntry['out'] }) => o === null || o === 'cap' || o === 'untouched';
  const members = state.filter(takesPart).map((s) => s.member);
  const away = state.filter((s) => !takesPart(s)).map((s) => s.member);
  const rounds = all.filter(({ row, member }) => row.round !== null && members.includes(member)).map(({ row }) => row.round!);
  const present = rounds.length ? Math.min(...rounds) : 1;
  for (const { row, member } of all) if (row.round === null) member.round = present; // newcomers start with the slowest of the others
  keepUp(members);
  return { entries: state.map(({ member, out: o }) => entry(member, o)), members, away };
}

function toMember(row: Row): Member {
  const midRound = (row.used ?? 0) > 0; // a changed quota waits for the next round
  const caps = [row.maxOpen, row.ruleMaxOpen].filter((c): c is number => c !== null);
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
    maxOpen: caps.length ? Math.min(...caps) : null,
    maxUntouched: row.maxUntouched,
  };
}

const entry = (m: Member, o: RosterEntry['out']): RosterEntry => ({
  staffId: m.staffId, name: m.name, weight: m.weight, perRound: m.perRound, round: m.round, used: m.used, open: m.open, maxOpen: m.maxOpen, out: o,
});
