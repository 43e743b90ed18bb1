const TOUCH = 'UPDATE customer SET last_follow_up_at = ? WHERE id = ? AND (owner_id = ? OR department_id = ?)';
const RECORD = 'INSERT INTO follow_up (customer_id, user_id, note, created_at) VALUES (?, ?, ?, ?)';

const valid = ({ customerId, note }) => Number.isInteger(customerId) && typeof note === 'string' && note.length >= 1 && note.length <= 2000;

/** Checks, an update under the row rule, an insert, a durable commit. */
export async function recordFollowUp(pool, caller, body) {
  if (!valid(body)) return { status: 400, body: '{}' };
  const at = new Date(Date.now()).toISOString().slice(0, 19).replace('T', ' ');
  const connection = await pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    const [touched] = await connection.execute(TOUCH, [at, body.customerId, caller.sub, caller.dept]);
    if (!touched.affectedRows) {
      await connection.query('ROLLBACK');
      return { status: 403, body: '{}' };
    }
    const [recorded] = await connection.execute(RECORD, [body.customerId, caller.sub, body.note, at]);
    await connection.query('COMMIT');
    return { status: 201, body: `{"id":${recorded.insertId}}` };
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  } finally {
    connection.release();
  }
}
