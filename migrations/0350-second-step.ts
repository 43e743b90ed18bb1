import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** The second step of signing in: whose phone counts the codes, the codes for when it is lost, and the roles that demand it. */
export class SecondStep0350000000000 implements MigrationInterface {
  name = 'SecondStep0350000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'second_step',
      columns: [
        w.id(),
        w.int('staffId'),
        w.key('secret', 200),
        w.instant('begunAt'),
        w.instant('confirmedAt', NULLABLE),
        w.int('lastCounter', NULLABLE),
      ],
      unique: [['staffId']],
    });
    await createTable(runner, {
      name: 'recovery_code',
      columns: [
        w.id(),
        w.ref('secondStepId', 'second_step', { onDelete: 'CASCADE' }),
        w.key('codeHash', 43),
        w.instant('usedAt', NULLABLE),
      ],
      unique: [['secondStepId', 'codeHash']],
    });
    await runner.query(`ALTER TABLE role ADD COLUMN secondStep ${w.mysql ? 'tinyint' : 'boolean'} NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE role DROP COLUMN secondStep');
    await dropTables(runner, ['recovery_code', 'second_step']);
  }
}
