import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** Work for later, and what recurs. */
export class Jobs0020000000000 implements MigrationInterface {
  name = 'Jobs0020000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'job',
      columns: [
        w.id(),
        w.key('kind', 80),
        w.json('payload'),
        w.key('state', 10),
        w.int('attempt'),
        w.int('failures'),
        w.instant('runAt'),
        w.instant('leaseUntil', NULLABLE),
        w.key('leasedBy', 36, NULLABLE),
        w.instant('sentAt'),
        w.key('joinKey', 190, NULLABLE),
        w.key('activeKey', 190, NULLABLE),
        w.flag('rerun'),
        w.flag('cancelRequested'),
        w.key('actorKind', 8),
        w.int('actorId'),
        w.int('progressDone', NULLABLE),
        w.int('progressTotal', NULLABLE),
        w.text('error', 500, NULLABLE),
        w.json('result', NULLABLE),
        w.instant('createdAt'),
        w.instant('startedAt', NULLABLE),
        w.instant('finishedAt', NULLABLE),
      ],
      unique: [['activeKey']],
      index: [['state', 'runAt'], ['state', 'finishedAt'], ['kind'], ['actorKind', 'actorId']],
      checks: { state: "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')" },
    });
    await createTable(runner, {
      name: 'schedule',
      columns: [
        w.id(),
        w.key('name', 80),
        w.key('cron', 60, NULLABLE),
        w.flag('paused'),
        w.instant('lastSlot'),
        w.int('version'),
        w.instant('updatedAt'),
      ],
      unique: [['name']],
    });
    // jobId is no foreign key: done jobs are pruned, the slot stays taken
    await createTable(runner, {
      name: 'schedule_run',
      columns: [w.id(), w.key('name', 80), w.instant('slot'), w.int('jobId', NULLABLE)],
      unique: [['name', 'slot']],
      index: [['slot']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['schedule_run', 'schedule', 'job']);
  }
}
