import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wordsFor } from '../src/platform/database/schema.js';

const TABLES = ['tag', 'customer_import'] as const;

/** What may be changed carries the version it is changed from. */
export class Versions0150000000000 implements MigrationInterface {
  name = 'Versions0150000000000';

  /** By hand: on SQLite TypeORM would write the whole table anew for a column with a default. */
  async up(runner: QueryRunner): Promise<void> {
    const int = wordsFor(runner).int('version').type;
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} ADD COLUMN version ${int} NOT NULL DEFAULT 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} DROP COLUMN version`);
  }
}
