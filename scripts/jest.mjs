// Runs Jest on one lane: `node scripts/jest.mjs unit|e2e|browser [Jest's own arguments]`.
// The flags Jest needs for ES modules are passed here, so that no shell syntax is needed on any host.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANES } from './lanes.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

/** Arguments of `node` that run Jest; globs `undefined` means every kind of test. */
export function jestArguments(globs, args) {
  const match = globs?.flatMap((glob) => ['--testMatch', glob]) ?? [];
  return ['--experimental-vm-modules', '--no-warnings', jest, ...args, ...match];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [lane, ...args] = process.argv.slice(2);
  const namesFiles = args.some((arg) => !arg.startsWith('-'));
  const globs = lane === 'unit' && namesFiles ? undefined : LANES[lane];
  const { status } = spawnSync(process.execPath, jestArguments(globs, args), { cwd: root, stdio: 'inherit' });
  process.exit(status ?? 1);
}
