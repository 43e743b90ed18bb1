/** Of one connection: the application's own, and lists of every shape asked lately. */
const KEPT = 500;
/** Characters. One that writes a batch of rows takes megabytes when it is prepared, and hardly comes a second time. */
const LONGEST = 10_000;

interface Connection {
  prepare(sql: string): unknown;
}

/**
 * Each statement is prepared once for a connection, which takes longer than many of them run. TypeORM keeps what it prepared with the runner, and on SQLite
 * every caller has a runner of his own (docs/adr/0006). What changes the schema ends all that was prepared before it.
 */
export function prepareOnce(connection: Connection): void {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, unknown>();
  connection.prepare = (sql) => {
    if (sql.length > LONGEST) return prepare(sql);
    if (/^\s*(CREATE|ALTER|DROP)\b/i.test(sql)) {
      kept.clear();
      return prepare(sql);
    }
    const statement = kept.get(sql) ?? prepare(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return statement;
  };
}
