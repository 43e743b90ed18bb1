import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../../platform/database/database.js';
import { itemOf, type StoredItem } from '../../changes/change-item.repository.js';
import type { Item } from '../../changes/change-set.port.js';
import { KEYS, type KeyName } from '../../customer-keys.js';
import type { CustomerStatus } from '../../customer.entity.js';
import { CustomerReach } from '../../customer-reach.service.js';
import { PROFILE_COLUMNS, type ProfileKind } from '../../profile-columns.js';
import { type RuleRow, ruleColumnsSql } from '../../rule-row.port.js';

/** Somebody whom an import created, and what has become of him since. */
export type MadeRow = RuleRow & {
  readonly id: number;
  readonly version: number;
  readonly status: CustomerStatus;
  readonly lockedUntil: string | null;
  readonly deletedAt: number | null;
  /** Whether the caller's rules let him delete him. */
  readonly may: number;
  readonly followedUp: number;
  readonly held: number;
  readonly merged: number;
  readonly hadOwners: number;
};

const exists = (from: string) => `CASE WHEN EXISTS (SELECT 1 FROM ${from}) THEN 1 ELSE 0 END`;
const BY_ITSELF = `o.beganBy = 'distributed' AND (o.outcome IS NULL OR o.outcome IN ('follow-up-overdue', 'deal-overdue', 'undone'))`;
const STANDING = `FROM import_row r JOIN customer k ON k.id = r.customerId LEFT JOIN customer_change c ON c.setId = ? AND c.place = r.rowNumber
  WHERE r.importId = ? AND r.outcome IN ('created', 'updated') AND c.undoState IS NULL`;

/** What an import did and what has happened since, set by set. */
@Injectable()
export class ImportUndoRepository {
  constructor(
    private readonly database: Database,
    private readonly reach: CustomerReach,
  ) {}

  /** Rows of the import that made or filled somebody, and were not taken back yet. */
  async standing(setId: number, importId: number, after: number, limit: number): Promise<Item[]> {
    const rows = await this.database.rows<StoredItem>(
      `SELECT r.rowNumber AS place, r.customerId, NULL AS toStaffId, c.changes ${STANDING} AND r.rowNumber > ? ORDER BY r.rowNumber LIMIT ?`,
      [setId, importId, after, limit],
    );
    return rows.map(itemOf);
  }

  async count(setId: number, importId: number): Promise<number> {
    const [row] = await this.database.rows<{ n: number | string }>(`SELECT COUNT(*) AS n ${STANDING}`, [setId, importId]);
    return Number(row!.n);
  }

  /** By which rows of the import these customers have been made, as far as they have. */
  async madeBy(importId: number, ids: readonly number[]): Promise<Map<number, number>> {
    if (!ids.length) return new Map();
    const rows = await this.database.rows<{ customerId: number; rowNumber: number }>(
      `SELECT customerId, rowNumber FROM import_row WHERE importId = ? AND outcome = 'created' AND customerId IN (${marks(ids)})`,
      [importId, ...ids],
    );
    return new Map(rows.map(({ customerId, rowNumber }) => [customerId, rowNumber]));
  }

  /** The versions that these customers have by the import's own later rows. */
  async versions(setId: number, ids: readonly number[]): Promise<Map<number, number>> {
    const versions = new Map<number, number>();
    if (!ids.length) return versions;
    const rows = await this.database.rows<{ customerId: number; changes: string }>(
      `SELECT customerId, changes FROM customer_change WHERE setId = ? AND changes IS NOT NULL AND customerId IN (${marks(ids)})`,
      [setId, ...ids],
    );
    for (const { customerId, changes } of rows)
      versions.set(customerId, Math.max(versions.get(customerId) ?? 1, (JSON.parse(changes) as { version: number }).version));
    return versions;
  }

  /** First the locks, then what has happened: whoever was faster is seen. */
  async made(ids: readonly number[], { lock }: { lock: boolean }): Promise<Map<number, MadeRow>> {
    if (!ids.length) return new Map();
    if (lock)
      await this.database.rows(`SELECT id FROM customer WHERE id IN (${marks(ids)}) ORDER BY id${this.database.dialect.forUpdate()}`, ids);
    const reach = this.reach.sql('delete');
    const rows = await this.database.rows<MadeRow>(
      `SELECT c.id, c.version, c.lockedUntil, c.deletedAt, CASE WHEN ${reach.sql} THEN 1 ELSE 0 END AS may,
         CASE WHEN EXISTS (SELECT 1 FROM interaction x WHERE x.customerId = c.id) OR EXISTS (SELECT 1 FROM contact x WHERE x.customerId = c.id) THEN 1 ELSE 0 END AS followedUp,
         ${exists(`ownership o WHERE o.customerId = c.id AND NOT (${BY_ITSELF})`)} AS held,
         ${exists('customer_merge m WHERE m.keptId = c.id OR m.mergedId = c.id')} AS merged,
         ${exists('ownership o WHERE o.customerId = c.id AND o.endedAt IS NOT NULL')} AS hadOwners, ${ruleColumnsSql()}
       FROM customer c WHERE c.id IN (${marks(ids)})`,
      [...reach.params, ...ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Into the recycle bin; nobody has their keys any more. */
  async bury(ids: readonly number[], at: number, byId: number | null): Promise<void> {
    if (!ids.length) return;
    const free = KEYS.map((key) => `${key}Key = NULL`).join(', ');
    await this.database.run(
      `UPDATE customer SET deletedAt = ?, deletedById = ?, ${free} WHERE id IN (${marks(ids)}) AND deletedAt IS NULL`,
      [at, byId, ...ids],
    );
  }

  /** Whose were those that went away by this undo, distributed as they were. */
  async formerOwners(setId: number, undoneSince: number): Promise<{ staffId: number; n: number }[]> {
    const rows = await this.database.rows<{ staffId: number; n: number | string }>(
      `SELECT o.staffId, COUNT(DISTINCT o.customerId) AS n FROM customer_change c JOIN ownership o ON o.customerId = c.customerId
        WHERE c.setId = ? AND c.undoState = 'back' AND o.outcome = 'deleted' AND o.endedAt >= ? GROUP BY o.staffId ORDER BY o.staffId`,
      [setId, undoneSince],
    );
    return rows.map(({ staffId, n }) => ({ staffId, n: Number(n) }));
  }

  async fileName(importId: number): Promise<string> {
    const [row] = await this.database.rows<{ fileName: string }>('SELECT fileName FROM customer_import WHERE id = ?', [importId]);
    return row?.fileName ?? '';
  }

  async profiles(ids: readonly number[]): Promise<Map<number, Record<string, unknown>>> {
    const all = new Map<number, Record<string, unknown>>();
    if (!ids.length) return all;
    for (const kind of ['person', 'company'] as const) {
      const rows = await this.database.rows<{ customerId: number }>(
        `SELECT customerId, ${PROFILE_COLUMNS[kind].join(', ')} FROM ${kind}_profile WHERE customerId IN (${marks(ids)})`,
        ids,
      );
      for (const row of rows) all.set(row.customerId, { ...all.get(row.customerId), ...row });
    }
    return all;
  }

  /** Empties fields of these customers, and raises their versions. Under their locks. */
  async empty(ids: readonly number[], columns: readonly string[], at: number): Promise<void> {
    if (!ids.length) return;
    const keys = KEYS.filter((key) => (columns as readonly KeyName[]).includes(key)).map((key) => `${key}Key`);
    const flags = new Set(['doNotCall', 'doNotMail']);
    const sets = [...columns, ...keys].map((column) => `${column} = ${flags.has(column) ? '0' : 'NULL'}, `).join('');
    await this.database.run(`UPDATE customer SET ${sets}updatedAt = ?, version = version + 1 WHERE id IN (${marks(ids)})`, [
      at,
      ...ids,
    ] satisfies Param[]);
  }

  async emptyProfiles(kind: ProfileKind, ids: readonly number[], columns: readonly string[]): Promise<void> {
    if (!ids.length || !columns.length) return;
    await this.database.run(
      `UPDATE ${kind}_profile SET ${columns.map((column) => `${column} = NULL`).join(', ')} WHERE customerId IN (${marks(ids)})`,
      ids,
    );
  }
}
