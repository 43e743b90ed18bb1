// `npm test [-- names]`: unit tests, then the whole application on SQLite, on MySQL + Redis and in a browser, as far as this machine has them.
// REQUIRE_SERVICES=1 and REQUIRE_BROWSER=1 make a missing one a failure. The last line is the sum of all lanes.
// Each line says whose it is.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { secondTries } from './second-tries.mjs';
import { findChromium, missingServices } from './surroundings.mjs';
import { told } from './told.mjs';
import { vitestArguments } from './vitest.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const notes = mkdtempSync(join(tmpdir(), 'tide-totals-'));
const names = process.argv.slice(2);
const { env } = process;
const isSet = (value) => value === '1' || value === 'true';

const database = env.TEST_DATABASE_URL ?? 'mysql://root@127.0.0.1:3306';
const redis = env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const chromium = findChromium();
const browserFolder = join(root, 'test/browser');
const hasJourneys =
  existsSync(browserFolder) && readdirSync(browserFolder, { recursive: true }).some((file) => file.endsWith('.browser-spec.ts'));

const lanes = [
  { name: 'unit', lane: 'unit', env: { TEST_STACK: 'sqlite' } },
  { name: 'e2e on SQLite', lane: 'e2e', env: { TEST_STACK: 'sqlite' }, needsBuild: true },
  {
    name: 'e2e on MySQL + Redis',
    lane: 'e2e',
    env: { TEST_STACK: 'mysql', TEST_WORKER: 'separate', TEST_DATABASE_URL: database, TEST_REDIS_URL: redis },
    needsBuild: true,
    missing: await missingServices({ database, redis }),
    required: isSet(env.REQUIRE_SERVICES),
  },
  {
    name: 'browser journeys',
    lane: 'browser',
    env: { TEST_STACK: 'sqlite', CHROMIUM_PATH: chromium, ADMIN_JS_TMP_DIR: join(root, 'dist/adminjs'), ADMIN_JS_SKIP_BUNDLE: 'true' },
    needsBuild: true,
    missing: !hasJourneys ? 'none are written' : chromium ? undefined : 'no Chromium found (CHROMIUM_PATH)',
    required: isSet(env.REQUIRE_BROWSER) && hasJourneys,
  },
];

/** Runs one lane; a run that ended without counting failed. */
async function run({ name, lane, env: extra }) {
  const outputFile = join(notes, `${name}.json`);
  const noted = join(notes, `${name}.second-tries`);
  const reporters = [
    '--reporter',
    'default',
    '--reporter',
    './scripts/second-tries.mjs',
    '--reporter',
    'json',
    `--outputFile.json=${outputFile}`,
    '--silent=passed-only',
  ];
  const status = await told(name, vitestArguments(lane, [...names, ...(names.length > 0 ? ['--passWithNoTests'] : []), ...reporters]), {
    ...extra,
    SECOND_TRIES: noted,
  });
  again.push(...secondTries([noted]));
  if (!existsSync(outputFile)) return { passed: 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  const counted = JSON.parse(readFileSync(outputFile, 'utf8'));
  const totals = {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests,
    skipped: counted.numPendingTests + counted.numTodoTests,
  };
  return status !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

const sum = { passed: 0, failed: 0 };
/** Tests that passed only at the second try. */
const again = [];

/** @returns the line of the lane for the end. */
async function line(lane) {
  if (lane.missing) {
    if (lane.required) sum.failed += 1;
    return `  ${lane.required ? '✘' : '–'} ${lane.name.padEnd(22)} not run: ${lane.missing}`;
  }
  const start = performance.now();
  const { passed, failed, skipped } = await run(lane);
  sum.passed += passed;
  sum.failed += failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  return `  ${failed > 0 ? '✘' : '✔'} ${lane.name.padEnd(22)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} (${seconds} s)`;
}

const from = performance.now();
const builds = lanes.some((lane) => lane.needsBuild && !lane.missing);
if (builds && (await told('build', ['scripts/build.mjs', '--if-needed'])) !== 0) process.exit(1);
const lines = [];
for (const lane of lanes) lines.push(await line(lane)); // one by one: each takes the whole machine
rmSync(notes, { recursive: true, force: true });

process.stdout.write(`\nLanes, in ${((performance.now() - from) / 1000).toFixed(0)} s\n${lines.join('\n')}\n\n`);
for (const line of again) process.stdout.write(line);
process.stdout.write(`${sum.passed} passed${again.length > 0 ? ` (${again.length} only at the second try)` : ''}, ${sum.failed} failed\n`);
process.exit(sum.failed > 0 ? 1 : 0);
