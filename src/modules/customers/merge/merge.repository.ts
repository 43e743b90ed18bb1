import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import type { Customer } from '../customer.entity.js';
import { KEYS, type KeyColumns, type KeyValues } from '../customer-keys.js';
import { CustomerMerge, MergeChange } from './merge.entity.js';

export type WholeRow = Customer;
export interface MergeRow extends Pick<
  CustomerMerge,
  'id' | 'survivorId' | 'keptId' | 'mergedId' | 'mergedAt' | 'byId' | 'buriedAt' | 'buriedById' | 'undoneAt' | 'undoneById'
> {
  mergedName: string;
  byName: string | null;
}
/** What moved: kind → ids. */
export type Moved = Readonly<Record<string, readonly number[]>>;
export type SealedChange = Pick<MergeChange, 'side' | 'field' | 'beforeSealed' | 'afterSealed'>;

const MERGE = `SELECT m.id, m.survivorId, m.keptId, m.mergedId, m.mergedAt, m.byId, m.buriedAt, m.buriedById, m.undoneAt, m.undoneById, c.name AS mergedName, s.name AS byName
  FROM customer_merge m JOIN customer c ON c.id = m.mergedId LEFT JOIN staff s ON s.id = m.byId`;
const IDS_PER_STATEMENT = 500;

/** Merges with their manifests, and the tombstones they leave. */
@Injectable()
export class MergeRepository {
  constructor(private readonly database: Database) {}

  /** Both rows with every column, locked in the order of their ids until the transaction ends: two merges never wait for each other crosswise. */
  async lock(ids: readonly number[]): Promise<Map<number, WholeRow>> {
    const sql = `SELECT c.* FROM customer c WHERE c.id IN (${marks(ids)}) ORDER BY c.id${this.database.dialect.forUpdate()}`;
    return new Map((await this.database.rows<WholeRow>(sql, ids)).map((row) => [row.id, row]));
  }

  async insert(values: Omit<CustomerMerge, 'id' | 'undoneAt' | 'undoneById'>): Promise<number> {
    const { identifiers } = await this.database.repository(CustomerMerge).insert(values);
    return Number(identifiers[0]!['id']);
  }

  async keepManifest(mergeId: number, moved: Moved, changes: readonly SealedChange[]): Promise<void> {
    const rows = Object.entries(moved).flatMap(([kind, ids]) => ids.map((id): Param[] => [mergeId, kind, id]));
    for (let i = 0; i < rows.length; i += IDS_PER_STATEMENT) {
      const some = rows.slice(i, i + IDS_PER_STATEMENT);
      const values = some.map(() => '(?, ?, ?)').join(', ');
      await this.database.run(`INSERT INTO customer_merge_moved (mergeId, kind, recordId) VALUES ${values}`, some.flat());
    }
    for (const change of changes) await this.database.repository(MergeChange).insert({ ...change, mergeId });
  }

  async moved(mergeId: number): Promise<Record<string, number[]>> {
    const sql = 'SELECT kind, recordId FROM customer_merge_moved WHERE mergeId = ? ORDER BY recordId';
    const moved: Record<string, number[]> = {};
    for (const { kind, recordId } of await this.database.rows<{ kind: string; recordId: number }>(sql, [mergeId]))
      (moved[kind] ??= []).push(recordId);
    return moved;
  }

  changes(mergeId: number): Promise<MergeChange[]> {
    return this.database.repository(MergeChange).findBy({ mergeId });
  }

  async find(id: number, options: { lock?: boolean } = {}): Promise<MergeRow | undefined> {
    // the row alone is locked: its customers are locked before it
    if (options.lock) await this.database.rows(`SELECT id FROM customer_merge WHERE id = ?${this.database.dialect.forUpdate()}`, [id]);
    return (await this.database.rows<MergeRow>(`${MERGE} WHERE m.id = ?`, [id]))[0];
  }

  /** Merges in which this customer took part, the latest first. */
  of(customerId: number, options: { upTo?: number | undefined; limit?: number } = {}): Promise<MergeRow[]> {
    const upTo = options.upTo === undefined ? '' : ' AND m.mergedAt <= ?';
    return this.database.rows<MergeRow>(
      `${MERGE} WHERE (m.survivorId = ? OR m.keptId = ? OR m.mergedId = ?)${upTo} ORDER BY m.mergedAt DESC, m.id DESC LIMIT ?`,
      [customerId, customerId, customerId, ...(options.upTo === undefined ? [] : [options.upTo]), options.limit ?? 100],
    );
  }

  /** How much moved, by kind. */
  async counts(mergeIds: readonly number[]): Promise<Map<number, Record<string, number>>> {
    const counts = new Map<number, Record<string, number>>();
    if (!mergeIds.length) return counts;
    const rows = await this.database.rows<{ mergeId: number; kind: string; n: number | string }>(
      `SELECT mergeId, kind, COUNT(*) AS n FROM customer_merge_moved WHERE mergeId IN (${marks(mergeIds)}) GROUP BY mergeId, kind`,
      mergeIds,
    );
    for (const { mergeId, kind, n } of rows) counts.set(mergeId, { ...counts.get(mergeId), [kind]: Number(n) });
    return counts;
  }

  /** @returns false when somebody else has undone it. */
  async undone(id: number, at: number, byId: number | null): Promise<boolean> {
    const sql = 'UPDATE customer_merge SET undoneAt = ?, undoneById = ?, activeMergedId = NULL WHERE id = ? AND undoneAt IS NULL';
    return (await this.database.run(sql, [at, byId, id])) === 1;
  }

  /** Merges into `fromId` that stand are from now on merges into `toId`. @returns their ids. */
  async reparent(fromId: number, toId: number, onlyIds?: readonly number[]): Promise<number[]> {
    if (onlyIds && !onlyIds.length) return [];
    const among = onlyIds ? ` AND id IN (${marks(onlyIds)})` : '';
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM customer_merge WHERE survivorId = ? AND activeMergedId IS NOT NULL${among}${this.database.dialect.forUpdate()}`,
      [fromId, ...(onlyIds ?? [])],
    );
    const ids = rows.map((row) => row.id);
    if (ids.length) await this.database.run(`UPDATE customer_merge SET survivorId = ? WHERE id IN (${marks(ids)})`, [toId, ...ids]);
    return ids;
  }

  /** The record stops living; its keys are free for whoever is written next in this transaction. */
  async entomb(id: number, at: number, byId: number | null): Promise<void> {
    await this.database.run(
      `UPDATE customer SET deletedAt = ?, deletedById = ?, phoneKey = NULL, qqKey = NULL, emailKey = NULL, externalIdKey = NULL WHERE id = ?`,
      [at, byId, id],
    );
  }

  async setKeys(id: number, values: KeyValues, keys: KeyColumns, deleted?: { at: number | null; byId: number | null }): Promise<void> {
    const set: [string, Param][] = KEYS.flatMap((key): [string, Param][] => [
      [key, values[key] ?? null],
      [`${key}Key`, keys[`${key}Key`] ?? null],
    ]);
    if (deleted) set.push(['deletedAt', deleted.at], ['deletedById', deleted.byId]);
    await this.database.run(`UPDATE customer SET ${set.map(([column]) => `${column} = ?`).join(', ')} WHERE id = ?`, [
      ...set.map(([, value]) => value),
      id,
    ]);
  }

  /** Those of these keys that another customer has. */
  async taken(values: KeyValues): Promise<Set<string>> {
    const taken = new Set<string>();
    for (const key of KEYS) {
      const value = values[key];
      if (!value) continue;
      const rows = await this.database.rows(`SELECT id FROM customer WHERE ${key}Key = ?${this.database.dialect.forShare()}`, [value]);
      if (rows.length) taken.add(key);
    }
    return taken;
  }

  async departmentOf(staffId: number): Promise<number | null> {
    return (
      (await this.database.rows<{ departmentId: number | null }>('SELECT departmentId FROM staff WHERE id = ?', [staffId]))[0]
        ?.departmentId ?? null
    );
  }

  async ownerName(customerId: number): Promise<string | null> {
    const sql = 'SELECT s.name FROM customer c JOIN staff s ON s.id = c.ownerId WHERE c.id = ?';
    return (await this.database.rows<{ name: string }>(sql, [customerId]))[0]?.name ?? null;
  }

  /** Manifests of merges that can no longer be undone. @returns how many merges. */
  async forget(mergedBefore: number, limit: number): Promise<number> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT m.id FROM customer_merge m WHERE m.mergedAt < ? AND (EXISTS (SELECT 1 FROM customer_merge_change x WHERE x.mergeId = m.id)
        OR EXISTS (SELECT 1 FROM customer_merge_moved y WHERE y.mergeId = m.id)) ORDER BY m.id LIMIT ?`,
      [mergedBefore, limit],
    );
    await this.forgetThese(rows.map((row) => row.id));
    return rows.length;
  }

  async forgetThese(mergeIds: readonly number[]): Promise<void> {
    if (!mergeIds.length) return;
    for (const table of ['customer_merge_change', 'customer_merge_moved'])
      await this.database.run(`DELETE FROM ${table} WHERE mergeId IN (${marks(mergeIds)})`, mergeIds);
  }
}
