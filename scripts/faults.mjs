// `npm run test:faults [-- names]`: breaks the application for real, on SQLite, then on MariaDB + Redis. One after the other: what is killed here must not disturb another test.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingServices } from './surroundings.mjs';
import { vitestArguments } from './vitest.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { env } = process;
const database = env.TEST_DATABASE_URL ?? 'mysql://root@127.0.0.1:3306';
const redis = env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const options = { cwd: root, stdio: 'inherit' };

if (spawnSync(process.execPath, ['scripts/build.mjs', '--if-needed'], options).status !== 0) process.exit(1);

function run(stack) {
  process.stdout.write(`\n── faults on ${stack === 'sqlite' ? 'SQLite' : 'MariaDB + Redis'} ──\n`);
  const args = vitestArguments('faults', process.argv.slice(2));
  return spawnSync(process.execPath, args, { ...options, env: { ...env, TEST_STACK: stack, TEST_WORKER: 'separate' } }).status === 0;
}

const missing = await missingServices({ database, redis });
if (missing) process.stdout.write(`– MariaDB + Redis not run: ${missing}\n`);
const wanted = env.TEST_STACK ? [env.TEST_STACK] : ['sqlite', ...(missing ? [] : ['mysql'])];
const passed = wanted.map(run).every(Boolean);
process.exit(passed && !(missing && env.REQUIRE_SERVICES === '1') ? 0 : 1);
