import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { type KeyName, KEYS, type KeyValues } from '../customer-keys.js';
import { type RuleRow, ruleColumnsSql } from '../rule-row.port.js';

/** The customer who has a key already: who has him, and as rules about him ask. */
export interface Namesake extends RuleRow {
  id: number;
  ownerName: string | null;
  /** The keys that are the same. */
  fields: KeyName[];
}
type Row = Omit<Namesake, 'fields'> & Record<`${KeyName}Key`, string | null>;

@Injectable()
export class DuplicateRepository {
  constructor(private readonly database: Database) {}

  /** Living customers that have one of these keys. With `latest` it sees what others have committed since the caller's transaction began. */
  async having(values: KeyValues, options: { latest?: boolean; exceptId?: number } = {}): Promise<Namesake[]> {
    const given = KEYS.filter((key) => values[key]);
    if (!given.length) return [];
    const lock = options.latest ? this.database.dialect.forShare() : '';
    // a merged record answers for the one it was merged into
    const rows = await this.database.rows<Row>(
      `SELECT c.id, ${ruleColumnsSql()}, s.name AS ownerName, k.phoneKey, k.qqKey, k.emailKey, k.externalIdKey
       FROM customer k LEFT JOIN customer_merge m ON m.activeMergedId = k.id JOIN customer c ON c.id = COALESCE(m.survivorId, k.id)
       LEFT JOIN staff s ON s.id = c.ownerId WHERE (${given.map((key) => `k.${key}Key = ?`).join(' OR ')}) AND c.id <> ? ORDER BY c.id${lock}`,
      [...given.map((key) => values[key]!), options.exceptId ?? 0],
    );
    const found = new Map<number, Namesake>();
    for (const { phoneKey, qqKey, emailKey, externalIdKey, ...row } of rows) {
      const keys = { phoneKey, qqKey, emailKey, externalIdKey };
      const same = given.filter((key) => keys[`${key}Key`] === values[key]);
      const known = found.get(row.id);
      if (known) known.fields.push(...same);
      else found.set(row.id, { ...row, fields: same });
    }
    return [...found.values()];
  }

  /** Living companies of exactly this name, but for one: a warning, not a refusal (spec 06, Unique keys). */
  async companies(name: string, exceptId = 0): Promise<number> {
    const sql = "SELECT COUNT(*) AS n FROM customer WHERE name = ? AND type = 'company' AND deletedAt IS NULL AND id <> ?";
    return Number((await this.database.rows<{ n: number }>(sql, [name, exceptId]))[0]!.n);
  }

  /** @returns whether this is the first time today. */
  async met(customerId: number, staffId: number, day: string, metAt: number): Promise<boolean> {
    const sql = `${this.database.dialect.insertIgnore} duplicate_meeting (customerId, staffId, day, metAt) VALUES (?, ?, ?, ?)`;
    return (await this.database.run(sql, [customerId, staffId, day, metAt])) === 1;
  }

  /** When he met different customers since then, the first first. `days`: the business days that this covers. */
  async metSince(staffId: number, days: readonly string[], since: number): Promise<number[]> {
    const rows = await this.database.rows<{ metAt: number | string }>(
      `SELECT metAt FROM duplicate_meeting WHERE staffId = ? AND day IN (${marks(days)}) AND metAt > ? ORDER BY metAt`,
      [staffId, ...days, since],
    );
    return rows.map(({ metAt }) => Number(metAt));
  }

  /** How many different customers somebody has met today. */
  async metToday(staffId: number, day: string): Promise<number> {
    return Number(
      (
        await this.database.rows<{ n: number }>('SELECT COUNT(*) AS n FROM duplicate_meeting WHERE staffId = ? AND day = ?', [staffId, day])
      )[0]!.n,
    );
  }
}
