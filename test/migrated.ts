import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { loadConfig } from '../src/platform/config/load-config.js';
import { dataSourceOptions, openDataSource } from '../src/platform/database/data-source.js';
import { newWorld, type World } from './world.js';

const FOLDER = join(process.cwd(), 'node_modules/.cache/tide-test');
const SOURCES = ['migrations', 'src/platform/database'];

/** Whatever decides what the migrations make. */
function fingerprint(server: string): string {
  const hash = createHash('sha1').update(server);
  for (const folder of SOURCES)
    for (const file of readdirSync(join(process.cwd(), folder)).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

/**
 * A new world whose database on the tests' server has what the migrations make, which takes them seconds: they run for the first one, and the others get a
 * copy. `schema.e2e-spec.ts` runs them themselves.
 */
export async function migratedWorld(extra: Record<string, string> = {}): Promise<World> {
  const world = await newWorld(extra);
  if (world.env['DATABASE_URL']) await migrate(world.env);
  return world;
}

async function migrate(env: Record<string, string>): Promise<void> {
  const connection = await mysql.createConnection({ uri: env['DATABASE_URL']!, multipleStatements: true });
  try {
    const [[{ version }]] = (await connection.query('SELECT VERSION() AS version')) as unknown as [[{ version: string }]];
    const place = join(FOLDER, `schema-${fingerprint(version)}.sql`);
    if (existsSync(place)) return void (await connection.query(readFileSync(place, 'utf8')));
    await (await openDataSource(await dataSourceOptions(loadConfig(env)))).destroy();
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${place}.${process.pid}`, await dumped(connection));
    renameSync(`${place}.${process.pid}`, place);
  } finally {
    await connection.end();
  }
}

async function dumped(connection: mysql.Connection): Promise<string> {
  const [tables] = (await connection.query('SHOW TABLES')) as unknown as [Record<string, string>[]];
  const statements = ['SET foreign_key_checks = 0'];
  for (const name of tables.flatMap((row) => Object.values(row))) {
    const [[table]] = (await connection.query(`SHOW CREATE TABLE ${name}`)) as unknown as [[Record<string, string>]];
    statements.push(table['Create Table']!);
    const [rows] = await connection.query({ sql: `SELECT * FROM ${name}`, rowsAsArray: true });
    if ((rows as unknown[]).length) statements.push(connection.format(`INSERT INTO ${name} VALUES ?`, [rows]));
  }
  return statements.join(';\n');
}
