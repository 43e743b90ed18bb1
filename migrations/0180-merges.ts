import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** Two records that were one customer: who was united with whom, what moved, and what changed, so that it can be taken back. */
export class Merges0180000000000 implements MigrationInterface {
  name = 'Merges0180000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'customer_merge',
      columns: [
        w.id(),
        w.ref('survivorId', 'customer', { onDelete: 'CASCADE' }),
        w.ref('keptId', 'customer', { onDelete: 'CASCADE' }),
        w.ref('mergedId', 'customer', { onDelete: 'CASCADE' }),
        w.int('activeMergedId', NULLABLE),
        w.instant('mergedAt'),
        w.ref('byId', 'staff', { ...NULLABLE, onDelete: 'SET NULL' }),
        w.instant('buriedAt', NULLABLE),
        w.int('buriedById', NULLABLE),
        w.instant('undoneAt', NULLABLE),
        w.ref('undoneById', 'staff', { ...NULLABLE, onDelete: 'SET NULL' }),
      ],
      unique: [['activeMergedId']],
      index: [['survivorId'], ['keptId'], ['mergedId'], ['mergedAt'], ['byId'], ['undoneById']],
    });
    await createTable(runner, {
      name: 'customer_merge_moved',
      columns: [
        w.ref('mergeId', 'customer_merge', { isPrimary: true, onDelete: 'CASCADE' }),
        w.key('kind', 40, { isPrimary: true }),
        w.int('recordId', { isPrimary: true }),
      ],
    });
    await createTable(runner, {
      name: 'customer_merge_change',
      columns: [
        w.id(),
        w.ref('mergeId', 'customer_merge', { onDelete: 'CASCADE' }),
        w.key('side', 8),
        w.key('field', 40),
        w.longText('beforeSealed', NULLABLE),
        w.longText('afterSealed', NULLABLE),
      ],
      unique: [['mergeId', 'side', 'field']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['customer_merge_change', 'customer_merge_moved', 'customer_merge']);
  }
}
