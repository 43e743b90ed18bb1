import { Injectable } from '@nestjs/common';
import type { Day } from '../../../platform/context/business-time.js';
import { Database } from '../../../platform/database/database.js';
import type { HeldRow } from '../ownership/ownership.repository.js';

/** Which customers a rule is about: null says any. */
export interface RuleTarget {
  readonly source: string | null;
  readonly departmentId: number | null;
}

@Injectable()
export class DeadlineRefreshRepository {
  constructor(private readonly database: Database) {}

  async held(staffId: number | null, after: number, limit: number): Promise<number[]> {
    const own = staffId === null ? '' : ' AND ownerId = ?';
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM customer WHERE id > ?${own} AND holding = 'owned' AND deletedAt IS NULL ORDER BY id LIMIT ?`,
      [after, ...(staffId === null ? [] : [staffId]), limit],
    );
    return rows.map((r) => r.id);
  }

  async count(staffId: number | null): Promise<number> {
    const own = staffId === null ? '' : ' AND ownerId = ?';
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM customer WHERE holding = 'owned' AND deletedAt IS NULL${own}`,
      staffId === null ? [] : [staffId],
    );
    return Number(row!.n);
  }

  /** Open customers that somebody owns and rules for one of these targets can be about, for the preview of a rule. */
  open(targets: readonly RuleTarget[], after: number, limit: number): Promise<HeldRow[]> {
    const about = targets.map(({ source, departmentId }) => ({
      sql: [
        ...(source === null ? [] : ['clockSource = ?']),
        ...(departmentId === null ? [] : ['departmentId IN (SELECT d.id FROM department d WHERE d.path LIKE ?)']),
      ].join(' AND '),
      params: [...(source === null ? [] : [source]), ...(departmentId === null ? [] : [`%/${departmentId}/%`])],
    }));
    const everybody = about.some(({ sql }) => !sql);
    const narrowed = everybody ? '' : ` AND (${about.map(({ sql }) => sql).join(' OR ')})`;
    return this.database.rows<HeldRow>(
      `SELECT id, status, holding, source, clockSource, ownerId, departmentId, ownedSince, dealClockOn, followUpClockOn, lastFollowUpAt, followUpDueOn, dealDueOn, reclaimAt, deadlineRuleId, deadlineRuleVersion,
              lockedUntil, deletedAt
         FROM customer WHERE id > ? AND holding = 'owned' AND status = 'open' AND deletedAt IS NULL${narrowed} ORDER BY id LIMIT ?`,
      [after, ...(everybody ? [] : about.flatMap(({ params }) => params)), limit],
    );
  }

  /** Puts off every deadline before the end of `day` to it (the application was down while people should have worked). */
  async putOff(day: Day, reclaimAt: number): Promise<number> {
    const { dialect } = this.database;
    return this.database.run(
      `UPDATE customer SET followUpDueOn = ${dialect.greatest('followUpDueOn', '?')}, dealDueOn = ${dialect.greatest('dealDueOn', '?')}, reclaimAt = ?, warnedSteps = 0
        WHERE reclaimAt < ? AND holding = 'owned' AND deletedAt IS NULL`,
      [day, day, reclaimAt, reclaimAt],
    );
  }
}
