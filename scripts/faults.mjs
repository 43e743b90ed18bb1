// `npm run test:faults [-- names]`: breaks the application for real, on SQLite and on MariaDB + Redis at once, which share nothing. Of one stack one
// after the other: what is killed here must not disturb another test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secondTries } from './second-tries.mjs';
import { missingServices } from './surroundings.mjs';
import { told } from './told.mjs';
import { vitestArguments } from './vitest.mjs';

const { env } = process;
const database = env.TEST_DATABASE_URL ?? 'mysql://root@127.0.0.1:3306';
const redis = env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const names = process.argv.slice(2);

if ((await told('build', ['scripts/build.mjs', '--if-needed'])) !== 0) process.exit(1);

const notes = mkdtempSync(join(tmpdir(), 'tide-faults-notes-'));
const noted = (stack) => join(notes, stack);
const reporters = ['--reporter', 'default', '--reporter', './scripts/second-tries.mjs'];
const run = (stack) =>
  told(`faults on ${stack}`, vitestArguments('faults', [...names, ...(names.length > 0 ? ['--passWithNoTests'] : []), ...reporters]), {
    ...{ TEST_STACK: stack, TEST_WORKER: 'separate', SECOND_TRIES: noted(stack) },
  });

const missing = await missingServices({ database, redis });
if (missing) process.stdout.write(`– MariaDB + Redis not run: ${missing}\n`);
const wanted = env.TEST_STACK ? [env.TEST_STACK] : ['sqlite', ...(missing ? [] : ['mysql'])];
const codes = await Promise.all(wanted.map(run));
for (const line of secondTries(wanted.map(noted))) process.stdout.write(line);
rmSync(notes, { recursive: true, force: true });
process.exit(codes.every((code) => code === 0) && !(missing && env.REQUIRE_SERVICES === '1') ? 0 : 1);
