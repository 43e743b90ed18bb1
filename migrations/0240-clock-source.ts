import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wordsFor } from '../src/platform/database/schema.js';

/** The source by which a customer's deadlines are counted: his owner may correct the record, not choose his rule by it. */
export class ClockSource0240000000000 implements MigrationInterface {
  name = 'ClockSource0240000000000';

  /** By hand: on SQLite TypeORM would write the whole table anew. */
  async up(runner: QueryRunner): Promise<void> {
    const type = wordsFor(runner).mysql ? 'varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : 'varchar(40)';
    await runner.query(`ALTER TABLE customer ADD COLUMN clockSource ${type} NULL`);
    await runner.query('UPDATE customer SET clockSource = source WHERE source IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer DROP COLUMN clockSource');
  }
}
