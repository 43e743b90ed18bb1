import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { LET_GO } from '../ownership/ownership-history.repository.js';
import type { BarKey, KeyBarRow } from './bars-of-keys.js';

export type NewKeyBar = BarKey & Pick<KeyBarRow, 'staffId' | 'until'>;

/** Bars that go with keys instead of customers. */
@Injectable()
export class KeyBarRepository {
  constructor(private readonly database: Database) {}

  async remove(ids: readonly number[]): Promise<void> {
    if (ids.length) await this.database.run(`DELETE FROM key_bar WHERE id IN (${marks(ids)})`, ids);
  }

  /** Those whose time is over. @returns how many. */
  async removeOver(now: number, limit: number): Promise<number> {
    const rows = await this.database.rows<{ id: number }>('SELECT id FROM key_bar WHERE barredUntil <= ? LIMIT ?', [now, limit]);
    await this.remove(rows.map(({ id }) => id));
    return rows.length;
  }

  /**
   * Who may not have a customer again under another record, and until when: by what he lost, and whoever let him go as long as his old clock would go on,
   * which is `resumedFor` ms. Whom a manager closed or deleted is no matter of his owner's. The customer's lock is held.
   */
  async barred(customerId: number, now: number, resumedFor: number): Promise<{ staffId: number; until: number }[]> {
    const rows = await this.database.rows<{ staffId: number; until: number | string }>(
      `SELECT k.staffId, MAX(k.until) AS until FROM (
         SELECT staffId, barredUntil AS until FROM ownership WHERE customerId = ? AND barredUntil > ?
         UNION ALL SELECT o.staffId, o.endedAt + ? FROM ownership o JOIN customer c ON c.id = o.customerId
           WHERE o.customerId = ? AND o.endedAt > ? AND (c.ownerId IS NULL OR c.ownerId <> o.staffId)
             AND (o.outcome IN (${LET_GO}) OR (o.outcome IN ('lost', 'deleted') AND o.endedByStaffId = o.staffId))
       ) k GROUP BY k.staffId`,
      [customerId, now, resumedFor, customerId, now - resumedFor],
    );
    return rows.map(({ staffId, until }) => ({ staffId, until: Number(until) }));
  }

  /** What the present owners of these customers gave up of them is barred as long as they themselves: call before the ownerships end. */
  async lengthen(customerIds: readonly number[], until: number, now: number): Promise<void> {
    await this.database.run(
      `UPDATE key_bar${this.database.dialect.forceIndex('ix_key_bar_fromId')} SET barredUntil = ? WHERE fromId IN (${marks(customerIds)})
        AND barredUntil > ? AND barredUntil < ? AND staffId = (SELECT o.staffId FROM ownership o WHERE o.openCustomerId = key_bar.fromId)`,
      [until, ...customerIds, now, until],
    );
  }

  /** Keys that this customer gave up; null: the bar is on the keys, whoever has them. Of two bars of one person from one key the longer holds, and belongs to no customer. */
  async keep(fromId: number | null, bars: readonly NewKeyBar[], now: number): Promise<void> {
    if (!bars.length) return;
    const { dialect } = this.database;
    const onConflict = dialect.onConflict(
      ['staffId', 'kind', 'value'],
      (added) =>
        `fromId = CASE WHEN key_bar.barredUntil <= ${Number(now)} OR key_bar.fromId = ${added('fromId')} THEN ${added('fromId')} ELSE NULL END,
          barredUntil = ${dialect.greatest('key_bar.barredUntil', added('barredUntil'))}`,
    );
    await this.database.run(
      `INSERT INTO key_bar (staffId, kind, value, barredUntil, fromId) VALUES ${bars.map(() => '(?, ?, ?, ?, ?)').join(', ')}${onConflict}`,
      bars.flatMap(({ staffId, kind, value, until }) => [staffId, kind, value, until, fromId]),
    );
  }

  /** What this customer gave up. */
  async givenUpBy(fromId: number): Promise<(NewKeyBar & { id: number })[]> {
    const rows = await this.database.rows<NewKeyBar & { id: number }>(
      'SELECT k.id, k.staffId, k.kind, k.value, k.barredUntil AS until FROM key_bar k WHERE k.fromId = ?',
      [fromId],
    );
    return rows.map((row) => ({ ...row, until: Number(row.until) }));
  }

  /** From now on another customer gave them up. */
  async handOn(ids: readonly number[], toId: number): Promise<void> {
    if (ids.length) await this.database.run(`UPDATE key_bar SET fromId = ? WHERE id IN (${marks(ids)})`, [toId, ...ids]);
  }

  async ownerOf(customerId: number): Promise<number | null> {
    const [row] = await this.database.rows<{ ownerId: number | null }>('SELECT ownerId FROM customer WHERE id = ?', [customerId]);
    return row?.ownerId ?? null;
  }
}
