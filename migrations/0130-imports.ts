import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** Imported files and what became of each row. */
export class Imports0130000000000 implements MigrationInterface {
  name = 'Imports0130000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'customer_import',
      columns: [
        w.id(),
        w.text('fileName', 200),
        w.int('fileId', NULLABLE),
        w.big('fileBytes'),
        w.key('state', 10),
        w.key('language', 5),
        w.json('header'),
        w.json('renamed'),
        w.json('sample'),
        w.json('mapping'),
        w.key('policy', 10),
        w.flag('distribute'),
        w.flag('refused', NULLABLE),
        w.int('totalRows'),
        w.int('rowsThrough'),
        w.int('created'),
        w.int('updated'),
        w.int('duplicate'),
        w.int('invalid'),
        w.int('jobId', NULLABLE),
        w.text('error', 500, NULLABLE),
        w.ref('createdById', 'staff'),
        w.instant('createdAt'),
        w.instant('startedAt', NULLABLE),
        w.instant('finishedAt', NULLABLE),
      ],
      index: [['createdById', 'createdAt']],
      checks: { state: "state IN ('uploaded', 'waiting', 'running', 'done', 'cancelled', 'failed', 'refused')" },
    });
    await createTable(runner, {
      name: 'import_row',
      columns: [
        w.ref('importId', 'customer_import', { isPrimary: true, onDelete: 'CASCADE' }),
        w.int('rowNumber', { isPrimary: true }),
        w.key('outcome', 10),
        w.int('customerId', NULLABLE),
        w.json('faults', NULLABLE),
        w.json('cells', NULLABLE),
      ],
      index: [['importId', 'outcome']],
      checks: { outcome: "outcome IN ('created', 'updated', 'duplicate', 'invalid')" },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['import_row', 'customer_import']);
  }
}
