import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WakeUp } from '../src/platform/jobs/wake-up.js';

const BUILT = fileURLToPath(new URL('../dist/src/app.module.js', import.meta.url));
const HOST = fileURLToPath(new URL('./worker-host.mjs', import.meta.url));

interface Answer {
  stopped?: boolean;
  error?: string;
}

/** Kept from world to world, and gone with this process. */
let host: ChildProcess | undefined;

/**
 * A worker process of the built application on the same world, which begins when this process leaves work for it: many tests leave none.
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

function startWorker(env: Record<string, string>): { stop(): Promise<void> } {
  const process = (host ??= newHost());
  const errors: string[] = [];
  let answered = () => {};
  const started = new Promise<void>((resolve) => (answered = resolve));
  const stopped = new Promise<void>((resolve) => {
    const hear = ({ error, stopped: done }: Answer) => {
      if (error) errors.push(error);
      answered();
      if (!done) return;
      process.off('message', hear);
      resolve();
    };
    process.on('message', hear);
  });
  process.send(['start', { ...env, ROLE: 'worker' }]);
  return {
    stop: async () => {
      if (process.connected) process.send(['stop']);
      // the first start of a host loads the application, which on a busy machine takes it longer than any end
      await Promise.race([started, once(process, 'exit')]);
      const late = setTimeout(() => process.kill('SIGKILL'), 15_000);
      await Promise.race([stopped, once(process, 'exit')]);
      clearTimeout(late);
      if (process.exitCode !== null || process.signalCode !== null) {
        host = undefined;
        errors.push(`the worker's process ended with ${process.exitCode ?? process.signalCode}`);
      }
      if (errors.length) throw new Error(`the worker: ${errors.join('\n')}`);
    },
  };
}

function newHost(): ChildProcess {
  if (!existsSync(BUILT)) throw new Error('the worker runs the built application: npm run build');
  const made = fork(HOST, { env: { PATH: process.env['PATH'] }, execArgv: ['--no-warnings'] });
  // it keeps nobody waiting, and does not outlive the tests, however they end
  made.unref();
  made.channel?.unref();
  process.once('exit', () => made.kill('SIGKILL'));
  return made;
}
