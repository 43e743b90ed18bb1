import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who falls due at an instant, in the order of ids, and how far each has been warned, without a look at his row. By hand: on SQLite TypeORM would write the whole table anew. */
export class DueIndex0280000000000 implements MigrationInterface {
  name = 'DueIndex0280000000000';

  async up(runner: QueryRunner): Promise<void> {
    await this.replace(runner, 'ix_customer_reclaimAt', 'ix_customer_reclaimAt_id_warnedSteps', 'reclaimAt, id, warnedSteps');
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.replace(runner, 'ix_customer_reclaimAt_id_warnedSteps', 'ix_customer_reclaimAt', 'reclaimAt');
  }

  private async replace(runner: QueryRunner, old: string, name: string, columns: string): Promise<void> {
    const mysql = runner.dataSource.driver.options.type !== 'better-sqlite3';
    await runner.query(`CREATE INDEX ${name} ON customer (${columns})`);
    await runner.query(`DROP INDEX ${old}${mysql ? ' ON customer' : ''}`);
  }
}
