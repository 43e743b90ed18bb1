import { mkdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import mysql from 'mysql2/promise';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import type { Config } from '../config/config.js';
import { guardDataSource } from './guard-data-source.js';
import { PREPARED_AT_MOST } from './mysql-query.js';
import { prepareOnce } from './sqlite-statements.js';

type MigrationClass = new () => MigrationInterface;
const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), '../../../migrations');

/** Every migration of the folder, in the order of its file names. */
async function migrationClasses(): Promise<MigrationClass[]> {
  const files = (await readdir(MIGRATIONS)).filter((f) => /^\d{4}-[\w-]+\.(js|ts)$/.test(f) && !f.endsWith('.d.ts')).sort();
  const modules = await Promise.all(files.map((f) => import(pathToFileURL(join(MIGRATIONS, f)).href) as Promise<Record<string, unknown>>));
  return modules.flatMap((m) => Object.values(m).filter((v): v is MigrationClass => typeof v === 'function'));
}

/** Their names, as the database keeps them. */
export const migrationNames = async (): Promise<string[]> =>
  (await migrationClasses()).map((migration) => new migration().name ?? migration.name);

/** `mariadb` and `mysql` differ for TypeORM's schema comparison; the server says which it is. */
async function serverKind(url: string): Promise<'mysql' | 'mariadb'> {
  const connection = await mysql.createConnection({ uri: url.replace(/^mariadb:/, 'mysql:') });
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version');
    return /mariadb/i.test((rows as { version: string }[])[0]!.version) ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}

export async function dataSourceOptions(config: Config): Promise<DataSourceOptions> {
  const common = {
    synchronize: false,
    migrationsRun: false,
    migrations: await migrationClasses(),
    migrationsTransactionMode: 'each' as const,
    logging: false,
  };
  if (config.databaseUrl) {
    return {
      ...common,
      type: await serverKind(config.databaseUrl),
      url: config.databaseUrl.replace(/^mariadb:/, 'mysql:'),
      charset: 'utf8mb4',
      timezone: 'Z',
      poolSize: 20,
      supportBigNumbers: true,
      bigNumberStrings: false,
      connectTimeout: 10_000,
      extra: { maxPreparedStatements: PREPARED_AT_MOST },
    };
  }
  if (config.sqlitePath !== ':memory:') mkdirSync(dirname(config.sqlitePath), { recursive: true });
  return {
    ...common,
    type: 'better-sqlite3',
    database: config.sqlitePath,
    enableWAL: config.sqlitePath !== ':memory:',
    timeout: 5000,
    statementCacheSize: 0,
    prepareDatabase: prepareOnce,
  };
}

/** An open, guarded data source with a schema that is up to date; any number of processes may start at once. */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const source = await guardDataSource(new DataSource(options)).initialize();
  try {
    await migrate(source);
  } catch (error) {
    await source.destroy();
    throw error;
  }
  return source;
}

const LOCK_WAIT_SECONDS = 120;
/** Of this database, within the 64 characters a lock may have. MySQL 9 knows MD5 no more. */
const LOCK = "CONCAT('tide-migrations-', LEFT(SHA2(DATABASE(), 256), 32))";

async function migrate(source: DataSource): Promise<void> {
  if (source.options.type === 'better-sqlite3') {
    await source.query('PRAGMA synchronous = FULL');
    await source.query('PRAGMA foreign_keys = ON');
    // what was erased is overwritten, not only no longer referred to
    await source.query('PRAGMA secure_delete = ON');
    await source.runMigrations();
    return;
  }
  const keeper = source.createQueryRunner();
  try {
    const [row] = (await keeper.query(`SELECT GET_LOCK(${LOCK}, ?) AS got`, [LOCK_WAIT_SECONDS])) as {
      got: number | null;
    }[];
    if (Number(row?.got) !== 1) throw new Error(`Another process has been migrating the database for ${LOCK_WAIT_SECONDS} s`);
    await source.runMigrations();
  } finally {
    await keeper.query(`SELECT RELEASE_LOCK(${LOCK})`);
    await keeper.release();
  }
}

/** The migrations of this code that the database has not seen. */
export async function migrationState(source: DataSource): Promise<{ missing: string[] }> {
  const done = new Set(((await source.query('SELECT name FROM migrations')) as { name: string }[]).map((row) => row.name));
  return { missing: source.migrations.map((migration) => migration.name ?? '').filter((name) => !done.has(name)) };
}
