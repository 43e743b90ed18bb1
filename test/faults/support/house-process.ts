import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface HouseOptions {
  role: 'web' | 'worker' | 'all';
  /** The instant it believes it is when it starts. */
  now?: number | undefined;
  /** Of JobTuning, over the hasty one. */
  tuning?: Record<string, number>;
  timeZone?: string;
  /** Megabytes of heap, where a test wants to see it bounded. */
  heap?: number;
}

const ENTRY = fileURLToPath(new URL('house-entry.mjs', import.meta.url));
const BUILT = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));

/** A process of the product that a test may kill. */
export class HouseProcess {
  private constructor(
    readonly child: ChildProcess,
    readonly address: string,
  ) {}

  /** Resolves when it listens, or has taken up its work. @throws with what it said when it ends before. */
  static async start(env: Record<string, string>, { role, now, tuning, timeZone, heap }: HouseOptions): Promise<HouseProcess> {
    if (!existsSync(BUILT)) throw new Error('faults are tried on the built application: npm run build');
    const child = spawn(process.execPath, [...(heap ? [`--max-old-space-size=${heap}`] : []), '--no-warnings', ENTRY], {
      env: {
        PATH: process.env['PATH'],
        WORLD: JSON.stringify({ env: { ...env, ROLE: role }, now, tuning }),
        ...(timeZone ? { TZ: timeZone } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        said += chunk.toString();
        const ready = /^ready (.*)$/m.exec(said);
        if (ready) resolve(ready[1]!);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', (code) => reject(new Error(`the process ended with ${code}: ${said}`)));
    });
    return new HouseProcess(child, address);
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** As a power cut does it. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** As an operator does it. @returns its exit code. */
  async stop(): Promise<number | null> {
    await this.end('SIGTERM');
    return this.child.exitCode;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }
}
