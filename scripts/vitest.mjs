// Runs the tests of one lane: `node scripts/vitest.mjs unit|e2e|browser|faults [names, Vitest's own arguments]`.
// `unit` with names looks for them in every lane: one command for one file.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './surroundings.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

/** Arguments of `node` that run Vitest once. @param lane undefined means every one. */
export function vitestArguments(lane, args) {
  return [vitest, 'run', ...(lane ? ['--project', lane] : []), ...args];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [lane, ...args] = process.argv.slice(2);
  const namesFiles = args.some((arg) => !arg.startsWith('-'));
  const { status } = spawnSync(process.execPath, vitestArguments(lane === 'unit' && namesFiles ? undefined : lane, args), {
    cwd: root,
    env: { ...process.env, CHROMIUM_PATH: findChromium() },
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
