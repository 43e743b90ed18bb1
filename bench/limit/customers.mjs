const COLUMNS =
  'id,qq,phone,name,gender,education,graduation_school,major,experience,work_status,company,salary,source,status,owner_id,department_id,created_at,assigned_at,last_follow_up_at';
const part = (column) => `(SELECT ${COLUMNS} FROM customer WHERE ${column} = ? AND id < ? ORDER BY id DESC LIMIT 20)`;
/** Two index ranges instead of an OR, which would read them whole. */
const PAGE = `${part('department_id')} UNION ${part('owner_id')} ORDER BY id DESC LIMIT 20`;
const COUNT =
  'SELECT (SELECT COUNT(*) FROM customer WHERE department_id = ?) + (SELECT COUNT(*) FROM customer WHERE owner_id = ? AND department_id <> ?) AS n';
const ids = (column, index) =>
  `SELECT id FROM customer FORCE INDEX (${index}) WHERE ${column} LIKE ? AND status = 2 AND (owner_id = ? OR department_id = ?)`;
const BY_NAME = ids('name', 'ix_name');
const BY_NUMBER = `${ids('phone', 'uq_phone')} UNION ${ids('qq', 'uq_qq')}`;
const LARGEST_ID = 4_294_967_295;

/** Counted once for each caller and never again: the ceiling, not a design. */
const known = new Map();

const ok = (total, items) => ({ status: 200, body: JSON.stringify({ total, items }) });

async function totalOf(pool, { sub, dept }) {
  const [[row]] = await pool.execute(COUNT, [dept, sub, dept]);
  return row.n;
}

export async function listCustomers(pool, caller, { before = LARGEST_ID, known: remembered }) {
  const page = pool.execute(PAGE, [caller.dept, before, caller.sub, before]);
  let total = remembered ? known.get(caller.sub) : undefined;
  if (total === undefined) {
    total = await totalOf(pool, caller);
    if (remembered) known.set(caller.sub, total);
  }
  const [items] = await page;
  return ok(total, items);
}

/** Prefix search, not enrolled ones only: ids by index range, then the 20 rows. */
export async function searchCustomers(pool, { sub, dept }, word) {
  const prefix = `${word.replace(/[\\%_]/g, '\\$&')}%`;
  const [found] = /^\d+$/.test(word)
    ? await pool.execute(BY_NUMBER, [prefix, sub, dept, prefix, sub, dept])
    : await pool.execute(BY_NAME, [prefix, sub, dept]);
  const first = found
    .map((row) => row.id)
    .sort((a, b) => b - a)
    .slice(0, 20);
  if (!first.length) return ok(0, []);
  const [items] = await pool.query(`SELECT ${COLUMNS} FROM customer WHERE id IN (${first.join(',')}) ORDER BY id DESC`);
  return ok(found.length, items);
}
