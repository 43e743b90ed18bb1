import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wordsFor } from '../src/platform/database/schema.js';

/** Whoever is removed for good is taken out of what names him: without an index SQLite looks through all customers for each. */
export class Referrals0170000000000 implements MigrationInterface {
  name = 'Referrals0170000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX ix_customer_referredById ON customer (referredById)');
  }

  /** MySQL had made one for the foreign key, which went when this one came. */
  async down(runner: QueryRunner): Promise<void> {
    if (wordsFor(runner).mysql) await runner.query('CREATE INDEX fk_customer_referredById ON customer (referredById)');
    await runner.query(`DROP INDEX ix_customer_referredById${wordsFor(runner).mysql ? ' ON customer' : ''}`);
  }
}
