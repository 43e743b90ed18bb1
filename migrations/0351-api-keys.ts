import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** Keys for programs. Each acts by a row of its own among the staff, which is no person. */
export class ApiKeys0351000000000 implements MigrationInterface {
  name = 'ApiKeys0351000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await runner.query(`ALTER TABLE staff ADD COLUMN machine ${w.mysql ? 'tinyint' : 'boolean'} NOT NULL DEFAULT 0`);
    await createTable(runner, {
      name: 'api_key',
      columns: [
        w.id(),
        w.ref('staffId', 'staff'),
        w.ref('makerId', 'staff'),
        w.text('name', 50),
        w.key('start', 12),
        w.key('tokenHash', 43),
        w.flag('readOnly'),
        w.json('addresses', NULLABLE),
        w.instant('expiresAt', NULLABLE),
        w.instant('revokedAt', NULLABLE),
        w.ref('revokedById', 'staff', { ...NULLABLE, onDelete: 'SET NULL' }),
        w.instant('lastUsedAt', NULLABLE),
        w.text('lastAddress', 64, NULLABLE),
        w.instant('createdAt'),
      ],
      unique: [['staffId'], ['tokenHash']],
      index: [['makerId'], ['revokedById'], ['revokedAt'], ['createdAt']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['api_key']);
    await runner.query('DELETE FROM staff WHERE machine = 1');
    await runner.query('ALTER TABLE staff DROP COLUMN machine');
  }
}
