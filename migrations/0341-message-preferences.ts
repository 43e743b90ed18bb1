import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** How people want to hear of what: by which channel, at once or once a day, and when not. */
export class MessagePreferences0341000000000 implements MigrationInterface {
  name = 'MessagePreferences0341000000000';

  /** Columns by hand: on SQLite TypeORM would write the whole table anew. */
  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'message_habit',
      columns: [
        w.int('recipientId', { isPrimary: true }),
        w.key('quietFrom', 5, NULLABLE),
        w.key('quietTo', 5, NULLABLE),
        w.key('digestAt', 5),
        w.day('lastDigestOn', NULLABLE),
        w.int('version', { default: 1 }),
      ],
    });
    await createTable(runner, {
      name: 'message_preference',
      columns: [
        w.int('recipientId', { isPrimary: true }),
        w.key('kind', 40, { isPrimary: true }),
        w.key('channel', 20, { isPrimary: true }),
        w.key('mode', 8),
      ],
      checks: { mode: "mode IN ('digest', 'never')" },
    });
    await runner.query(`ALTER TABLE delivery ADD COLUMN digest ${w.flag('digest').type} NOT NULL DEFAULT 0`);
    await runner.query(`ALTER TABLE delivery ADD COLUMN digestId ${w.int('digestId').type} NULL`);
    await runner.query('CREATE INDEX ix_delivery_digestId ON delivery (digestId)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ix_delivery_digestId${wordsFor(runner).mysql ? ' ON delivery' : ''}`);
    for (const column of ['digestId', 'digest']) await runner.query(`ALTER TABLE delivery DROP COLUMN ${column}`);
    await dropTables(runner, ['message_preference', 'message_habit']);
  }
}
