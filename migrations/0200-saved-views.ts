import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** Filters, order and columns of the list of customers that somebody keeps under a name. */
export class SavedViews0200000000000 implements MigrationInterface {
  name = 'SavedViews0200000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'saved_view',
      columns: [
        w.id(),
        w.ref('ownerId', 'staff', { onDelete: 'CASCADE' }),
        w.ref('departmentId', 'department', { ...NULLABLE, onDelete: 'SET NULL' }),
        w.text('name', 64),
        w.json('filters'),
        w.key('sort', 40, NULLABLE),
        w.json('columns', NULLABLE),
        w.instant('createdAt'),
        w.instant('updatedAt'),
        w.int('version', { default: 1 }),
      ],
      index: [['ownerId'], ['departmentId']],
    });
    await createTable(runner, {
      name: 'saved_view_default',
      columns: [
        w.ref('staffId', 'staff', { isPrimary: true, onDelete: 'CASCADE' }),
        w.ref('viewId', 'saved_view', { onDelete: 'CASCADE' }),
      ],
      index: [['viewId']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['saved_view_default', 'saved_view']);
  }
}
