// W5 by hand: who was not followed up for 3 days, or not closed within 15, loses the customer.
import { connect, databaseNames, withConnection } from '../database.mjs';
import { datetime } from '../data/limit-rows.mjs';
import { DUE_AT } from '../data/people.mjs';

const now = `'${datetime(DUE_AT)}'`;
const UNTOUCHED = `status = 2 AND last_follow_up_at < ${now} - INTERVAL 3 DAY`;
const UNCLOSED = `status = 2 AND assigned_at < ${now} - INTERVAL 15 DAY`;
const DUE = `status = 2 AND owner_id IS NOT NULL AND (last_follow_up_at < ${now} - INTERVAL 3 DAY OR assigned_at < ${now} - INTERVAL 15 DAY)`;
const BATCH = 'CREATE OR REPLACE TEMPORARY TABLE batch (id INT UNSIGNED PRIMARY KEY, u INT UNSIGNED, s TINYINT)';
const RECORD = "INSERT INTO distribution (user_id, customer_id, ctime, status, memo) SELECT u, id, NOW(), s, 'reclaim' FROM batch";
const FREE =
  'UPDATE customer c JOIN batch USING (id) SET c.owner_id = NULL, c.department_id = NULL, c.assigned_at = NULL, c.last_follow_up_at = NULL';

/** One transaction over all of them: the floor of the floor. */
export function reclaimAtOnce(options) {
  return withConnection(databaseNames(options).limit, (db) =>
    db.query(
      `START TRANSACTION; ${BATCH} SELECT id, owner_id AS u, IF(last_follow_up_at < ${now} - INTERVAL 3 DAY, 3, 4) AS s FROM customer WHERE ${DUE} FOR UPDATE; ${RECORD}; ${FREE}; COMMIT`,
    ),
  );
}

/** Durable batches by index range: killed anywhere, the next run goes on. */
export async function reclaimInBatches(options, { size = 5000 } = {}) {
  const db = await connect(databaseNames(options).limit);
  await db.query(`SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; ${BATCH}`);
  const kinds = [
    { rows: UNTOUCHED, index: 'ix_follow', outcome: 3 },
    { rows: UNCLOSED, index: 'ix_assigned', outcome: 4 },
  ];
  for (const { rows, index, outcome } of kinds) {
    for (;;) {
      const take = `INSERT INTO batch SELECT id, owner_id, ${outcome} FROM customer FORCE INDEX (${index}) WHERE ${rows} AND owner_id IS NOT NULL LIMIT ${size} FOR UPDATE SKIP LOCKED`;
      const [results] = await db.query(`START TRANSACTION; DELETE FROM batch; ${take}`);
      if (!results[2].affectedRows) break;
      await db.query(`${RECORD}; ${FREE}; COMMIT`);
    }
    await db.query('COMMIT');
  }
  await db.end();
}

/** Customers that are due now. */
export const countDue = (options) =>
  withConnection(databaseNames(options).limit, async (db) => (await db.query(`SELECT COUNT(*) AS n FROM customer WHERE ${DUE}`))[0][0].n);

/** What is wrong after `due` of them were to be reclaimed; undefined when nothing is. */
export function faultOfReclaim(options, due) {
  return withConnection(databaseNames(options).limit, async (db) => {
    const [[r]] = await db.query(
      `SELECT (SELECT COUNT(*) FROM customer WHERE ${DUE}) AS left_over, COUNT(*) AS reclaimed, COUNT(DISTINCT customer_id) AS customers FROM distribution`,
    );
    return r.left_over === 0 && r.reclaimed === due && r.customers === due ? undefined : JSON.stringify(r);
  });
}
