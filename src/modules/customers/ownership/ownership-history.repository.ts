import { Injectable } from '@nestjs/common';
import type { Day } from '../../../platform/context/business-time.js';
import { Database, marks } from '../../../platform/database/database.js';
import { BAR_KEYS } from './holder.entity.js';
import { FOR_EVER, type OwnershipOutcome } from './ownership.entity.js';

export interface Bar {
  readonly customerId: number;
  readonly staffId: number;
  readonly until: number;
  /** How the ownership ended; null where the bar outlived a deleted customer. */
  readonly outcome: OwnershipOutcome | null;
  readonly endedByStaffId: number | null;
}

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
}

/** Bars of keys that the customer has by a record that was merged into his: there are few of those, so they lead. */
const MERGED_BARS = (customers: string, staff: string) =>
  `SELECT m.survivorId AS customerId, k.staffId, k.barredUntil AS until, NULL AS outcome FROM customer_merge m JOIN customer t ON t.id = m.activeMergedId
    JOIN key_bar k ON ${BAR_KEYS.map(([kind, column]) => `(k.kind = '${kind}' AND k.value = t.${column})`).join(' OR ')}
    WHERE m.survivorId IN (${customers}) AND k.staffId IN (${staff}) AND k.barredUntil > ?`;

/** Who has held whom, and who may not again. */
@Injectable()
export class OwnershipHistoryRepository {
  constructor(private readonly database: Database) {}

  /** Everybody among `staffIds` who is barred from one of these customers at `now`: by an ownership, or by a key that came back (REQ-E8). */
  async bars(customerIds: readonly number[], staffIds: readonly number[], now: number): Promise<Bar[]> {
    if (!customerIds.length || !staffIds.length) return [];
    const [customers, staff] = [marks(customerIds), marks(staffIds)];
    const keyed = BAR_KEYS.map(
      ([
        kind,
        column,
      ]) => `SELECT c.id AS customerId, k.staffId, k.barredUntil AS until, NULL AS outcome FROM customer c JOIN key_bar k ON k.kind = '${kind}' AND k.value = c.${column}
        WHERE c.id IN (${customers}) AND k.staffId IN (${staff}) AND k.barredUntil > ?`,
    );
    const own = `SELECT customerId, staffId, barredUntil AS until, outcome FROM ownership WHERE customerId IN (${customers}) AND staffId IN (${staff}) AND barredUntil > ?`;
    const parts = [own, ...keyed, MERGED_BARS(customers, staff)];
    return this.database.rows<Bar>(
      parts.join(' UNION ALL '),
      parts.flatMap(() => [...customerIds, ...staffIds, now]),
    );
  }

  /** The latest ownership of each customer: the present one, else the one that ended last (ids tell nothing where two records were merged). */
  async last(customerIds: readonly number[]): Promise<Map<number, LastOwnership>> {
    if (!customerIds.length) return new Map();
    const rows = await this.database.rows<LastOwnership>(
      `SELECT customerId, staffId, departmentId, beganAt, dealClockOn, followUpClockOn, followedUpOn, endedAt, outcome, endedByStaffId FROM ownership WHERE customerId IN (${marks(customerIds)})
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
        AND outcome IN ('released', 'transferred', 'handed-over', 'merged') AND endedAt >= ? ORDER BY customerId, endedAt, id`,
      [...customerIds, staffId, since],
    );
    for (const { customerId, dealClockOn, endedAt, outcome } of rows)
      last.set(customerId, [...(outcome === 'merged' ? (last.get(customerId) ?? []) : []), { dealClockOn, endedAt: Number(endedAt) }]);
    return last;
  }

  /** Bars of these customers become bars of their keys, which outlive them. */
  async keepBars(customerIds: readonly number[], now: number): Promise<void> {
    if (!customerIds.length) return;
    const { dialect } = this.database;
    for (const [kind, column] of BAR_KEYS) {
      const rows = await this.database.rows<{ staffId: number; value: string; until: number }>(
        `SELECT o.staffId, c.${column} AS value, MAX(o.barredUntil) AS until FROM ownership o
          JOIN (SELECT id, id AS customerId FROM customer WHERE id IN (${marks(customerIds)})
            UNION ALL SELECT activeMergedId, survivorId FROM customer_merge WHERE survivorId IN (${marks(customerIds)}) AND activeMergedId IS NOT NULL) who ON who.customerId = o.customerId
          JOIN customer c ON c.id = who.id
          WHERE o.customerId IN (${marks(customerIds)}) AND o.barredUntil > ? AND c.${column} IS NOT NULL GROUP BY o.staffId, c.${column}`,
        [...customerIds, ...customerIds, ...customerIds, now],
      );
      if (!rows.length) continue;
      await this.database.run(
        `INSERT INTO key_bar (staffId, kind, value, barredUntil) VALUES ${rows.map(() => '(?, ?, ?, ?)').join(', ')}${dialect.onConflict(
          ['staffId', 'kind', 'value'],
          (added) => `fromId = NULL, barredUntil = ${dialect.greatest('key_bar.barredUntil', added('barredUntil'))}`,
        )}`,
        rows.flatMap((r) => [r.staffId, kind, r.value, Number(r.until)]),
      );
    }
  }
}
