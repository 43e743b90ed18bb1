import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

export class Settings0030000000000 implements MigrationInterface {
  name = 'Settings0030000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'setting',
      columns: [
        w.key('code', 100, { isPrimary: true }),
        w.json('value'),
        w.instant('updatedAt'),
        w.int('updatedById', NULLABLE),
        w.int('version'),
      ],
    });
    await createTable(runner, { name: 'dictionary', columns: [w.id(), w.key('code', 64), w.instant('createdAt')], unique: [['code']] });
    await createTable(runner, {
      name: 'dictionary_item',
      columns: [
        w.id(),
        w.ref('dictionaryId', 'dictionary', { onDelete: 'CASCADE' }),
        w.key('value', 40),
        w.text('labelZh', 100),
        w.text('labelEn', 100),
        w.flag('active'),
        w.int('position'),
        w.instant('createdAt'),
        w.instant('updatedAt'),
        w.int('version', { default: 1 }),
      ],
      unique: [['dictionaryId', 'value']],
    });
    await createTable(runner, {
      name: 'calendar_day',
      columns: [w.id(), w.day('day'), w.key('kind', 10), w.text('name', 64)],
      unique: [['day']],
      checks: { kind: `kind IN ('holiday', 'workday')` },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['calendar_day', 'dictionary_item', 'dictionary', 'setting']);
  }
}
