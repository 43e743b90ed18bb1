import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ENTRY = join(process.cwd(), 'dist/src/main.js');

export interface Worker {
  stop(): Promise<void>;
}

/** A worker process of the built application on the same world; it has taken up its work when this resolves. */
export async function startWorker(env: Record<string, string>): Promise<Worker> {
  if (!existsSync(ENTRY)) throw new Error('the worker runs the built application: npm run build');
  const worker = spawn(process.execPath, [ENTRY], {
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(tmpdir(), 'tide-test-compiled'), ...env, ROLE: 'worker' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(worker, 'exit');
  // it does not outlive the tests, however they end
  const kill = () => worker.kill('SIGKILL');
  process.once('exit', kill);
  void ended.then(() => process.off('exit', kill));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('works on jobs')) resolve();
    };
    worker.stdout.on('data', listen);
    worker.stderr.on('data', listen);
    worker.on('exit', (code) => reject(new Error(`the worker ended with ${code}: ${said}`)));
  });
  return {
    stop: async () => {
      worker.kill('SIGTERM');
      const force = setTimeout(() => worker.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(force);
    },
  };
}
