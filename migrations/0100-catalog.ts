import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

export class Catalog0100000000000 implements MigrationInterface {
  name = 'Catalog0100000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    const stamps = () => [w.instant('createdAt'), w.instant('updatedAt'), w.int('version')];
    await createTable(runner, {
      name: 'campus',
      columns: [w.id(), w.text('name', 64), w.text('address', 200, NULLABLE), w.flag('active'), ...stamps()],
      unique: [['name']],
    });
    await createTable(runner, {
      name: 'course',
      columns: [w.id(), w.text('name', 64), w.longText('outline', NULLABLE), w.flag('active'), ...stamps()],
      unique: [['name']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['course', 'campus']);
  }
}
