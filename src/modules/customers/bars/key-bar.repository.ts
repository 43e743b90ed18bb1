import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { type KeyColumns, KEYS, type KeyValues } from '../customer-keys.js';
import { BAR_KEYS } from '../ownership/holder.entity.js';
import type { BarKey, KeyBarRow } from './bars-of-keys.js';

export type NewKeyBar = BarKey & Pick<KeyBarRow, 'staffId' | 'until'>;

const KEY_COLUMNS = KEYS.map((key) => `c.${key}Key`).join(', ');

/** Bars that go with keys instead of customers. */
@Injectable()
export class KeyBarRepository {
  constructor(private readonly database: Database) {}

  /** Whoever's bars hold now on these keys, and who gave them up. */
  async inForce(keys: readonly BarKey[], now: number): Promise<KeyBarRow[]> {
    const asked = BAR_KEYS.map(([kind]) => ({ kind, values: [...new Set(keys.flatMap((key) => (key.kind === kind ? key.value : [])))] }));
    const some = asked.filter(({ values }) => values.length);
    if (!some.length) return [];
    const selects = some.map(
      ({ kind, values }) =>
        `SELECT id, staffId, kind, value, barredUntil AS until, fromId FROM key_bar WHERE kind = '${kind}' AND value IN (${marks(values)}) AND barredUntil > ?`,
    );
    const rows = await this.database.rows<Omit<KeyBarRow, 'until'> & { until: number | string }>(
      selects.join(' UNION ALL '),
      some.flatMap(({ values }) => [...values, now]),
    );
    return rows.map((row) => ({ ...row, until: Number(row.until) }));
  }

  /** Of customers with these phones, merged ones too, those whom this person may not have again by an ownership of his. */
  async lostWith(staffId: number, phones: readonly string[], exceptId: number, now: number): Promise<KeyBarRow[]> {
    const rows = await this.database.rows<{ id: number; value: string; until: number | string }>(
      `SELECT o.id, c.phoneKey AS value, o.barredUntil AS until FROM customer c LEFT JOIN customer_merge m ON m.activeMergedId = c.id
        JOIN ownership o ON o.customerId = COALESCE(m.survivorId, c.id)
        WHERE c.phoneKey IN (${marks(phones)}) AND c.id <> ? AND (c.ownerId IS NULL OR c.ownerId <> ?) AND o.staffId = ? AND o.barredUntil > ?`,
      [...phones, exceptId, staffId, staffId, now],
    );
    return rows.map((row) => ({ ...row, kind: 'phone', staffId, until: Number(row.until), fromId: null }));
  }

  async remove(ids: readonly number[]): Promise<void> {
    if (ids.length) await this.database.run(`DELETE FROM key_bar WHERE id IN (${marks(ids)})`, ids);
  }

  /** What somebody may not have again of a living customer, by his ownerships; the customer's lock is held. */
  async barred(customerId: number, now: number): Promise<{ staffId: number; until: number }[]> {
    const rows = await this.database.rows<{ staffId: number; until: number | string }>(
      'SELECT staffId, MAX(barredUntil) AS until FROM ownership WHERE customerId = ? AND barredUntil > ? GROUP BY staffId',
      [customerId, now],
    );
    return rows.map(({ staffId, until }) => ({ staffId, until: Number(until) }));
  }

  /** Keys of this customer's that he gave up. Of two bars of one person from one key the longer holds, and belongs to no customer. */
  async keep(fromId: number, bars: readonly NewKeyBar[]): Promise<void> {
    if (!bars.length) return;
    const { dialect } = this.database;
    const onConflict = dialect.onConflict(
      ['staffId', 'kind', 'value'],
      (added) =>
        `fromId = CASE WHEN key_bar.fromId = ${added('fromId')} THEN key_bar.fromId ELSE NULL END, barredUntil = ${dialect.greatest('key_bar.barredUntil', added('barredUntil'))}`,
    );
    await this.database.run(
      `INSERT INTO key_bar (staffId, kind, value, barredUntil, fromId) VALUES ${bars.map(() => '(?, ?, ?, ?, ?)').join(', ')}${onConflict}`,
      bars.flatMap(({ staffId, kind, value, until }) => [staffId, kind, value, until, fromId]),
    );
  }

  async ownerOf(customerId: number): Promise<number | null> {
    const [row] = await this.database.rows<{ ownerId: number | null }>('SELECT ownerId FROM customer WHERE id = ?', [customerId]);
    return row?.ownerId ?? null;
  }

  async valuesOf(customerId: number): Promise<KeyValues> {
    const [row] = await this.database.rows<KeyValues>('SELECT phone, qq, email, externalId FROM customer WHERE id = ?', [customerId]);
    return row ?? {};
  }

  /** His keys, and those he has by records that were merged into his. */
  keysOf(customerId: number): Promise<KeyColumns[]> {
    return this.database.rows<KeyColumns>(
      `SELECT ${KEY_COLUMNS} FROM customer c WHERE c.id = ?
        UNION ALL SELECT ${KEY_COLUMNS} FROM customer_merge m JOIN customer c ON c.id = m.activeMergedId WHERE m.survivorId = ?`,
      [customerId, customerId],
    );
  }
}
