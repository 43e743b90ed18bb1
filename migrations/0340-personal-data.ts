import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** What people asked to be told, or to have forgotten, of what is kept about them: who asked for it, when, about which number. */
export class PersonalData0340000000000 implements MigrationInterface {
  name = 'PersonalData0340000000000';

  /** The column by hand: on SQLite TypeORM would write the whole table anew. */
  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await runner.query('ALTER TABLE customer ADD COLUMN erasedAt bigint NULL');
    await createTable(runner, {
      name: 'personal_data_request',
      columns: [
        w.id(),
        w.key('kind', 8),
        w.int('customerId'),
        w.ref('requestedById', 'staff', { ...NULLABLE, onDelete: 'SET NULL' }),
        w.key('language', 5),
        w.text('reason', 500, NULLABLE),
        w.json('counts', NULLABLE),
        { ...w.longText('tracesSealed', NULLABLE), type: w.mysql ? 'mediumtext' : 'text' },
        w.int('jobId', NULLABLE),
        w.int('fileId', NULLABLE),
        w.big('bytes', NULLABLE),
        w.instant('createdAt'),
        w.instant('finishedAt', NULLABLE),
        w.instant('expiresAt', NULLABLE),
      ],
      index: [['customerId'], ['requestedById'], ['createdAt'], ['kind', 'finishedAt'], ['expiresAt']],
      checks: { kind: "kind IN ('export', 'erasure')" },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['personal_data_request']);
    await runner.query('ALTER TABLE customer DROP COLUMN erasedAt');
  }
}
