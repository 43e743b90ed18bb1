import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../platform/database/database.js';
import { KEYS, type KeyColumns, type KeyValues } from './customer-keys.js';

/** Which deleted records are tombstones of a merge, over `customer c`: those do not lie in the recycle bin. */
export const IS_TOMBSTONE = 'EXISTS (SELECT 1 FROM customer_merge cm WHERE cm.activeMergedId = c.id)';

/** Merged records as part of their survivors: they hold the keys that the survivor does not show, share his recycle bin, and end with him. */
@Injectable()
export class TombstoneRepository {
  constructor(private readonly database: Database) {}

  async of(survivorIds: readonly number[]): Promise<number[]> {
    if (!survivorIds.length) return [];
    const rows = await this.database.rows<{ id: number }>(
      `SELECT activeMergedId AS id FROM customer_merge WHERE survivorId IN (${marks(survivorIds)}) AND activeMergedId IS NOT NULL ORDER BY activeMergedId`,
      survivorIds,
    );
    return rows.map((row) => row.id);
  }

  async keys(survivorId: number): Promise<KeyValues[]> {
    const ids = await this.of([survivorId]);
    return ids.length ? this.database.rows(`SELECT ${KEYS.join(', ')} FROM customer WHERE id IN (${marks(ids)})`, ids) : [];
  }

  /** Tags or courses that somebody takes off a survivor are not the merge's any more: put back by hand they outlast its undo. */
  async takenOff(survivorId: number, kind: 'tag' | 'course', ids: readonly number[]): Promise<void> {
    const merges = await this.database.rows<{ id: number }>(
      'SELECT id FROM customer_merge WHERE keptId = ? AND activeMergedId IS NOT NULL',
      [survivorId],
    );
    if (!merges.length || !ids.length) return;
    await this.database.run(
      `DELETE FROM customer_merge_moved WHERE mergeId IN (${marks(merges)}) AND kind = ? AND recordId IN (${marks(ids)})`,
      [...merges.map(({ id }) => id), kind, ...ids],
    );
  }

  /** The same of one tag or course that was taken off several. */
  async takenOffAll(survivorIds: readonly number[], kind: 'tag' | 'course', id: number): Promise<void> {
    const merges = await this.database.rows<{ id: number }>(
      `SELECT id FROM customer_merge WHERE keptId IN (${marks(survivorIds)}) AND activeMergedId IS NOT NULL`,
      survivorIds,
    );
    if (!merges.length) return;
    await this.database.run(`DELETE FROM customer_merge_moved WHERE mergeId IN (${marks(merges)}) AND kind = ? AND recordId = ?`, [
      ...merges.map((merge) => merge.id),
      kind,
      id,
    ]);
  }

  /** A survivor takes keys for his own: his tombstones give them up. */
  async yieldKeys(survivorId: number, keys: KeyColumns): Promise<void> {
    const given = KEYS.filter((key) => keys[`${key}Key`]);
    const ids = given.length ? await this.of([survivorId]) : [];
    if (!ids.length) return;
    for (const key of given)
      await this.database.run(`UPDATE customer SET ${key} = NULL, ${key}Key = NULL WHERE id IN (${marks(ids)}) AND ${key}Key = ?`, [
        ...ids,
        keys[`${key}Key`] as Param,
      ]);
  }

  /** With their survivor they leave, and nobody has their keys. */
  async freeKeys(survivorId: number): Promise<void> {
    const ids = await this.of([survivorId]);
    if (ids.length)
      await this.database.run(`UPDATE customer SET ${KEYS.map((key) => `${key}Key = NULL`).join(', ')} WHERE id IN (${marks(ids)})`, ids);
  }

  /** With their survivor they come back. Meets the unique indexes again. */
  async takeKeys(survivorId: number): Promise<void> {
    const ids = await this.of([survivorId]);
    if (ids.length)
      await this.database.run(
        `UPDATE customer SET phoneKey = phone, qqKey = qq, emailKey = LOWER(email), externalIdKey = externalId WHERE id IN (${marks(ids)})`,
        ids,
      );
  }
}
