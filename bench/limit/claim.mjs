const TAKE = 'UPDATE customer SET owner_id = ?, department_id = ?, assigned_at = NOW() WHERE id = ? AND owner_id IS NULL';
const RECORD = 'INSERT INTO distribution (user_id, customer_id, ctime, status) VALUES (?, ?, NOW(), 1)';
const REMEMBERED = 50;

/** Attempts under way, by customer: who comes while one is waits for its outcome instead of asking the database, too. */
const underWay = new Map();

async function attempt(pool, caller, id) {
  const connection = await pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    const [taken] = await connection.execute(TAKE, [caller.sub, caller.dept, id]);
    if (taken.affectedRows) await connection.execute(RECORD, [caller.sub, id]);
    await connection.query(taken.affectedRows ? 'COMMIT' : 'ROLLBACK');
    return taken.affectedRows === 1;
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  } finally {
    connection.release();
  }
}

/** Exactly one caller wins, by a conditional update. */
export async function claim(pool, caller, id) {
  const other = underWay.get(id);
  if (other && (await other)) return { status: 409, body: '{}' };
  const own = attempt(pool, caller, id).finally(() => setTimeout(() => underWay.delete(id), REMEMBERED));
  underWay.set(
    id,
    own.then(
      () => true,
      () => false,
    ),
  );
  return (await own) ? { status: 200, body: '{"ok":true}' } : { status: 409, body: '{}' };
}
