import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';

export interface NearRow {
  id: number;
  name: string;
  ownerId: number;
  reclaimAt: number;
  deadlineRuleId: number | null;
  clockSource: string | null;
  departmentId: number | null;
  warnedSteps: number;
}

@Injectable()
export class WarningRepository {
  constructor(private readonly database: Database) {}

  /** Owned customers who fall due in (now, until], a keyset batch. */
  near(after: { reclaimAt: number; id: number }, until: number, limit: number): Promise<NearRow[]> {
    return this.database.rows<NearRow>(
      `SELECT id, name, ownerId, reclaimAt, deadlineRuleId, clockSource, departmentId, warnedSteps FROM customer
        WHERE reclaimAt >= ? AND reclaimAt <= ? AND (reclaimAt > ? OR id > ?) AND holding = 'owned' AND deletedAt IS NULL ORDER BY reclaimAt, id LIMIT ?`,
      [after.reclaimAt, until, after.reclaimAt, after.id, limit],
    );
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
