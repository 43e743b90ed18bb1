import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WakeUp } from '../src/platform/jobs/wake-up.js';

const ENTRY = join(process.cwd(), 'dist/src/main.js');

/**
 * A worker process of the built application on the same world, started when this process leaves work for it: many tests leave none.
 * They go on meanwhile; who waits for a job waits for what it does.
 */
export function workerOnDemand(wakeUp: WakeUp, env: Record<string, string>): { stop(): Promise<void> } {
  let worker: ReturnType<typeof startWorker> | undefined;
  const ring = wakeUp.ring.bind(wakeUp);
  wakeUp.ring = () => {
    worker ??= startWorker(env);
    ring();
  };
  return { stop: async () => worker?.stop() };
}

function startWorker(env: Record<string, string>) {
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
  let works = false;
  let failure: Error | undefined;
  const listen = (chunk: Buffer) => {
    said += chunk.toString();
    works ||= said.includes('works on jobs');
  };
  worker.stdout.on('data', listen);
  worker.stderr.on('data', listen);
  worker.on('exit', (code) => {
    if (!works && code !== null) failure = new Error(`the worker ended with ${code}: ${said}`);
  });
  return {
    stop: async () => {
      worker.kill(works ? 'SIGTERM' : 'SIGKILL');
      const force = setTimeout(kill, 10_000);
      await ended;
      clearTimeout(force);
      if (failure) throw failure;
    },
  };
}
