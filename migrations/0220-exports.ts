import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** Customers taken out as workbooks: who, which, how many, and the file as long as it is kept. */
export class Exports0220000000000 implements MigrationInterface {
  name = 'Exports0220000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'customer_export',
      columns: [
        w.id(),
        w.ref('createdById', 'staff', { onDelete: 'CASCADE' }),
        w.json('selection'),
        w.json('columns'),
        w.key('language', 5),
        w.int('expected'),
        w.int('rowsWritten', NULLABLE),
        w.int('jobId', NULLABLE),
        w.int('fileId', NULLABLE),
        w.big('bytes', NULLABLE),
        w.instant('createdAt'),
        w.instant('finishedAt', NULLABLE),
        w.instant('expiresAt', NULLABLE),
      ],
      index: [['createdById', 'createdAt'], ['createdAt'], ['expiresAt']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['customer_export']);
  }
}
