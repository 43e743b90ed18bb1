import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** What people were told, and how it got to them by each channel. */
export class Notifications0021000000000 implements MigrationInterface {
  name = 'Notifications0021000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'notification',
      columns: [
        w.id(),
        w.key('batch', 36),
        w.int('recipientId'),
        w.key('code', 80),
        w.json('params'),
        w.key('link', 300, NULLABLE),
        w.instant('createdAt'),
        w.instant('readAt', NULLABLE),
      ],
      unique: [['batch', 'recipientId']],
      index: [['recipientId', 'createdAt'], ['recipientId', 'readAt'], ['createdAt']],
    });
    await createTable(runner, {
      name: 'delivery',
      columns: [
        w.id(),
        w.ref('notificationId', 'notification', { onDelete: 'CASCADE' }),
        w.key('channel', 20),
        w.key('state', 10),
        w.int('attempts'),
        w.instant('dueAt', NULLABLE),
        w.text('answer', 500, NULLABLE),
        w.instant('triedAt', NULLABLE),
        w.instant('sentAt', NULLABLE),
        w.instant('createdAt'),
      ],
      unique: [['notificationId', 'channel']],
      index: [['state', 'createdAt']],
      checks: { state: "state IN ('queued', 'sent', 'kept', 'failed', 'unknown', 'parked')" },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['delivery', 'notification']);
  }
}
