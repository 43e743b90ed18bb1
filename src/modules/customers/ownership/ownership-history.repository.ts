import { Injectable } from '@nestjs/common';
import type { Day } from '../../../platform/context/business-time.js';
import { Database, marks, preparedForOne } from '../../../platform/database/database.js';
import { FOR_EVER, type OwnershipOutcome } from './ownership.entity.js';

export interface LetGo {
  readonly dealClockOn: Day;
  readonly endedAt: number;
}

export interface LastOwnership {
  readonly customerId: number;
  readonly staffId: number;
  readonly departmentId: number | null;
  readonly beganAt: number;
  readonly dealClockOn: Day;
  readonly followUpClockOn: Day | null;
  readonly followedUpOn: Day | null;
  readonly endedAt: number | null;
  readonly outcome: OwnershipOutcome | null;
  readonly endedByStaffId: number | null;
  readonly barredUntil: number | null;
}

/** Ends by which nobody loses a customer: the days that he used count on when he comes back. */
export const LET_GO = `'released', 'transferred', 'handed-over', 'merged'`;

/** Who has held whom. */
@Injectable()
export class OwnershipHistoryRepository {
  constructor(private readonly database: Database) {}

  /** The latest ownership of each customer: the present one, else the one that ended last (ids tell nothing where two records were merged). */
  async last(customerIds: readonly number[]): Promise<Map<number, LastOwnership>> {
    if (!customerIds.length) return new Map();
    const rows = await this.database.rows<LastOwnership>(
      `SELECT customerId, staffId, departmentId, beganAt, dealClockOn, followUpClockOn, followedUpOn, endedAt, outcome, endedByStaffId, barredUntil FROM ownership WHERE customerId IN (${marks(customerIds)})
        ORDER BY customerId, COALESCE(endedAt, ${FOR_EVER}), id`,
      customerIds,
    );
    return new Map(rows.map((r) => [r.customerId, { ...r, beganAt: Number(r.beganAt) }]));
  }

  /**
   * How this person last let go of these customers since then, by releasing them or handing them over, had them taken from him by a hand-over, or had
   * them become part of another record: several where records of his were merged into one since he let that one go.
   */
  async letGo(customerIds: readonly number[], staffId: number, since: number): Promise<Map<number, LetGo[]>> {
    const last = new Map<number, LetGo[]>();
    if (!customerIds.length) return last;
    const rows = await this.database.rows<LetGo & { customerId: number; outcome: OwnershipOutcome }>(
      `SELECT customerId, dealClockOn, endedAt, outcome FROM ownership WHERE customerId IN (${marks(customerIds)}) AND staffId = ?
        AND outcome IN (${LET_GO}) AND endedAt >= ? ORDER BY customerId, endedAt, id`,
      [...customerIds, staffId, since],
      preparedForOne(customerIds),
    );
    for (const { customerId, dealClockOn, endedAt, outcome } of rows)
      last.set(customerId, [...(outcome === 'merged' ? (last.get(customerId) ?? []) : []), { dealClockOn, endedAt: Number(endedAt) }]);
    return last;
  }
}
