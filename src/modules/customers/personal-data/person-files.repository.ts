import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';

/** A file in which many customers stand. */
export interface SharedFile {
  readonly origin: 'export' | 'import';
  /** Of the export or import. */
  readonly id: number;
  readonly fileId: number;
  readonly state: string;
}

/** Files of many customers: those that were imported, and those that were exported. */
@Injectable()
export class PersonFilesRepository {
  constructor(private readonly database: Database) {}

  /** Those that are kept, imports under way excepted. */
  kept(): Promise<SharedFile[]> {
    return this.database.rows<SharedFile>(
      `SELECT 'import' AS origin, id, fileId, state FROM customer_import WHERE fileId IS NOT NULL AND state NOT IN ('waiting', 'running')
       UNION ALL SELECT 'export' AS origin, id, fileId, 'done' AS state FROM customer_export WHERE fileId IS NOT NULL ORDER BY fileId`,
    );
  }

  /** Whether some row of the import became one of these customers. */
  async became(importId: number, ids: readonly number[]): Promise<boolean> {
    const sql = `SELECT 1 FROM import_row WHERE importId = ? AND customerId IN (${marks(ids)}) LIMIT 1`;
    return (await this.database.rows(sql, [importId, ...ids])).length > 0;
  }

  /** In a transaction: it has no file any more, and of an import nothing is kept but what became of its rows; one that was never started goes. */
  async forget({ origin, id, state }: SharedFile): Promise<void> {
    if (origin === 'export') await this.database.run('UPDATE customer_export SET fileId = NULL WHERE id = ?', [id]);
    else if (state === 'uploaded') await this.database.run(`DELETE FROM customer_import WHERE id = ? AND state = 'uploaded'`, [id]);
    else {
      await this.database.run(`UPDATE customer_import SET fileId = NULL, sample = '[]' WHERE id = ?`, [id]);
      await this.database.run('UPDATE import_row SET cells = NULL, faults = NULL WHERE importId = ? AND cells IS NOT NULL', [id]);
    }
  }

  /** Whether an export that was asked for by then has read him and not yet written its file. */
  async exporting(askedBy: number): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT e.id FROM customer_export e JOIN job j ON j.id = e.jobId WHERE e.finishedAt IS NULL AND e.createdAt <= ? AND j.state IN ('waiting', 'running') LIMIT 1`,
      [askedBy],
    );
    return rows.length > 0;
  }
}
