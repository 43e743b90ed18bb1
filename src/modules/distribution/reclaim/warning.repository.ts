import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';

export interface NearRow {
  id: number;
  name: string;
  ownerId: number;
  reclaimAt: number;
  deadlineRuleId: number;
  clockSource: string | null;
  departmentId: number | null;
}

@Injectable()
export class WarningRepository {
  constructor(private readonly database: Database) {}

  /** The next instant behind `after`, up to `until`, at which customers fall due. */
  async nextInstant(after: number, until: number): Promise<number | null> {
    const [row] = await this.database.rows<{ at: number | string | null }>(
      `SELECT MIN(reclaimAt) AS at FROM customer${this.database.dialect.forceIndex('ix_customer_reclaimAt_id_warnedSteps')} WHERE reclaimAt > ? AND reclaimAt <= ?`,
      [after, until],
    );
    return row?.at === null || row === undefined ? null : Number(row.at);
  }

  /** Owned customers under these rules who fall due at that instant and were warned that often: a range of the index, in the order of their ids. */
  async near(
    reclaimAt: number,
    warnedSteps: number,
    ruleIds: readonly number[],
    { after, limit }: { after: number; limit: number },
  ): Promise<NearRow[]> {
    const rows = await this.database.rows<NearRow>(
      `SELECT id, name, ownerId, reclaimAt, deadlineRuleId, clockSource, departmentId
         FROM customer${this.database.dialect.forceIndex('ix_customer_reclaimAt_id_warnedSteps')}
        WHERE reclaimAt = ? AND warnedSteps = ? AND id > ? AND deadlineRuleId IN (${marks(ruleIds)}) AND holding = 'owned' AND deletedAt IS NULL ORDER BY id LIMIT ?`,
      [reclaimAt, warnedSteps, after, ...ruleIds, limit],
    );
    return rows.map((row) => ({ ...row, reclaimAt }));
  }

  /** Marks a step as sent where it is not, and the deadline is still that one. @returns the customers it was not sent for. */
  async mark(rows: readonly NearRow[], step: number): Promise<NearRow[]> {
    const first = rows[0]!;
    const ids = rows.map((r) => r.id);
    const condition = `id IN (${marks(ids)}) AND ownerId = ? AND reclaimAt = ? AND warnedSteps < ?`;
    const params = [...ids, first.ownerId, first.reclaimAt, step];
    const open = await this.database.rows<{ id: number }>(
      `SELECT id FROM customer WHERE ${condition} ORDER BY id${this.database.dialect.forUpdate()}`,
      params,
    );
    if (!open.length) return [];
    const found = new Set(open.map((r) => r.id));
    await this.database.run(`UPDATE customer SET warnedSteps = ? WHERE id IN (${marks(open)})`, [step, ...found]);
    return rows.filter((r) => found.has(r.id));
  }
}
