// A command whose lines say whose they are, so that several may speak at once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs `node` with `args`, each line of its output behind `name`. @returns its exit code, null when a signal ended it. */
export async function told(name, args, extra = {}) {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...extra }, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => line.trim() && process.stdout.write(`${name.padEnd(22)}${line}\n`));
  return (await closed)[0];
}
