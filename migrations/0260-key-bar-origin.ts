import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From whom a barred key was taken while he lived: put back on him it bars nobody any more. */
export class KeyBarOrigin0260000000000 implements MigrationInterface {
  name = 'KeyBarOrigin0260000000000';

  /** By hand: on SQLite TypeORM would write the whole table anew. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE key_bar ADD COLUMN fromId integer NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE key_bar DROP COLUMN fromId');
  }
}
