import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../platform/database/database.js';
import { decodeCursor, encodeCursor, type Page, pageOf } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { ImportListQuery, ImportRowsQuery } from './import.dto.js';
import { CustomerImport, ImportRow, type ImportState } from './import.entity.js';

@Injectable()
export class ImportRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  page(list: ImportListQuery): Promise<Page<CustomerImport>> {
    const query = this.scope.query(CustomerImport, 'i', 'Import');
    if (list.state?.length) query.andWhere('i.state IN (:...states)', { states: list.state });
    return pageOf(query, list, { createdAt: 'id' }, '-createdAt');
  }

  /** Within the caller's reach. */
  find(id: number, action = 'read'): Promise<CustomerImport | null> {
    return this.scope.query(CustomerImport, 'i', 'Import', action).andWhere('i.id = :id', { id }).getOne();
  }

  /** For the job, which acts for whoever started it. */
  get(id: number): Promise<CustomerImport | null> {
    return this.database.repository(CustomerImport).findOneBy({ id });
  }

  async rows(importId: number, list: ImportRowsQuery): Promise<Page<ImportRow>> {
    const query = this.database.repository(ImportRow).createQueryBuilder('r').where('r.importId = :importId', { importId });
    if (list.outcome?.length) query.andWhere('r.outcome IN (:...outcomes)', { outcomes: list.outcome });
    const total = await query.getCount();
    const sort = list.sort ?? 'rowNumber';
    const [direction, beyond] = sort === '-rowNumber' ? (['DESC', '<'] as const) : (['ASC', '>'] as const);
    if (list.cursor) query.andWhere(`r.rowNumber ${beyond} :after`, { after: decodeCursor(list.cursor, sort).id });
    else query.skip((list.page - 1) * list.pageSize);
    const rows = await query
      .orderBy('r.rowNumber', direction)
      .take(list.pageSize + 1)
      .getMany();
    const items = rows.slice(0, list.pageSize);
    const last = items.at(-1)?.rowNumber;
    const nextCursor = rows.length > list.pageSize && last ? encodeCursor({ sort, value: last, id: last }) : null;
    return { items, total, page: list.page, pageSize: list.pageSize, nextCursor };
  }

  /** Failed rows behind a row number, for the file that is corrected and imported again. */
  failedAfter(importId: number, rowNumber: number, limit: number): Promise<ImportRow[]> {
    return this.database
      .repository(ImportRow)
      .createQueryBuilder('r')
      .where("r.importId = :importId AND r.rowNumber > :rowNumber AND r.outcome IN ('duplicate', 'invalid')", { importId, rowNumber })
      .orderBy('r.rowNumber', 'ASC')
      .take(limit)
      .getMany();
  }

  async insert(values: Omit<CustomerImport, 'id' | 'createdBy' | 'version'>): Promise<number> {
    return Number((await this.database.repository(CustomerImport).insert(values as never)).identifiers[0]!['id']);
  }

  /** Only while it is in one of these states; false when it is not. */
  async change(id: number, states: readonly ImportState[], values: Partial<Omit<CustomerImport, 'createdBy'>>): Promise<boolean> {
    return (await this.database.repository(CustomerImport).update({ id, state: In([...states]) }, values as never)).affected === 1;
  }

  /** What its owner settles before it runs. @returns false when it was started, or changed since that version. */
  async settle(id: number, version: number, values: Partial<Pick<CustomerImport, 'mapping' | 'policy' | 'distribute'>>): Promise<boolean> {
    const change = { ...values, version: version + 1 } as never;
    return (await this.database.repository(CustomerImport).update({ id, version, state: 'uploaded' }, change)).affected === 1;
  }

  /** Customers that the import has created, behind a row of it. */
  createdAfter(importId: number, rowNumber: number, limit: number): Promise<{ rowNumber: number; customerId: number }[]> {
    return this.database.rows(
      `SELECT rowNumber, customerId FROM import_row WHERE importId = ? AND outcome = 'created' AND rowNumber > ? ORDER BY rowNumber LIMIT ?`,
      [importId, rowNumber, limit],
    );
  }

  /** Where the customers that the import has created are now. */
  async whereabouts(importId: number): Promise<{ holding: string; reason: string | null; n: number }[]> {
    const rows = await this.database.rows<{ holding: string; reason: string | null; n: number }>(
      `SELECT c.holding, CASE WHEN c.holding = 'pending' THEN c.unassignableReason END AS reason, COUNT(*) AS n
         FROM import_row r JOIN customer c ON c.id = r.customerId
        WHERE r.importId = ? AND r.outcome = 'created' AND c.deletedAt IS NULL
        GROUP BY c.holding, CASE WHEN c.holding = 'pending' THEN c.unassignableReason END ORDER BY c.holding`,
      [importId],
    );
    return rows.map((row) => ({ ...row, n: Number(row.n) }));
  }

  /** Imports that wait or run though their job has ended: cancelled while it waited, or failed for good. */
  abandoned(limit: number): Promise<{ id: number; jobState: 'failed' | 'cancelled'; error: string | null }[]> {
    return this.database.rows(
      `SELECT i.id, j.state AS jobState, j.error FROM customer_import i JOIN job j ON j.id = i.jobId
       WHERE i.state IN ('waiting', 'running') AND j.state IN ('failed', 'cancelled') ORDER BY i.id LIMIT ?`,
      [limit],
    );
  }

  /** Imports whose file and cells are still there though they ended (or were left) before an instant. */
  outdated(before: number, limit: number): Promise<Pick<CustomerImport, 'id' | 'fileId' | 'state'>[]> {
    return this.database.rows(
      `SELECT id, fileId, state FROM customer_import
       WHERE fileId IS NOT NULL AND COALESCE(finishedAt, createdAt) < ? AND state NOT IN ('waiting', 'running') ORDER BY id LIMIT ?`,
      [before, limit],
    );
  }

  /** Whether somebody is being erased who may stand in a file that was uploaded before: which files he stands in is being found out. */
  async clearing(uploadedAt: number): Promise<boolean> {
    const sql = `SELECT id FROM personal_data_request WHERE kind = 'erasure' AND finishedAt IS NULL AND createdAt >= ? LIMIT 1${this.database.dialect.forShare()}`;
    return (await this.database.rows(sql, [uploadedAt])).length > 0;
  }

  /** Forgets what the file said, not what became of its rows. */
  async forgetContent(id: number): Promise<void> {
    await this.database.repository(CustomerImport).update({ id }, { fileId: null, sample: [] });
    await this.database.run('UPDATE import_row SET cells = NULL WHERE importId = ? AND cells IS NOT NULL', [id]);
  }

  async remove(id: number): Promise<void> {
    await this.database.repository(CustomerImport).delete({ id });
  }
}
