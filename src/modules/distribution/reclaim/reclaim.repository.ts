import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { HeldRow } from '../../customers/ownership/ownership-reclaim.service.js';

export interface LostCount {
  readonly staffId: number;
  readonly outcome: string;
  readonly barredUntil: number;
  readonly n: number;
}

const OVERDUE = `outcome IN ('follow-up-overdue', 'deal-overdue')`;

@Injectable()
export class ReclaimRepository {
  constructor(private readonly database: Database) {}

  /** The next instant behind `after`, up to `asOf`, at which customers fall due: deadlines are midnights, so there are few. */
  async nextInstant(after: number, asOf: number): Promise<number | null> {
    const [row] = await this.database.rows<{ at: number | null }>(
      `SELECT MIN(reclaimAt) AS at FROM customer${this.database.dialect.forceIndex('ix_customer_reclaimAt_id_warnedSteps')} WHERE reclaimAt > ? AND reclaimAt <= ?`,
      [after, asOf],
    );
    return row?.at === null || row === undefined ? null : Number(row.at);
  }

  /** Locks the next customers due at that instant whom nobody else is working on; one range of the index, never a scan. */
  due(reclaimAt: number, afterId: number, limit: number): Promise<HeldRow[]> {
    const { dialect } = this.database;
    return this.database.rows<HeldRow>(
      `SELECT id, status, holding, source, clockSource, ownerId, departmentId, ownedSince, dealClockOn, followUpClockOn, lastFollowUpAt, followUpDueOn, dealDueOn, reclaimAt, deadlineRuleId,
              deadlineRuleVersion, lockedUntil, deletedAt
         FROM customer${dialect.forceIndex('ix_customer_reclaimAt_id_warnedSteps')} WHERE reclaimAt = ? AND id > ? AND holding = 'owned' AND deletedAt IS NULL
        ORDER BY id LIMIT ?${dialect.forUpdate({ skipLocked: true })}`,
      [reclaimAt, afterId, limit],
    );
  }

  async anyDue(asOf: number): Promise<boolean> {
    return (await this.nextInstant(0, asOf)) !== null;
  }

  async countDue(asOf: number): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>('SELECT COUNT(*) AS n FROM customer WHERE reclaimAt <= ?', [asOf]);
    return Number(row!.n);
  }

  /** What each former owner lost at exactly this instant, and how long he is barred. */
  async lostAt(endedAt: number): Promise<LostCount[]> {
    const rows = await this.database.rows<LostCount>(
      `SELECT staffId, outcome, barredUntil, COUNT(*) AS n FROM ownership WHERE endedAt = ? AND ${OVERDUE} GROUP BY staffId, outcome, barredUntil ORDER BY staffId`,
      [endedAt],
    );
    return rows.map((r) => ({ ...r, barredUntil: Number(r.barredUntil), n: Number(r.n) }));
  }

  /** Locks the heartbeat. @returns when it last beat; 0: never. */
  async lockBeat(): Promise<number> {
    const [row] = await this.database.rows<{ beatAt: number }>(
      `SELECT beatAt FROM reclaim_beat WHERE id = 1${this.database.dialect.forUpdate()}`,
    );
    return Number(row!.beatAt);
  }

  async beat(now: number): Promise<void> {
    await this.database.run('UPDATE reclaim_beat SET beatAt = ? WHERE id = 1', [now]);
  }
}
