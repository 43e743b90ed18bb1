import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, wordsFor } from '../src/platform/database/schema.js';

/** Who met whose customer on which day. */
export class Duplicates0112000000000 implements MigrationInterface {
  name = 'Duplicates0112000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'duplicate_meeting',
      columns: [
        w.ref('customerId', 'customer', { isPrimary: true, onDelete: 'CASCADE' }),
        w.ref('staffId', 'staff', { isPrimary: true, onDelete: 'CASCADE' }),
        w.day('day', { isPrimary: true }),
        w.instant('metAt'),
      ],
      index: [['staffId']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['duplicate_meeting']);
  }
}
