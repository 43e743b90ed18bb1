// The state after generating, and the way back to it: copies of the rows that units change, and the highest id of every table.
import { setTimeout as sleep } from 'node:timers/promises';
import { withConnection } from '../database.mjs';
import { DUE_AT } from './people.mjs';

/** Copied in part: the condition picks the rows that units change in place. */
const PARTS = {
  limit: { customer: "owner_id IS NULL OR (status = 2 AND (last_follow_up_at < '$due' - INTERVAL 3 DAY OR assigned_at < '$due' - INTERVAL 15 DAY))" },
  product: {
    customer: `holding = 'pool' OR reclaimAt <= ${DUE_AT}`,
    ownership: `openCustomerId IN (SELECT id FROM customer WHERE reclaimAt <= ${DUE_AT})`,
  },
};
/** Small tables without an id of their own: copied whole. */
const WHOLE = { limit: ['rotation'], product: ['holder_load', 'customer_count', 'turn', 'rotation', 'reclaim_beat', 'claim_day'] };
/** Tables without an id of their own whose rows belong to another table's. */
const BELONGING = {
  limit: {},
  product: { person_profile: ['customerId', 'customer'], company_profile: ['customerId', 'customer'], customer_tag: ['customerId', 'customer'], customer_course: ['customerId', 'customer'], import_row: ['importId', 'customer_import'] },
};
/** What the product adds at its start, and what keeps the measured people signed in. */
const UNTOUCHED = /^(kept_|migrations$|auth_|sign_in|permission|role|dictionary|setting|schedule|calendar|rights|staff|department|job_position|\w+_rule$|\w+_template$)/;
const NO_CHECKS = 'SET foreign_key_checks = 0, unique_checks = 0';

const kindOf = (database) => (database.startsWith('limit') ? 'limit' : 'product');
const dueText = new Date(DUE_AT).toISOString().slice(0, 19).replace('T', ' ');

export async function stateOf(database) {
  try {
    return await withConnection(database, async (db) => (await db.query('SELECT value FROM kept_state'))[0][0]?.value);
  } catch (error) {
    if (['ER_BAD_DB_ERROR', 'ER_NO_SUCH_TABLE'].includes(error.code)) return undefined;
    throw error;
  }
}

async function columnsOf(db, table) {
  const [rows] = await db.query('SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position', [table]);
  return rows.map((row) => row.name);
}

async function tablesWithIds(db) {
  const [rows] = await db.query(
    "SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' AND c.column_name = 'id' AND c.extra LIKE '%auto_increment%'",
  );
  return rows.map((row) => row.name).filter((name) => !UNTOUCHED.test(name));
}

/** Call when the databases are as they should always be found. */
export function keepState(database, value) {
  const kind = kindOf(database);
  return withConnection(database, async (db) => {
    await db.query('DROP TABLE IF EXISTS kept_state, kept_height; CREATE TABLE kept_height (name VARCHAR(64) PRIMARY KEY, id BIGINT NOT NULL)');
    for (const [table, rows] of Object.entries(PARTS[kind])) {
      await db.query(`DROP TABLE IF EXISTS kept_${table}; CREATE TABLE kept_${table} (PRIMARY KEY (id)) SELECT * FROM ${table} WHERE ${rows.replaceAll('$due', dueText)}`);
    }
    for (const table of WHOLE[kind]) await db.query(`DROP TABLE IF EXISTS kept_${table}; CREATE TABLE kept_${table} SELECT * FROM ${table}`);
    for (const table of await tablesWithIds(db)) {
      await db.query(`INSERT INTO kept_height SELECT '${table}', COALESCE(MAX(id), 0) FROM ${table}`);
    }
    await db.query('CREATE TABLE kept_state (value VARCHAR(200) NOT NULL)');
    await db.query('INSERT INTO kept_state VALUES (?)', [value]);
  });
}

/** Back to where `keepState` was called. Tables that migrations have added since then are emptied. */
export function restoreState(database) {
  const kind = kindOf(database);
  return withConnection(database, async (db) => {
    await db.query(NO_CHECKS);
    const heights = new Map((await db.query('SELECT name, id FROM kept_height'))[0].map((row) => [row.name, row.id]));
    for (const [table, [column, of]] of Object.entries(BELONGING[kind])) await db.query(`DELETE FROM ${table} WHERE ${column} > ${heights.get(of) ?? 0}`);
    for (const table of await tablesWithIds(db)) await db.query(`DELETE FROM ${table} WHERE id > ${heights.get(table) ?? 0}`);
    for (const table of Object.keys(PARTS[kind])) await restorePart(db, table);
    for (const table of WHOLE[kind]) {
      const columns = (await columnsOf(db, `kept_${table}`)).map((c) => `\`${c}\``).join(', ');
      await db.query(`START TRANSACTION; DELETE FROM ${table}; INSERT INTO ${table} (${columns}) SELECT ${columns} FROM kept_${table}; COMMIT`);
    }
  });
}

async function restorePart(db, table) {
  const columns = (await columnsOf(db, `kept_${table}`)).filter((c) => c !== 'id');
  const changed = columns.map((c) => `NOT (t.\`${c}\` <=> k.\`${c}\`)`).join(' OR ');
  await db.query(`UPDATE ${table} t JOIN kept_${table} k USING (id) SET ${columns.map((c) => `t.\`${c}\` = k.\`${c}\``).join(', ')} WHERE ${changed}`);
}

/** Waits until the database has done its own cleaning up, so that nobody's round pays for what came before it. */
export function settle(most = 30) {
  return withConnection('', async (db) => {
    for (let i = 0; i < most * 4; i++) {
      const [[row]] = await db.query("SHOW GLOBAL STATUS LIKE 'Innodb_history_list_length'");
      if (!row || Number(row.Value) < 1000) return;
      await sleep(250);
    }
  });
}
