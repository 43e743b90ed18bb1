import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import type { Day } from '../../../platform/context/business-time.js';
import { Database, marks } from '../../../platform/database/database.js';
import type { Member } from './plan.js';

/** A person with an active quota, or who is asked about all the same, as the tables have him. */
export interface RosterRow {
  staffId: number;
  name: string;
  departmentId: number | null;
  staffActive: number;
  quotaActive: number;
  weight: number;
  perRound: number;
  /** Of his department, ids from the root down. */
  path: string | null;
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
    const [row] = await this.database.rows<{ notifiedThrough: number }>(
      `SELECT notifiedThrough FROM rotation WHERE id = 1${this.database.dialect.forUpdate()}`,
    );
    return row!.notifiedThrough;
  }

  async told(through: number): Promise<void> {
    await this.database.run('UPDATE rotation SET notifiedThrough = ?, lastRunAt = ? WHERE id = 1', [through, this.clock.now()]);
  }

  /** Everybody with an active quota, and `also` these; `drafted` ones are about to be given a quota. */
  rows(today: Day, { also = [], drafted = [] }: { also?: readonly number[]; drafted?: readonly number[] } = {}): Promise<RosterRow[]> {
    const named = [...also, ...drafted];
    const untouched = drafted.length ? `q.maxUntouched IS NULL AND s.id NOT IN (${marks(drafted)})` : 'q.maxUntouched IS NULL';
    return this.database.rows<RosterRow>(
      `SELECT s.id AS staffId, s.name, s.departmentId, d.path, s.active AS staffActive, COALESCE(q.active, 0) AS quotaActive, q.weight, q.perRound, q.maxUntouched,
              q.activeFrom, q.activeTo, q.filters, t.round, t.used, t.weight AS turnWeight, t.perRound AS turnPerRound, t.lastReceivedAt, h.openCount,
              CASE WHEN ${untouched} THEN 0 ELSE (SELECT COUNT(*) FROM customer c
                WHERE c.ownerId = s.id AND c.holding = 'owned' AND c.status = 'open' AND c.lastFollowUpAt IS NULL AND c.deletedAt IS NULL) END AS untouched,
              EXISTS (SELECT 1 FROM staff_leave l WHERE l.staffId = s.id AND l.fromDay <= ? AND l.toDay >= ?) AS away
         FROM staff s LEFT JOIN quota q ON q.staffId = s.id LEFT JOIN department d ON d.id = s.departmentId LEFT JOIN turn t ON t.staffId = s.id LEFT JOIN holder_load h ON h.staffId = s.id
        WHERE q.active = ?${named.length ? ` OR s.id IN (${marks(named)})` : ''} ORDER BY s.id`,
      [...drafted, today, today, 1, ...named],
    );
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
        `INSERT INTO turn (staffId, round, used, weight, perRound, lastReceivedAt) VALUES ${values}${this.database.dialect.onConflict(
          ['staffId'],
          (v) => ['round', 'used', 'weight', 'perRound', 'lastReceivedAt'].map((c) => `${c} = ${v(c)}`).join(', '),
        )}`,
        some.flatMap((m) => [m.staffId, m.round, m.used, m.weight, m.perRound, m.lastReceivedAt]),
      );
    }
  }

  /** The quota of these people holds for their present round already. */
  async applyQuotaNow(staffIds: readonly number[]): Promise<void> {
    if (!staffIds.length) return;
    const of = (column: string) => `(SELECT q.${column} FROM quota q WHERE q.staffId = turn.staffId)`;
    await this.database.run(
      `UPDATE turn SET weight = ${of('weight')}, perRound = ${of('perRound')} WHERE staffId IN (${marks(staffIds)})`,
      staffIds,
    );
  }
}
