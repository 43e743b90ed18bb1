import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import type { KeyColumns, KeyValues } from '../customer-keys.js';
import { BAR_KEYS } from '../ownership/holder.entity.js';

export interface BarredKey {
  readonly staffId: number;
  readonly kind: (typeof BAR_KEYS)[number][0];
  readonly value: string;
}
export type NewKeyBar = BarredKey & { readonly until: number };

/** Keys as `key_bar` names them. */
export const barKeys = (keys: KeyColumns): Pick<BarredKey, 'kind' | 'value'>[] =>
  BAR_KEYS.flatMap(([kind, column]) => (keys[column] ? [{ kind, value: keys[column] }] : []));

/** Bars that go with keys instead of customers. */
@Injectable()
export class KeyBarRepository {
  constructor(private readonly database: Database) {}

  /** The bar of this person from one of these keys that holds longest. */
  async longest(staffId: number, keys: KeyColumns, now: number): Promise<(BarredKey & { until: number }) | undefined> {
    const wanted = barKeys(keys);
    if (!wanted.length) return undefined;
    const [row] = await this.database.rows<BarredKey & { until: number | string }>(
      `SELECT staffId, kind, value, barredUntil AS until FROM key_bar WHERE staffId = ? AND barredUntil > ? AND (${wanted.map(() => '(kind = ? AND value = ?)').join(' OR ')})
        ORDER BY barredUntil DESC LIMIT 1`,
      [staffId, now, ...wanted.flatMap(({ kind, value }) => [kind, value])],
    );
    return row && { ...row, until: Number(row.until) };
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

  /** He has these keys again: his own bars tell who may not have him. */
  async giveBack(fromId: number, keys: KeyColumns): Promise<void> {
    const wanted = barKeys(keys);
    if (!wanted.length) return;
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM key_bar WHERE fromId = ? AND (${wanted.map(() => '(kind = ? AND value = ?)').join(' OR ')})`,
      [fromId, ...wanted.flatMap(({ kind, value }) => [kind, value])],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length) await this.database.run(`DELETE FROM key_bar WHERE id IN (${marks(ids)})`, ids);
  }

  async keysOf(customerId: number): Promise<KeyValues> {
    const [row] = await this.database.rows<KeyValues>('SELECT phone, qq, email, externalId FROM customer WHERE id = ?', [customerId]);
    return row ?? {};
  }
}
