import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When anybody was last in touch with a customer: whom nobody owns has no follow-up that counts, and is neglected all the same. */
export class LastInteraction0250000000000 implements MigrationInterface {
  name = 'LastInteraction0250000000000';

  /** By hand: on SQLite TypeORM would write the whole table anew. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer ADD COLUMN lastInteractionAt bigint NULL');
    await runner.query(
      `UPDATE customer SET lastInteractionAt = (SELECT MAX(CASE WHEN i.occurredAt > i.createdAt THEN i.createdAt ELSE i.occurredAt END)
         FROM interaction i WHERE i.customerId = customer.id AND i.deletedAt IS NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer DROP COLUMN lastInteractionAt');
  }
}
