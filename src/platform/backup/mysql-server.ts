import mysql, { type Connection } from 'mysql2/promise';
import { placeOfSample, SAMPLES } from './database-archive.js';
import type { MysqlPlace } from './mysql-client.js';

const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;

/** A server as backup and restore ask it: several databases on one connection. */
export class MysqlServer {
  private constructor(
    private readonly connection: Connection,
    readonly version: string,
  ) {}

  /** No database is chosen: the target's may not exist yet. */
  static async connect({ host, port, user, password }: MysqlPlace): Promise<MysqlServer> {
    const connection = await mysql.createConnection({ host, port, user, password, charset: 'utf8mb4', connectTimeout: 10_000 });
    const [rows] = await connection.query('SELECT VERSION() AS version');
    return new MysqlServer(connection, (rows as { version: string }[])[0]!.version);
  }

  async rows<T>(sql: string, params: readonly string[] = []): Promise<T[]> {
    return (await this.connection.query(sql, [...params]))[0] as T[];
  }

  async exists(database: string): Promise<boolean> {
    return (await this.rows('SELECT 1 AS one FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?', [database])).length > 0;
  }

  async tables(database: string): Promise<string[]> {
    const rows = await this.rows<{ name: string }>(
      'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY 1',
      [database],
    );
    return rows.map((row) => row.name);
  }

  async migrations(database: string): Promise<string[]> {
    return (await this.rows<{ name: string }>(`SELECT name FROM ${quoted(database)}.migrations ORDER BY id`)).map((row) => row.name);
  }

  async counts(database: string, tables: readonly string[]): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of tables) {
      const [row] = await this.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${quoted(database)}.${quoted(table)}`);
      counts[table] = Number(row!.n);
    }
    return counts;
  }

  async fileNames(database: string): Promise<Set<string>> {
    return new Set((await this.rows<{ name: string }>(`SELECT name FROM ${quoted(database)}.stored_file`)).map((row) => row.name));
  }

  async sealedSamples(database: string): Promise<{ sealed: string; place: string }[]> {
    const from = SAMPLES.replace('person_key', `${quoted(database)}.person_key`);
    const ends = ['ASC', 'DESC'].map((order) =>
      this.rows<{ subject: string; subjectId: string; wrapped: string }>(`${from} ORDER BY id ${order} LIMIT 3`),
    );
    return (await Promise.all(ends)).flat().map((row) => ({ sealed: row.wrapped, place: placeOfSample(row) }));
  }

  /** Of other processes that have chosen this database, as far as this user may see them. */
  async connections(database: string): Promise<number> {
    const sql = 'SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE DB = ? AND ID <> CONNECTION_ID()';
    return Number((await this.rows<{ n: number }>(sql, [database]))[0]!.n);
  }

  /** Makes it anew, with the character set of ours. */
  async createEmpty(database: string): Promise<void> {
    await this.drop(database);
    await this.rows(`CREATE DATABASE ${quoted(database)} CHARACTER SET utf8mb4`);
  }

  async drop(database: string): Promise<void> {
    await this.rows(`DROP DATABASE IF EXISTS ${quoted(database)}`);
  }

  /** The target's tables leave and the prepared ones take their place, in one statement: all of it or nothing. */
  async exchange(target: string, prepared: string, replaced: string): Promise<void> {
    const move = (tables: readonly string[], from: string, to: string) =>
      tables.map((table) => `${quoted(from)}.${quoted(table)} TO ${quoted(to)}.${quoted(table)}`);
    const moves = [...move(await this.tables(target), target, replaced), ...move(await this.tables(prepared), prepared, target)];
    await this.rows('SET SESSION foreign_key_checks = 0');
    await this.rows(`RENAME TABLE ${moves.join(', ')}`);
  }

  async close(): Promise<void> {
    await this.connection.end();
  }
}
