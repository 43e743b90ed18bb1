import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of before can be taken back as well, as far as they created customers: what they filled up nobody remembers. */
export class ImportsToUndo0331000000000 implements MigrationInterface {
  name = 'ImportsToUndo0331000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO customer_change_set (kind, state, importId, what, language, total, missing, done, changed, unchanged, refused, createdById, createdAt, finishedAt, undoTotal, back, partly, kept)
       SELECT 'import', CASE WHEN i.state = 'refused' THEN 'done' ELSE i.state END, i.id, '{}', i.language,
         i.created + i.updated + i.duplicate + i.invalid, 0, i.created + i.updated + i.duplicate + i.invalid, i.created + i.updated, 0, i.duplicate + i.invalid,
         i.createdById, i.createdAt, i.finishedAt, 0, 0, 0, 0 FROM customer_import i WHERE i.state IN ('done', 'refused', 'cancelled', 'failed') AND i.finishedAt IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM customer_change_set WHERE kind = 'import'`);
  }
}
