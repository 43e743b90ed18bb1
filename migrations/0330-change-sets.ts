import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** What was done to many customers at once, and what each of them was before: for progress, results and undo. */
export class ChangeSets0330000000000 implements MigrationInterface {
  name = 'ChangeSets0330000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'customer_change_set',
      columns: [
        w.id(),
        w.key('kind', 10),
        w.key('state', 10),
        w.ref('importId', 'customer_import', { ...NULLABLE, onDelete: 'CASCADE' }),
        w.json('selection', NULLABLE),
        w.json('what'),
        w.key('language', 5),
        w.int('total', NULLABLE),
        w.int('missing'),
        w.int('done'),
        w.int('changed'),
        w.int('unchanged'),
        w.int('refused'),
        w.int('jobId', NULLABLE),
        w.text('error', 500, NULLABLE),
        w.ref('createdById', 'staff'),
        w.instant('createdAt'),
        w.instant('finishedAt', NULLABLE),
        w.key('undoState', 10, NULLABLE),
        w.int('undoJobId', NULLABLE),
        w.ref('undoneById', 'staff', { ...NULLABLE, onDelete: 'SET NULL' }),
        w.instant('undoAt', NULLABLE),
        w.instant('undoFinishedAt', NULLABLE),
        w.int('undoTotal'),
        w.int('back'),
        w.int('partly'),
        w.int('kept'),
        w.text('undoError', 500, NULLABLE),
      ],
      unique: [['importId']],
      index: [['createdById', 'createdAt'], ['undoneById'], ['state'], ['undoState'], ['finishedAt']],
      checks: {
        kind: "kind IN ('edit', 'assign', 'import')",
        state: "state IN ('waiting', 'running', 'done', 'cancelled', 'failed')",
        undoState: "undoState IN ('waiting', 'running', 'done', 'cancelled', 'failed')",
      },
    });
    await createTable(runner, {
      name: 'customer_change',
      columns: [
        w.ref('setId', 'customer_change_set', { isPrimary: true, onDelete: 'CASCADE' }),
        w.int('place', { isPrimary: true }),
        w.ref('customerId', 'customer', { onDelete: 'CASCADE' }),
        w.int('toStaffId', NULLABLE),
        w.key('state', 10),
        w.key('code', 40, NULLABLE),
        w.json('changes', NULLABLE),
        w.key('undoState', 10, NULLABLE),
        w.json('conflicts', NULLABLE),
      ],
      index: [['setId', 'state', 'undoState'], ['customerId']],
      checks: {
        state: "state IN ('waiting', 'changed', 'unchanged', 'refused')",
        undoState: "undoState IN ('back', 'partly', 'kept')",
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['customer_change', 'customer_change_set']);
  }
}
