import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, wordsFor } from '../src/platform/database/schema.js';

const FK = 'fk_customer_course_courseId';

/** A course that customers asked about is deactivated, not deleted: it would vanish from them without a word. */
export class CoursesInUse0290000000000 implements MigrationInterface {
  name = 'CoursesInUse0290000000000';

  up(runner: QueryRunner): Promise<void> {
    return this.change(runner, 'RESTRICT');
  }

  down(runner: QueryRunner): Promise<void> {
    return this.change(runner, 'CASCADE');
  }

  private async change(runner: QueryRunner, onDelete: 'RESTRICT' | 'CASCADE'): Promise<void> {
    const w = wordsFor(runner);
    if (w.mysql) {
      await runner.query(`ALTER TABLE customer_course DROP FOREIGN KEY ${FK}`);
      await runner.query(
        `ALTER TABLE customer_course ADD CONSTRAINT ${FK} FOREIGN KEY (courseId) REFERENCES course (id) ON DELETE ${onDelete} ON UPDATE CASCADE`,
      );
      return;
    }
    // SQLite changes no foreign key of a table that is there
    await runner.query('DROP INDEX ix_customer_course_courseId');
    await runner.query('ALTER TABLE customer_course RENAME TO customer_course_before');
    await createTable(runner, {
      name: 'customer_course',
      columns: [
        w.ref('customerId', 'customer', { isPrimary: true, onDelete: 'CASCADE' }),
        w.ref('courseId', 'course', { isPrimary: true, onDelete }),
      ],
      index: [['courseId']],
    });
    await runner.query('INSERT INTO customer_course (customerId, courseId) SELECT customerId, courseId FROM customer_course_before');
    await runner.query('DROP TABLE customer_course_before');
  }
}
