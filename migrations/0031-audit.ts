import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

export class Audit0031000000000 implements MigrationInterface {
  name = 'Audit0031000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'audit_entry',
      columns: [
        w.id(),
        w.key('subject', 40),
        w.key('subjectId', 64),
        w.key('action', 64),
        w.instant('occurredAt'),
        w.key('actorKind', 10, NULLABLE),
        w.int('actorId', NULLABLE),
        w.text('actorName', 100, NULLABLE),
        w.key('source', 10),
        w.key('address', 64, NULLABLE),
        w.key('requestId', 64, NULLABLE),
        w.json('changes', NULLABLE),
        w.json('detail', NULLABLE),
        w.key('personSubject', 40, NULLABLE),
        w.key('personId', 64, NULLABLE),
        w.json('personalFields', NULLABLE),
        w.longText('personal', NULLABLE),
      ],
      index: [['subject', 'subjectId'], ['actorId'], ['occurredAt'], ['action']],
    });
    await createTable(runner, {
      name: 'person_key',
      columns: [
        w.id(),
        w.key('subject', 40),
        w.key('subjectId', 64),
        w.longText('wrapped', NULLABLE),
        w.instant('createdAt'),
        w.instant('erasedAt', NULLABLE),
      ],
      unique: [['subject', 'subjectId']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['person_key', 'audit_entry']);
  }
}
