import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, wordsFor } from '../src/platform/database/schema.js';

const FROM_THE_START = 1_767_225_600_000;

/** The base rule (3 days to follow up, 15 to close), and when reclaim was last alive. */
export class Deadlines0111000000000 implements MigrationInterface {
  name = 'Deadlines0111000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, { name: 'reclaim_beat', columns: [w.int('id', { isPrimary: true }), w.instant('beatAt')] });
    await runner.query('INSERT INTO reclaim_beat (id, beatAt) VALUES (1, 0)');
    await runner.query(
      `INSERT INTO deadline_rule (name, source, departmentId, target, followUpDays, dealDays, dayKind, warnHours, barDays, active, createdAt, updatedAt, version)
       VALUES ('3 天跟进 / 15 天成单', NULL, NULL, '*|*', 3, 15, 'calendar', '[24]', NULL, 1, ${FROM_THE_START}, ${FROM_THE_START}, 1)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM deadline_rule WHERE target = '*|*'");
    await dropTables(runner, ['reclaim_beat']);
  }
}
