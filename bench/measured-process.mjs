// A server under measurement: started with a clock of its own, asked for memory and event loop, ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { place } from './places.mjs';

const PRELOAD = pathToFileURL(new URL('preload.mjs', import.meta.url).pathname).href;
const TICK_MS = 10;

/** Processor milliseconds that a process and its children have used. */
export function cpuMs(pid) {
  try {
    const fields = statOf(pid);
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS + childrenOf(pid).reduce((sum, child) => sum + cpuMs(child), 0);
  } catch {
    return 0;
  }
}

function statOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => {
      try {
        return Number(statOf(other)[1]) === pid;
      } catch {
        return false;
      }
    });
}

/** A child may end between being listed and being read. */
function peakMB(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Peak memory of the largest child process in MB; 0 without children. */
export const largestChildMB = (pid) => Math.max(0, ...childrenOf(pid).map(peakMB));

export class MeasuredProcess {
  constructor(name, child) {
    this.name = name;
    this.child = child;
  }

  /** `clock`: the instant at which its time begins. `ready`: resolves to whether it answers. */
  static async start(name, script, { env, clock, ready, flags = [], profile = false }) {
    mkdirSync(place('profiles'), { recursive: true });
    const log = openSync(place('run', `${name}.log`), 'w');
    const args = [...flags, ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${place('profiles', name)}`] : []), '--import', PRELOAD, script];
    const child = spawn(process.execPath, args, {
      env: {
        PATH: process.env.PATH,
        ...env,
        BENCH_PARENT: String(process.pid),
        BENCH_CLOCK: String(clock),
        BENCH_STARTED: String(Date.now()),
      },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    const measured = new MeasuredProcess(name, child);
    for (let i = 0; i < 600; i++) {
      if (child.exitCode !== null) throw new Error(`${name} ended at once: see ${place('run', `${name}.log`)}`);
      if (await ready().catch(() => false)) return measured;
      await sleep(100);
    }
    await measured.stop();
    throw new Error(`${name} does not answer: see ${place('run', `${name}.log`)}`);
  }

  get pid() {
    return this.child.pid;
  }

  /** Forgets the peaks so far. */
  async reset() {
    writeFileSync(`/proc/${this.pid}/clear_refs`, '5');
    await this.ask('reset');
  }

  /** @returns `{ peakMB, residentMB, blockedMs }` since the last reset. */
  figures() {
    return this.ask('figures');
  }

  async ask(bench) {
    const answer = new Promise((resolve) => {
      const hear = (message) => {
        if (message?.bench !== bench) return;
        this.child.off('message', hear);
        resolve(message);
      };
      this.child.on('message', hear);
    });
    this.child.send({ bench });
    return answer;
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await Promise.race([ended, sleep(35_000).then(() => this.child.kill('SIGKILL'))]);
  }
}
