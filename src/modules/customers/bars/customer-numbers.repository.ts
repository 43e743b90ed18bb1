import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import type { KeyValues } from '../customer-keys.js';
import { phoneE164 } from '../phone.js';
import { type BarKey, barKeys } from './bars-of-keys.js';

/** Where people write numbers beside the customer's own phone. */
export interface Numbered {
  readonly wechat?: string | null | undefined;
  readonly contacts?:
    readonly { readonly mobile?: string | null | undefined; readonly officePhone?: string | null | undefined }[] | undefined;
}
interface NumberRow {
  readonly customerId: number;
  readonly kind: BarKey['kind'];
  readonly value: string;
  readonly noted: boolean | number;
}

/** Phone numbers that are noted in a record. They make nobody a duplicate (spec 06, Unique keys). */
export function notedKeys({ wechat, contacts = [] }: Numbered): BarKey[] {
  const written = [wechat, ...contacts.flatMap(({ mobile, officePhone }) => [mobile, officePhone])];
  const phones = new Set(written.flatMap((text) => (text && phoneE164(text)) || []));
  return [...phones].map((value) => ({ kind: 'phone', value, noted: true }));
}

/** By what a record that says this is known: the same as `CustomerNumbers.known` reads. */
export const knownBy = (values: KeyValues & Numbered): BarKey[] => [
  ...barKeys(values),
  ...(values.phone || values.qq ? [] : notedKeys(values)),
];

/** By what customers are known: their keys, those of records merged into theirs, and numbers that are noted where nothing else tells. */
@Injectable()
export class CustomerNumbers {
  constructor(private readonly database: Database) {}

  async known(ids: readonly number[]): Promise<Map<number, BarKey[]>> {
    const rows = await this.database.rows<KeyValues & { id: number }>(
      `SELECT id, phone, qq, email, externalId FROM customer WHERE id IN (${marks(ids)})`,
      ids,
    );
    const known = new Map(rows.map((row) => [row.id, barKeys(row)]));
    const numbers = await this.database.rows<NumberRow>(
      `SELECT customerId, kind, value, noted FROM customer_number WHERE customerId IN (${marks(ids)})`,
      ids,
    );
    for (const { customerId, kind, value, noted } of numbers) known.get(customerId)!.push({ kind, value, noted: !!noted });
    return known;
  }

  /** What new customers' records say. */
  add(customers: readonly (KeyValues & Numbered & { readonly customerId: number })[]): Promise<void> {
    return this.insert(
      customers.flatMap(({ customerId, ...values }) =>
        knownBy(values).flatMap((key) => (key.noted ? { ...key, noted: true, customerId } : [])),
      ),
    );
  }

  /** What these records say by now. Callers hold their locks. */
  async refresh(ids: readonly number[]): Promise<void> {
    if (!ids.length) return;
    const now = new Map([...(await this.noted(ids)), ...(await this.merged(ids))].map((row) => [named(row), row]));
    const stored = await this.database.rows<NumberRow & { id: number }>(
      `SELECT id, customerId, kind, value, noted FROM customer_number WHERE customerId IN (${marks(ids)})`,
      ids,
    );
    const gone: number[] = [];
    for (const row of stored) {
      if (Boolean(row.noted) === now.get(named(row))?.noted) now.delete(named(row));
      else gone.push(row.id);
    }
    if (gone.length) await this.database.run(`DELETE FROM customer_number WHERE id IN (${marks(gone)})`, gone);
    await this.insert([...now.values()]);
  }

  /** Of those who have neither phone nor QQ. */
  private async noted(ids: readonly number[]): Promise<NumberRow[]> {
    const selects = [
      'c.wechat AS noted FROM customer c WHERE',
      't.wechat FROM customer c JOIN customer_merge m ON m.survivorId = c.id JOIN customer t ON t.id = m.activeMergedId WHERE',
      'k.mobile FROM customer c JOIN contact k ON k.customerId = c.id WHERE',
      'k.officePhone FROM customer c JOIN contact k ON k.customerId = c.id WHERE',
    ].map((from) => `SELECT c.id AS customerId, ${from} c.id IN (${marks(ids)}) AND c.phone IS NULL AND c.qq IS NULL`);
    const rows = await this.database.rows<{ customerId: number; noted: string | null }>(
      selects.join(' UNION ALL '),
      selects.flatMap(() => ids),
    );
    return rows.flatMap(({ customerId, noted }) => notedKeys({ wechat: noted }).map((key) => ({ ...key, noted: true, customerId })));
  }

  private async merged(ids: readonly number[]): Promise<NumberRow[]> {
    const rows = await this.database.rows<KeyValues & { customerId: number }>(
      `SELECT m.survivorId AS customerId, t.phone, t.qq, t.email, t.externalId FROM customer_merge m JOIN customer t ON t.id = m.activeMergedId WHERE m.survivorId IN (${marks(ids)})`,
      ids,
    );
    return rows.flatMap(({ customerId, ...keys }) => barKeys(keys).map((key) => ({ ...key, noted: false, customerId })));
  }

  private async insert(rows: readonly NumberRow[]): Promise<void> {
    if (!rows.length) return;
    await this.database.run(
      `${this.database.dialect.insertIgnore} customer_number (customerId, kind, value, noted) VALUES ${rows.map(() => '(?, ?, ?, ?)').join(', ')}`,
      rows.flatMap(({ customerId, kind, value, noted }) => [customerId, kind, value, noted ? 1 : 0]),
    );
  }
}

const named = ({ customerId, kind, value }: NumberRow): string => `${customerId}:${kind}:${value}`;
