import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, wordsFor } from '../src/platform/database/schema.js';

/** What columns become, kept under a name for the next file of the same kind. */
export class ImportProfiles0320000000000 implements MigrationInterface {
  name = 'ImportProfiles0320000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'import_profile',
      columns: [
        w.id(),
        w.text('name', 64),
        w.key('nameKey', 200),
        w.json('mapping'),
        w.key('policy', 10),
        w.flag('distribute'),
        w.instant('createdAt'),
        w.instant('updatedAt'),
        w.int('version', { default: 1 }),
      ],
      unique: [['nameKey']],
      checks: { policy: "policy IN ('skip', 'update', 'reject')" },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['import_profile']);
  }
}
