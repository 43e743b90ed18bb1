import { Injectable } from '@nestjs/common';
import type { Day } from '../../../platform/context/business-time.js';
import { Database, marks } from '../../../platform/database/database.js';

/** Since when and until when somebody has a customer, as it stood before a merge. */
export interface Standing {
  readonly ownerId: number;
  readonly holdingSince: number;
  readonly ownedSince: number;
  readonly lastFollowUpAt: number | null;
  readonly lockedUntil: Day | null;
  readonly followUpDueOn: Day | null;
  readonly dealDueOn: Day | null;
  readonly reclaimAt: number | null;
  readonly warnedSteps: number;
}
export interface Clocks {
  readonly ownerId: number;
  readonly dealClockOn: Day | null;
  readonly followUpClockOn: Day | null;
  readonly followUpDueOn: Day | null;
  readonly dealDueOn: Day | null;
}

/** What a source has decided about somebody's deadlines. */
export interface SourceClocks {
  readonly ownerId: number | null;
  readonly clockSource: string | null;
  readonly followUpDueOn: Day | null;
  readonly dealDueOn: Day | null;
  readonly reclaimAt: number | null;
  readonly deadlineRuleId: number | null;
  readonly deadlineRuleVersion: number | null;
}

/** Clocks of customers who become one, and two again. Callers hold the rows' locks. */
@Injectable()
export class OwnershipUnionRepository {
  constructor(private readonly database: Database) {}

  async setStanding(id: number, { ownedSince, holdingSince, lastFollowUpAt, ...s }: Omit<Standing, 'ownerId'>): Promise<void> {
    await this.database.run(
      'UPDATE customer SET ownedSince = ?, holdingSince = ?, lastFollowUpAt = ?, lockedUntil = ?, followUpDueOn = ?, dealDueOn = ?, reclaimAt = ?, warnedSteps = ? WHERE id = ?',
      [ownedSince, holdingSince, lastFollowUpAt, s.lockedUntil, s.followUpDueOn, s.dealDueOn, s.reclaimAt, s.warnedSteps, id],
    );
  }

  /** Who was barred from the one by what he lost since then, and has not been given it again: as it stands now, whatever the transaction had seen before. */
  async lostSince(customerId: number, since: number, now: number): Promise<{ staffId: number; until: number }[]> {
    const rows = await this.database.rows<{ staffId: number; until: number | string }>(
      `SELECT o.staffId, MAX(o.barredUntil) AS until FROM ownership o JOIN customer c ON c.id = o.customerId
        WHERE o.customerId = ? AND o.endedAt > ? AND o.barredUntil > ? AND (c.ownerId IS NULL OR c.ownerId <> o.staffId) GROUP BY o.staffId${this.database.dialect.forShare()}`,
      [customerId, since, now],
    );
    return rows.map(({ staffId, until }) => ({ staffId, until: Number(until) }));
  }

  /** That these people had the part with the whole, from the merge on, and how they lost it: where the part knows nothing of them. */
  async lostWith(keptId: number, partId: number, since: number, staffIds: readonly number[]): Promise<void> {
    if (!staffIds.length) return;
    await this.database.run(
      `INSERT INTO ownership (customerId, staffId, departmentId, beganBy, beganAt, dealClockOn, followUpClockOn, followedUpOn, endedAt, outcome, reason, endedByStaffId, barredUntil)
        SELECT ?, o.staffId, o.departmentId, 'transferred', ${this.database.dialect.greatest('o.beganAt', '?')}, o.dealClockOn, o.followUpClockOn, o.followedUpOn, o.endedAt, o.outcome,
          o.reason, o.endedByStaffId, o.barredUntil FROM ownership o WHERE o.customerId = ? AND o.endedAt > ? AND o.barredUntil IS NOT NULL AND o.staffId IN (${marks(staffIds)})
          AND NOT EXISTS (SELECT 1 FROM ownership p WHERE p.customerId = ? AND p.staffId = o.staffId)`,
      [partId, since, keptId, since, ...staffIds, partId],
    );
  }

  /** Where he has had this one by himself. */
  async bar(customerId: number, staffId: number, until: number): Promise<void> {
    await this.database.run(
      `UPDATE ownership SET barredUntil = ${this.database.dialect.greatest('COALESCE(barredUntil, 0)', '?')} WHERE customerId = ? AND staffId = ?`,
      [until, customerId, staffId],
    );
  }

  async setClocks(id: number, { dealClockOn, followUpClockOn, followUpDueOn, dealDueOn }: Clocks, reclaimAt: number | null): Promise<void> {
    await this.database.run(
      `UPDATE customer SET dealClockOn = ?, followUpClockOn = ?, followUpDueOn = ?, dealDueOn = ?, warnedSteps = CASE WHEN reclaimAt = ? THEN warnedSteps ELSE 0 END,
        reclaimAt = ? WHERE id = ?`,
      [dealClockOn, followUpClockOn, followUpDueOn, dealDueOn, reclaimAt, reclaimAt, id],
    );
    await this.database.run('UPDATE ownership SET dealClockOn = ?, followUpClockOn = ? WHERE openCustomerId = ?', [
      dealClockOn,
      followUpClockOn,
      id,
    ]);
  }

  async setSourceClocks(id: number, { clockSource, followUpDueOn, dealDueOn, reclaimAt, ...rule }: SourceClocks): Promise<void> {
    await this.database.run(
      `UPDATE customer SET clockSource = ?, followUpDueOn = ?, dealDueOn = ?, deadlineRuleId = ?, deadlineRuleVersion = ?,
        warnedSteps = CASE WHEN reclaimAt = ? THEN warnedSteps ELSE 0 END, reclaimAt = ? WHERE id = ?`,
      [clockSource, followUpDueOn, dealDueOn, rule.deadlineRuleId, rule.deadlineRuleVersion, reclaimAt, reclaimAt, id],
    );
  }
}
