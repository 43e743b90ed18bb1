import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { like, withinText } from '../../../platform/database/search.js';
import { decodeCursor, encodeCursor, type ListQuery, type Page } from '../../../platform/http/list-query.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import { KEYS, type KeyColumns, type KeyValues } from '../customer-keys.js';
import { customerColumn } from '../customer-reach.service.js';
import { type RuleRow, ruleColumnsSql } from '../rule-row.port.js';
import { IS_TOMBSTONE, TombstoneRepository } from '../tombstone.repository.js';

/** Rules are asked of what `binColumn` has. */
export interface BuriedRow extends RuleRow {
  readonly id: number;
  readonly deletedAt: number;
  readonly deletedById: number | null;
  readonly deletedByName: string | null;
}
type KeptKeys = { [K in keyof KeyValues]-?: string | null };

/** In the bin a customer has no owner: he belongs to whoever deleted him, and to that one's department. */
export const binColumn = (field: string): string | undefined => {
  if (field === 'ownerId') return 'c.deletedById';
  if (field === 'departmentId') return '(SELECT x.departmentId FROM staff x WHERE x.id = c.deletedById)';
  return customerColumn(field);
};

const RULED = ruleColumnsSql({ ownerId: 'c.deletedById', departmentId: 's.departmentId' });
const SHOWN = `c.id, c.deletedAt, c.deletedById, s.name AS deletedByName, ${RULED}`;
const NO_KEYS = KEYS.map((key) => `${key}Key = NULL`).join(', ');

/** Customers between their deletion and their end (REQ-D35). */
@Injectable()
export class RecycleBinRepository {
  constructor(
    private readonly database: Database,
    private readonly tombstones: TombstoneRepository,
  ) {}

  /** @returns whether he was living. */
  async bury(id: number, at: number, byId: number | null): Promise<boolean> {
    const sql = `UPDATE customer SET deletedAt = ?, deletedById = ?, ${NO_KEYS} WHERE id = ? AND deletedAt IS NULL`;
    const buried = (await this.database.run(sql, [at, byId, id])) === 1;
    if (buried) await this.tombstones.freeKeys(id);
    return buried;
  }

  /** Whoever is not among the living: in the bin, or part of another record. */
  async formerly(id: number, reach: Sql): Promise<(RuleRow & { erasedAt: number | null }) | undefined> {
    const sql = `SELECT c.erasedAt, ${RULED} FROM customer c LEFT JOIN staff s ON s.id = c.deletedById WHERE c.id = ? AND c.deletedAt IS NOT NULL AND ${reach.sql}`;
    return (await this.database.rows<RuleRow & { erasedAt: number | null }>(sql, [id, ...reach.params]))[0];
  }

  /** @param named the rows whose name the caller sees: a search finds no others. */
  async page(list: ListQuery, reach: Sql, named: Sql): Promise<Page<BuriedRow>> {
    const sort = list.sort ?? '-deletedAt';
    const [direction, beyond] = sort === 'deletedAt' ? ['ASC', '>'] : ['DESC', '<'];
    const search = list.search ? ` AND ${like('c.name')} AND ${named.sql}` : '';
    const where = `c.deletedAt IS NOT NULL AND c.erasedAt IS NULL AND NOT ${IS_TOMBSTONE} AND ${reach.sql}${search}`;
    const params = [...reach.params, ...(list.search ? [withinText(list.search), ...named.params] : [])];
    const after = list.cursor ? decodeCursor(list.cursor, sort) : undefined;
    const behind = after ? ` AND (c.deletedAt ${beyond} ? OR (c.deletedAt = ? AND c.id ${beyond} ?))` : '';
    const rows = await this.database.rows<BuriedRow>(
      `SELECT ${SHOWN} FROM customer c LEFT JOIN staff s ON s.id = c.deletedById
       WHERE ${where}${behind} ORDER BY c.deletedAt ${direction}, c.id ${direction} LIMIT ? OFFSET ?`,
      [...params, ...(after ? [after.value, after.value, after.id] : []), list.pageSize + 1, after ? 0 : (list.page - 1) * list.pageSize],
    );
    const [counted] = await this.database.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM customer c WHERE ${where}`, params);
    const items = rows.slice(0, list.pageSize);
    const last = items.at(-1);
    const nextCursor = rows.length > list.pageSize && last ? encodeCursor({ sort, value: Number(last.deletedAt), id: last.id }) : null;
    return { items, total: Number(counted!.n), page: list.page, pageSize: list.pageSize, nextCursor };
  }

  /** Locked until the transaction ends. */
  async find(id: number, reach: Sql): Promise<(BuriedRow & KeptKeys) | undefined> {
    const sql = `SELECT ${SHOWN}
      FROM customer c LEFT JOIN staff s ON s.id = c.deletedById WHERE c.id = ? AND c.deletedAt IS NOT NULL AND c.erasedAt IS NULL AND NOT ${IS_TOMBSTONE} AND ${reach.sql}${this.database.dialect.forUpdate()}`;
    return (await this.database.rows<BuriedRow & KeptKeys>(sql, [id, ...reach.params]))[0];
  }

  /** Meets the unique indexes again. */
  async unbury(id: number, keys: KeyColumns): Promise<void> {
    const columns = Object.keys(keys) as (keyof KeyColumns)[];
    const set = columns.map((column) => `, ${column} = ?`).join('');
    await this.database.run(`UPDATE customer SET deletedAt = NULL, deletedById = NULL${set} WHERE id = ?`, [
      ...columns.map((column) => keys[column] ?? null),
      id,
    ]);
    await this.tombstones.takeKeys(id);
  }

  /** Buried before `before`, in the order of ids behind `after`. */
  async expired(before: number, after: number, limit: number): Promise<number[]> {
    const sql = `SELECT c.id FROM customer c WHERE c.deletedAt <= ? AND c.erasedAt IS NULL AND c.id > ? AND NOT ${IS_TOMBSTONE} ORDER BY c.id LIMIT ?`;
    return (await this.database.rows<{ id: number }>(sql, [before, after, limit])).map((row) => row.id);
  }

  /** The keys of the records that were merged into his. */
  mergedKeys(id: number): Promise<KeyValues[]> {
    return this.tombstones.keys(id);
  }

  /** These, and the records that were merged into theirs: they end together. */
  async withMerged(ids: readonly number[]): Promise<number[]> {
    return [...ids, ...(await this.tombstones.of(ids))];
  }

  /** For good; what means nothing without a customer goes with him. */
  async erase(ids: readonly number[]): Promise<void> {
    if (ids.length)
      await this.database.run(`DELETE FROM customer WHERE id IN (${marks(ids)}) AND deletedAt IS NOT NULL AND erasedAt IS NULL`, ids);
  }
}
