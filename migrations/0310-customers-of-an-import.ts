import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether an import made a customer, asked of each customer of the list: without it a department's page would read all rows of the import for every
 * customer. By hand: on SQLite TypeORM would write the whole table anew.
 */
export class CustomersOfAnImport0310000000000 implements MigrationInterface {
  name = 'CustomersOfAnImport0310000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX ix_import_row_importId_customerId ON import_row (importId, customerId)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.driver.options.type !== 'better-sqlite3';
    await runner.query(`DROP INDEX ix_import_row_importId_customerId${mysql ? ' ON import_row' : ''}`);
  }
}
