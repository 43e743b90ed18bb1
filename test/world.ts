import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';

/** `sqlite`: everything in the process. `mysql`: MariaDB and Redis, web in this process, a worker where the test starts one. */
export const STACK = process.env['TEST_STACK'] === 'mysql' ? 'mysql' : 'sqlite';
export const DATABASE_SERVER = process.env['TEST_DATABASE_URL'] ?? 'mysql://root@127.0.0.1:3306';
export const REDIS_SERVER = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

export interface World {
  env: Record<string, string>;
  close(): Promise<void>;
}

/** A database, a Redis prefix and a data folder of its own; the environment that names them. */
export async function newWorld(extra: Record<string, string> = {}): Promise<World> {
  const name = `tide_test_${randomBytes(6).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'tide-test-'));
  const secret = () => randomBytes(24).toString('hex');
  const env: Record<string, string> = {
    DATA_DIR: folder,
    DEMO_DATA: 'false',
    ADMIN_PASSWORD: 'first-admin-password',
    LOG_LEVEL: 'silent',
    PORT: '0',
    OUTGOING_ALLOW: '127.0.0.0/8', // where the providers of the tests live
    JWT_SECRET: secret(),
    SESSION_SECRET: secret(),
    ENCRYPTION_KEY: secret(),
    ...(STACK === 'mysql'
      ? { DATABASE_URL: `${DATABASE_SERVER}/${name}`, REDIS_URL: `${REDIS_SERVER}/0`, REDIS_PREFIX: name }
      : { SQLITE_PATH: ':memory:' }),
    ...extra,
  };
  if (STACK === 'mysql') await onServer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  return {
    env,
    close: async () => {
      rmSync(folder, { recursive: true, force: true });
      if (STACK === 'mysql') await onServer(`DROP DATABASE IF EXISTS ${name}`);
    },
  };
}

/** One statement on the tests' server. @returns its rows. */
export async function onServer(sql: string): Promise<unknown> {
  const connection = await mysql.createConnection(DATABASE_SERVER);
  const [rows] = await connection.query(sql);
  await connection.end();
  return rows;
}
