import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wordsFor } from '../src/platform/database/schema.js';

const COLUMNS = [
  ['customer', 'followUpClockOn'],
  ['ownership', 'followUpClockOn'],
  ['ownership', 'followedUpOn'],
] as const;

/** A follow-up clock goes on with the next owner as the deal clock does; an ownership says where it began and where it stood at the end. */
export class RunningClocks0230000000000 implements MigrationInterface {
  name = 'RunningClocks0230000000000';

  /** By hand: on SQLite TypeORM would write the whole table anew. */
  async up(runner: QueryRunner): Promise<void> {
    const type = wordsFor(runner).mysql ? 'varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : 'varchar(10)';
    for (const [table, column] of COLUMNS) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type} NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of [...COLUMNS].reverse()) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
