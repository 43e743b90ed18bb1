import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { NULLABLE, wordsFor } from '../src/platform/database/schema.js';

const INDEX = 'uq_notification_recipientId_unreadKey';

/** Messages of one kind become one as long as nobody has read it: at most one unread row a person and key. */
export class UnreadKey0160000000000 implements MigrationInterface {
  name = 'UnreadKey0160000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('notification', new TableColumn(wordsFor(runner).key('unreadKey', 120, NULLABLE)));
    await runner.createIndex('notification', new TableIndex({ name: INDEX, columnNames: ['recipientId', 'unreadKey'], isUnique: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('notification', INDEX);
    await runner.dropColumn('notification', 'unreadKey');
  }
}
