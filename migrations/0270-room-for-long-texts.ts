import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wordsFor } from '../src/platform/database/schema.js';

/** Table, column, whether it may be NULL: what nobody limits to the 64 KB at which a `text` of MySQL ends. */
const LONG: readonly (readonly [table: string, column: string, nullable: boolean])[] = [
  ['distribution_run', 'roster', false],
  ['assignment', 'skipped', true],
  ['job', 'result', true],
  ['audit_entry', 'changes', true],
  ['course', 'outline', true],
  ['import_row', 'faults', true],
];

/** Everybody who took part in a distribution, what a run says of each, syllabuses, and what the log keeps of many permissions. */
export class RoomForLongTexts0270000000000 implements MigrationInterface {
  name = 'RoomForLongTexts0270000000000';

  async up(runner: QueryRunner): Promise<void> {
    await this.change(runner, 'mediumtext');
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.change(runner, 'text');
  }

  /** SQLite's texts have no end. */
  private async change(runner: QueryRunner, type: 'text' | 'mediumtext'): Promise<void> {
    if (!wordsFor(runner).mysql) return;
    for (const table of new Set(LONG.map(([name]) => name))) {
      const columns = LONG.filter(([name]) => name === table).map(
        ([, column, nullable]) =>
          `MODIFY ${column} ${type} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci ${nullable ? 'NULL' : 'NOT NULL'}`,
      );
      await runner.query(`ALTER TABLE ${table} ${columns.join(', ')}`);
    }
  }
}
