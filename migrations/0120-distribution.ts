import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** Quotas, the rotation's memory, and the record of every decision. */
export class Distribution0120000000000 implements MigrationInterface {
  name = 'Distribution0120000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'quota',
      columns: [
        w.id(),
        w.ref('staffId', 'staff', { onDelete: 'CASCADE' }),
        w.int('weight'),
        w.int('perRound'),
        w.int('maxOpen', NULLABLE),
        w.int('maxUntouched', NULLABLE),
        w.day('activeFrom', NULLABLE),
        w.day('activeTo', NULLABLE),
        w.json('filters', NULLABLE),
        w.flag('active'),
        w.instant('createdAt'),
        w.instant('updatedAt'),
        w.int('version', { default: 1 }),
      ],
      unique: [['staffId']],
      checks: { weight: 'weight >= 0', perRound: 'perRound >= 1' },
    });
    await createTable(runner, {
      name: 'turn',
      columns: [
        w.ref('staffId', 'staff', { isPrimary: true, onDelete: 'CASCADE' }),
        w.int('round'),
        w.int('used'),
        w.int('weight'),
        w.int('perRound'),
        w.instant('lastReceivedAt'),
      ],
    });
    await createTable(runner, {
      name: 'rotation',
      columns: [w.int('id', { isPrimary: true }), w.instant('lastRunAt'), w.int('notifiedThrough')],
    });
    await runner.query('INSERT INTO rotation (id, lastRunAt, notifiedThrough) VALUES (1, 0, 0)');
    await createTable(runner, {
      name: 'distribution_run',
      columns: [w.id(), w.instant('at'), w.key('strategy', 20), w.int('assigned'), w.int('unassigned'), w.json('roster')],
      index: [['at']],
    });
    await createTable(runner, {
      name: 'assignment',
      columns: [
        w.id(),
        w.ref('runId', 'distribution_run', { onDelete: 'CASCADE' }),
        w.ref('customerId', 'customer', { onDelete: 'CASCADE' }),
        w.ref('staffId', 'staff'),
        w.int('round'),
        w.int('position'),
        w.int('weight'),
        w.int('perRound'),
        w.flag('backToOwner'),
        w.json('skipped', NULLABLE),
        w.instant('at'),
      ],
      index: [['customerId'], ['staffId', 'at'], ['at']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['assignment', 'distribution_run', 'rotation', 'turn', 'quota']);
  }
}
