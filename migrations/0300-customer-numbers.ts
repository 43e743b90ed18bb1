import type { MigrationInterface, QueryRunner } from 'typeorm';
import { phoneE164 } from '../src/modules/customers/phone.js';
import { createTable, dropTables, wordsFor } from '../src/platform/database/schema.js';

const BATCH = 5000;
const MERGED = 'customer c JOIN customer_merge m ON m.survivorId = c.id JOIN customer t ON t.id = m.activeMergedId';
/** Where a phone number may be noted of customer `c`, a row of `t` each. */
const NOTED = [
  ['customer c JOIN customer t ON t.id = c.id', 't.wechat'],
  [MERGED, 't.wechat'],
  ['customer c JOIN contact t ON t.customerId = c.id', 't.mobile'],
  ['customer c JOIN contact t ON t.customerId = c.id', 't.officePhone'],
] as const;
const KEYS = { phone: 't.phone', qq: 't.qq', email: 'LOWER(t.email)', external: 't.externalId' };

/** By what customers are known beside their own keys: those of records merged into theirs, and numbers that are noted where nothing else tells. */
export class CustomerNumbers0300000000000 implements MigrationInterface {
  name = 'CustomerNumbers0300000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await createTable(runner, {
      name: 'customer_number',
      columns: [w.id(), w.ref('customerId', 'customer', { onDelete: 'CASCADE' }), w.key('kind', 10), w.key('value', 190), w.flag('noted')],
      unique: [['customerId', 'kind', 'value']],
      index: [['kind', 'value']],
    });
    await runner.query('CREATE INDEX ix_key_bar_fromId ON key_bar (fromId)');
    const into = `${w.mysql ? 'INSERT IGNORE INTO' : 'INSERT OR IGNORE INTO'} customer_number (customerId, kind, value, noted)`;
    for (const [kind, value] of Object.entries(KEYS))
      await runner.query(`${into} SELECT c.id, '${kind}', ${value}, 0 FROM ${MERGED} WHERE ${value} IS NOT NULL`);
    for (const [from, text] of NOTED) await this.note(runner, into, from, text);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['customer_number']);
    await runner.query(`DROP INDEX ix_key_bar_fromId${wordsFor(runner).mysql ? ' ON key_bar' : ''}`);
  }

  /** What reads as a phone number no database can tell. */
  private async note(runner: QueryRunner, into: string, from: string, text: string): Promise<void> {
    for (let after = 0; ;) {
      const rows = (await runner.query(
        `SELECT t.id, c.id AS customerId, ${text} AS noted FROM ${from}
          WHERE t.id > ${after} AND ${text} IS NOT NULL AND c.phone IS NULL AND c.qq IS NULL ORDER BY t.id LIMIT ${BATCH}`,
      )) as { id: number; customerId: number; noted: string }[];
      const values = rows.flatMap(({ customerId, noted }) => {
        const value = phoneE164(noted);
        return value ? [customerId, value] : [];
      });
      const places = Array(values.length / 2).fill(`(?, 'phone', ?, 1)`);
      if (values.length) await runner.query(`${into} VALUES ${places.join(', ')}`, values);
      if (rows.length < BATCH) return;
      after = Number(rows.at(-1)!.id);
    }
  }
}
