import { Database } from '../src/platform/database/database.js';
import type { TestApp } from './app.js';

/** Children before parents. */
const TABLES = [
  'import_row',
  'customer_import',
  'assignment',
  'distribution_run',
  'turn',
  'quota',
  'ownership',
  'interaction',
  'contact',
  'customer_tag',
  'customer_course',
  'person_profile',
  'company_profile',
  'customer',
  'holder_load',
  'claim_day',
  'key_bar',
  'customer_count',
  'customer_count_delta',
  'staff_leave',
  'notification',
];

/** Forgets customers and all that hangs on them, so that tests can share one application; staff, rules and settings stay. */
export async function forgetCustomers(house: TestApp): Promise<void> {
  const database = house.app.get(Database, { strict: false });
  await database.transaction(async () => {
    for (const table of TABLES) await database.run(`DELETE FROM ${table}`);
    await database.run('UPDATE rotation SET notifiedThrough = 0');
  });
}
