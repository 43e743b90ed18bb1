import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** How far a job ever got: tries that get further are no proof that it cannot be done. */
export class JobFurthest0140000000000 implements MigrationInterface {
  name = 'JobFurthest0140000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('job', new TableColumn(wordsFor(runner).int('furthest', NULLABLE)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('job', 'furthest');
  }
}
