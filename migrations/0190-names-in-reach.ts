import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wordsFor } from '../src/platform/database/schema.js';

const COLUMNS = ['ownerId', 'departmentId'];

/**
 * Somebody's customers are looked through for any part of a name: with the name in the index that finds them nothing else is read. The id stands
 * before it, so that the index goes on handing them out in the order of the list.
 */
export class NamesInReach0190000000000 implements MigrationInterface {
  name = 'NamesInReach0190000000000';

  async up(runner: QueryRunner): Promise<void> {
    const on = wordsFor(runner).mysql ? ' ON customer' : '';
    for (const column of COLUMNS) {
      await runner.query(`CREATE INDEX ix_customer_${column}_deletedAt_id_name ON customer (${column}, deletedAt, id, name)`);
      await runner.query(`DROP INDEX ix_customer_${column}_deletedAt${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = wordsFor(runner).mysql ? ' ON customer' : '';
    for (const column of COLUMNS) {
      await runner.query(`CREATE INDEX ix_customer_${column}_deletedAt ON customer (${column}, deletedAt)`);
      await runner.query(`DROP INDEX ix_customer_${column}_deletedAt_id_name${on}`);
    }
  }
}
