import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { type ListQuery, type Page, pageOf } from '../../../platform/http/list-query.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import { LIST_COLUMNS } from '../list/customer-list.sql.js';
import type { ListRow } from '../customer.view.js';
import type { RuleRow } from '../rule-row.port.js';
import { CustomerExport } from './export.entity.js';

export type ExportedRow = ListRow & RuleRow & { ownerName: string | null };
type ById<T> = Map<number, T>;

/** Exports, and the customers that they write, batch by batch. */
@Injectable()
export class ExportRepository {
  constructor(private readonly database: Database) {}

  async insert(values: Omit<CustomerExport, 'id' | 'createdBy'>): Promise<number> {
    const { identifiers } = await this.database.repository(CustomerExport).insert(values as never);
    return Number(identifiers[0]!['id']);
  }

  find(id: number, createdById: number): Promise<CustomerExport | null> {
    return this.database.repository(CustomerExport).findOneBy({ id, createdById });
  }

  get(id: number): Promise<CustomerExport | null> {
    return this.database.repository(CustomerExport).findOneBy({ id });
  }

  page(createdById: number, list: ListQuery): Promise<Page<CustomerExport>> {
    const query = this.database.repository(CustomerExport).createQueryBuilder('e').where('e.createdById = :createdById', { createdById });
    return pageOf(query, list, { createdAt: 'id' }, '-createdAt');
  }

  /** What became of the jobs; one that is not kept any more is missing. */
  async jobStates(jobIds: readonly number[]): Promise<ById<{ state: string; error: string | null }>> {
    if (!jobIds.length) return new Map();
    const sql = `SELECT id, state, error FROM job WHERE id IN (${marks(jobIds)})`;
    const rows = await this.database.rows<{ id: number; state: string; error: string | null }>(sql, jobIds);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async setJob(id: number, jobId: number): Promise<void> {
    await this.database.repository(CustomerExport).update({ id }, { jobId });
  }

  /** @returns false when its file is there already. */
  async done(id: number, values: Pick<CustomerExport, 'fileId' | 'bytes' | 'rowsWritten' | 'finishedAt' | 'expiresAt'>): Promise<boolean> {
    const done = this.database.repository(CustomerExport).createQueryBuilder().update().set(values);
    return (await done.where('id = :id AND finishedAt IS NULL', { id }).execute()).affected === 1;
  }

  async expired(before: number, limit: number): Promise<Pick<CustomerExport, 'id' | 'fileId'>[]> {
    const sql = 'SELECT id, fileId FROM customer_export WHERE expiresAt <= ? AND fileId IS NOT NULL ORDER BY id LIMIT ?';
    return this.database.rows(sql, [before, limit]);
  }

  async noFile(id: number): Promise<void> {
    await this.database.repository(CustomerExport).update({ id }, { fileId: null });
  }

  async forget(createdBefore: number): Promise<number> {
    return this.database.run('DELETE FROM customer_export WHERE createdAt < ? AND fileId IS NULL', [createdBefore]);
  }

  /** The living ones of these that are still in reach. */
  async rows(ids: readonly number[], reach: Sql): Promise<ById<ExportedRow>> {
    const sql = `SELECT ${LIST_COLUMNS}, s.name AS ownerName, c.address, c.postCode, c.website, c.referredById, c.externalId, c.notes FROM customer c LEFT JOIN staff s ON s.id = c.ownerId
      WHERE c.id IN (${marks(ids)}) AND c.deletedAt IS NULL AND ${reach.sql}`;
    const rows = await this.database.rows<ExportedRow>(sql, [...ids, ...reach.params]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async profiles(table: 'person_profile' | 'company_profile', ids: readonly number[]): Promise<ById<Record<string, unknown>>> {
    const rows = await this.database.rows<{ customerId: number }>(`SELECT * FROM ${table} WHERE customerId IN (${marks(ids)})`, ids);
    return new Map(rows.map((row) => [row.customerId, row as Record<string, unknown>]));
  }

  async tags(ids: readonly number[]): Promise<ById<string[]>> {
    return this.names(
      `SELECT x.customerId, t.name FROM customer_tag x JOIN tag t ON t.id = x.tagId WHERE x.customerId IN (${marks(ids)}) ORDER BY t.name`,
      ids,
    );
  }

  async courses(ids: readonly number[]): Promise<ById<string[]>> {
    const sql = `SELECT x.customerId, k.name FROM customer_course x JOIN course k ON k.id = x.courseId WHERE x.customerId IN (${marks(ids)}) ORDER BY k.id`;
    return this.names(sql, ids);
  }

  private async names(sql: string, ids: readonly number[]): Promise<ById<string[]>> {
    const by: ById<string[]> = new Map();
    for (const { customerId, name } of await this.database.rows<{ customerId: number; name: string }>(sql, ids))
      by.set(customerId, [...(by.get(customerId) ?? []), name]);
    return by;
  }
}
