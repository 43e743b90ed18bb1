import { DatabaseSync } from 'node:sqlite';
import { createPool } from 'mysql2/promise';

/** A look at the database beside the product. */
export interface Statements {
  rows<T = Record<string, unknown>>(sql: string, params?: readonly (string | number)[]): Promise<T[]>;
  /** The first column of the first row, as a number. */
  number(sql: string, params?: readonly (string | number)[]): Promise<number>;
  end(): Promise<void>;
}

const numberOf = async (rows: Promise<Record<string, unknown>[]>) => Number(Object.values((await rows)[0] ?? {})[0] ?? 0);

export function createDatabase(env: Record<string, string>): Statements {
  const url = env['DATABASE_URL'];
  if (!url) return onSqlite(env['SQLITE_PATH']!);
  const pool = createPool({ uri: url, connectionLimit: 2 });
  const rows: Statements['rows'] = async (sql, params = []) => (await pool.query(sql, [...params]))[0] as never;
  return { rows, number: (sql, params) => numberOf(rows(sql, params)), end: () => pool.end() };
}

/**
 * Opened for each look: two SQLite libraries of one process that both hold a file would drop each other's locks and read a log that was thrown away.
 * For the same reason not to be asked while `Stage.prepare` is at work.
 */
function onSqlite(path: string): Statements {
  const rows: Statements['rows'] = (sql, params = []) => {
    const open = new DatabaseSync(path, { timeout: 10_000 });
    try {
      return Promise.resolve(open.prepare(sql).all(...params) as never);
    } finally {
      open.close();
    }
  };
  return { rows, number: (sql, params) => numberOf(rows(sql, params)), end: () => Promise.resolve() };
}
