import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

export class Files0033000000000 implements MigrationInterface {
  name = 'Files0033000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'stored_file',
      columns: [
        w.id(),
        w.key('name', 60),
        w.text('originalName', 200),
        w.key('kind', 12),
        w.big('size'),
        w.key('sha256', 64),
        w.flag('sealed'),
        w.instant('createdAt'),
        w.int('createdById', NULLABLE),
      ],
      unique: [['name']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['stored_file']);
  }
}
