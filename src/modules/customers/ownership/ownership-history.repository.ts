import { Injectable } from '@nestjs/common';
import type { Day } from '../../../platform/context/business-time.js';
import { Database, marks } from '../../../platform/database/database.js';
import type { OwnershipOutcome } from './ownership.entity.js';

export interface Bar {
  readonly customerId: number;
  readonly staffId: number;
  readonly until: number;
  /** How the ownership ended; null where the bar outlived a deleted customer. */
  readonly outcome: OwnershipOutcome | null;
}

export interface LastOwnership {
  readonly customerId: number;
  readonly staffId: number;
  readonly departmentId: number | null;
  readonly dealClockOn: Day;
  readonly endedAt: number | null;
  readonly outcome: OwnershipOutcome | null;
}

const KINDS = [
  ['phone', 'phoneKey'],
  ['qq', 'qqKey'],
  ['email', 'emailKey'],
  ['external', 'externalIdKey'],
] as const;

/** Who has held whom, and who may not again. */
@Injectable()
export class OwnershipHistoryRepository {
  constructor(private readonly database: Database) {}

  /** Everybody among `staffIds` who is barred from one of these customers at `now`: by an ownership, or by a key that came back (REQ-E8). */
  async bars(customerIds: readonly number[], staffIds: readonly number[], now: number): Promise<Bar[]> {
    if (!customerIds.length || !staffIds.length) return [];
    const [customers, staff] = [marks(customerIds), marks(staffIds)];
    const keyed = KINDS.map(
      ([
        kind,
        column,
      ]) => `SELECT c.id AS customerId, k.staffId, k.barredUntil AS until, NULL AS outcome FROM customer c JOIN key_bar k ON k.kind = '${kind}' AND k.value = c.${column}
        WHERE c.id IN (${customers}) AND k.staffId IN (${staff}) AND k.barredUntil > ?`,
    );
    const own = `SELECT customerId, staffId, barredUntil AS until, outcome FROM ownership WHERE customerId IN (${customers}) AND staffId IN (${staff}) AND barredUntil > ?`;
    const parts = [own, ...keyed];
    return this.database.rows<Bar>(
      parts.join(' UNION ALL '),
      parts.flatMap(() => [...customerIds, ...staffIds, now]),
    );
  }

  /** The latest ownership of each customer. */
  async last(customerIds: readonly number[]): Promise<Map<number, LastOwnership>> {
    if (!customerIds.length) return new Map();
    const rows = await this.database.rows<LastOwnership>(
      `SELECT o.customerId, o.staffId, o.departmentId, o.dealClockOn, o.endedAt, o.outcome FROM ownership o
        JOIN (SELECT MAX(id) AS id FROM ownership WHERE customerId IN (${marks(customerIds)}) GROUP BY customerId) latest ON latest.id = o.id`,
      customerIds,
    );
    return new Map(rows.map((r) => [r.customerId, r]));
  }

  /** His latest own release of this customer since then. */
  async lastRelease(customerId: number, staffId: number, since: number): Promise<{ dealClockOn: Day; endedAt: number } | undefined> {
    const [row] = await this.database.rows<{ dealClockOn: Day; endedAt: number }>(
      `SELECT dealClockOn, endedAt FROM ownership WHERE customerId = ? AND staffId = ? AND outcome = 'released' AND endedAt >= ? ORDER BY id DESC LIMIT 1`,
      [customerId, staffId, since],
    );
    return row && { ...row, endedAt: Number(row.endedAt) };
  }

  /** Bars of these customers become bars of their keys, which outlive them. */
  async keepBars(customerIds: readonly number[], now: number): Promise<void> {
    if (!customerIds.length) return;
    const { dialect } = this.database;
    for (const [kind, column] of KINDS) {
      const rows = await this.database.rows<{ staffId: number; value: string; until: number }>(
        `SELECT o.staffId, c.${column} AS value, MAX(o.barredUntil) AS until FROM ownership o JOIN customer c ON c.id = o.customerId
          WHERE o.customerId IN (${marks(customerIds)}) AND o.barredUntil > ? AND c.${column} IS NOT NULL GROUP BY o.staffId, c.${column}`,
        [...customerIds, now],
      );
      if (!rows.length) continue;
      await this.database.run(
        `INSERT INTO key_bar (staffId, kind, value, barredUntil) VALUES ${rows.map(() => '(?, ?, ?, ?)').join(', ')}${dialect.onConflict(
          ['staffId', 'kind', 'value'],
          (added) => `barredUntil = ${dialect.greatest('key_bar.barredUntil', added('barredUntil'))}`,
        )}`,
        rows.flatMap((r) => [r.staffId, kind, r.value, Number(r.until)]),
      );
    }
  }
}
