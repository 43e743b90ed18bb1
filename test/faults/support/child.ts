import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A process of its own that is to be killed, on `world`, once it has said its first word. @returns it, and all it has said so far. */
export async function startChild(name: string, world: object): Promise<{ child: ChildProcess; said: () => string }> {
  const child = spawn(process.execPath, ['--no-warnings', '--import', at('../../typescript.mjs'), at(`${name}.ts`)], {
    env: { PATH: process.env['PATH'], CHILD_WORLD: JSON.stringify(world) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (some: Buffer) => (text += some.toString()));
  const [code] = await Promise.race([once(child.stdout, 'data').then(() => []), once(child, 'exit')]);
  if (code !== undefined) throw new Error(`${name} ended with ${code}`);
  return { child, said: () => text };
}

/** @returns when it is gone. */
export async function killed(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
