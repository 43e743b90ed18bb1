// W4 by hand: customers without an owner go round the slots of the rotation; the place in it is kept, so that nobody is skipped or served twice.
import { connect, databaseNames, withConnection } from '../database.mjs';

const BATCH = 'CREATE OR REPLACE TEMPORARY TABLE batch (id INT UNSIGNED PRIMARY KEY, u INT UNSIGNED, d INT UNSIGNED)';
const GIVE = 'UPDATE customer c JOIN batch USING (id) SET c.owner_id = batch.u, c.department_id = batch.d, c.assigned_at = NOW()';

/** Everything in one transaction and four statements: nothing is faster, and nothing is saved when it dies on the way. */
export function distributeAtOnce(options) {
  return withConnection(databaseNames(options).limit, (db) =>
    db.query(`START TRANSACTION; SELECT next_pos, round_len INTO @place, @length FROM rotation WHERE id = 1 FOR UPDATE;
      ${BATCH} SELECT c.id, s.user_id AS u, s.department_id AS d
        FROM (SELECT id, (ROW_NUMBER() OVER (ORDER BY id) - 1 + @place) % @length AS p FROM customer WHERE owner_id IS NULL) c JOIN rotation_slot s ON s.pos = c.p;
      SET @given = (SELECT COUNT(*) FROM batch); ${GIVE};
      INSERT INTO distribution (user_id, customer_id, ctime, status) SELECT u, id, NOW(), 1 FROM batch ORDER BY id;
      UPDATE rotation SET next_pos = next_pos + @given WHERE id = 1; COMMIT`),
  );
}

/** Several workers, each batch one durable transaction: killed anywhere, the others go on. */
export async function distributeInBatches(options, { workers = 4, size = 1000 } = {}) {
  const database = databaseNames(options).limit;
  const [slots] = await withConnection(database, (db) =>
    db.query('SELECT user_id AS user, department_id AS department FROM rotation_slot ORDER BY pos'),
  );
  const work = async () => {
    const db = await connect(database);
    await db.query(`SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; ${BATCH}`);
    for (let last = 0; ;) {
      await db.query('START TRANSACTION');
      const take = `SELECT id FROM customer FORCE INDEX (ix_owner) WHERE owner_id IS NULL AND id > ${last} ORDER BY id LIMIT ${size} FOR UPDATE SKIP LOCKED`;
      const [ids] = await db.query({ sql: take, rowsAsArray: true });
      if (!ids.length) break;
      last = ids.at(-1)[0];
      const [[{ next_pos: place }]] = await db.query('SELECT next_pos FROM rotation WHERE id = 1 FOR UPDATE');
      const given = ids.map(([id], i) => ({ id, ...slots[(place + i) % slots.length] }));
      await db.query(
        `DELETE FROM batch; INSERT INTO batch VALUES ${given.map((g) => `(${g.id},${g.user},${g.department})`).join(',')}; ${GIVE};
         INSERT INTO distribution (user_id, customer_id, ctime, status) VALUES ${given.map((g) => `(${g.user},${g.id},NOW(),1)`).join(',')};
         UPDATE rotation SET next_pos = next_pos + ${given.length} WHERE id = 1; COMMIT`,
      );
    }
    await db.query('COMMIT');
    await db.end();
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** What is wrong with the outcome; undefined when everybody got his share and nobody was given away twice. */
export function faultOfDistribution(options) {
  return withConnection(databaseNames(options).limit, async (db) => {
    const [[r]] =
      await db.query(`SELECT (SELECT COUNT(*) FROM customer WHERE owner_id IS NULL) AS waiting, COUNT(*) AS given, COUNT(DISTINCT customer_id) AS customers,
      (SELECT next_pos FROM rotation) AS place FROM distribution`);
    const right = r.waiting === 0 && r.given === options.pool && r.customers === options.pool && Number(r.place) === options.pool;
    return right ? undefined : JSON.stringify(r);
  });
}
