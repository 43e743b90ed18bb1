import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

export class Http0032000000000 implements MigrationInterface {
  name = 'Http0032000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'idempotent_request',
      columns: [
        w.id(),
        w.key('place', 64),
        w.key('bodyHash', 64),
        w.key('token', 36),
        w.instant('claimedUntil'),
        w.instant('expiresAt'),
        w.int('status', NULLABLE),
        w.longText('answer', NULLABLE),
      ],
      unique: [['place']],
      index: [['expiresAt']],
    });
    await createTable(runner, {
      name: 'throttle_window',
      columns: [w.id(), w.key('place', 64), w.int('used'), w.instant('endsAt')],
      unique: [['place']],
      index: [['endsAt']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['throttle_window', 'idempotent_request']);
  }
}
