import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReadOptions } from './read-options.js';
import type { ReaderCommand, ReaderMessage, ReadOrder } from './reader-messages.js';
import { SpreadsheetError } from './spreadsheets.errors.js';

const DEFAULT_TIMEOUT_MS = 120_000;
const DEFAULT_MEMORY_MB = 192;
const STDERR_LENGTH = 2_000;
/** How a process ends that asked for more memory than it may have: V8 aborts, the system kills. */
const OUT_OF_MEMORY = { signals: ['SIGABRT', 'SIGKILL', 'SIGTRAP'], codes: [134] };

/** One reading process and what it has sent so far. It gets no environment (so no secrets), and may read files but neither write nor start any. */
export class ReaderChild {
  private readonly child: ChildProcess;
  private readonly closed: Promise<void>;
  private readonly signal: AbortSignal | undefined;
  private readonly messages: ReaderMessage[] = [];
  private failure: { error: unknown } | null = null;
  private wake = (): void => {};
  private patience: number;
  private complaint = '';

  constructor(order: ReadOrder, { memoryMb = DEFAULT_MEMORY_MB, timeoutMs = DEFAULT_TIMEOUT_MS, signal }: ReadOptions) {
    this.patience = timeoutMs;
    this.signal = signal;
    this.child = fork(...script(memoryMb));
    this.closed = new Promise((resolve) => {
      this.child.once('close', (code, killer) => {
        this.fail(this.deathOf(code, killer));
        resolve();
      });
      this.child.once('error', (error) => {
        this.fail(new SpreadsheetError('spreadsheet.reader-failed', {}, { cause: error }));
        if (this.child.pid === undefined) resolve();
      });
    });
    this.child.stderr?.on('data', (text: Buffer) => (this.complaint = (this.complaint + text.toString()).slice(-STDERR_LENGTH)));
    this.child.on('message', (message: ReaderMessage) => {
      this.messages.push(message);
      this.wake();
    });
    signal?.addEventListener('abort', this.abort);
    this.tell({ type: 'start', order });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** The next message but a failure, which is thrown. Waiting uses up the time-out; what the caller does in between does not. */
  async next(): Promise<Exclude<ReaderMessage, { type: 'failed' }>> {
    if (this.signal?.aborted) this.abort();
    const from = performance.now();
    const timer = setTimeout(() => this.giveUp(new SpreadsheetError('spreadsheet.timeout')), this.patience);
    while (this.messages.length === 0 && this.failure === null) await new Promise<void>((resolve) => (this.wake = resolve));
    clearTimeout(timer);
    this.patience -= performance.now() - from;
    if (this.failure !== null && (this.messages.length === 0 || this.signal?.aborted)) throw this.failure.error;
    const message = this.messages.shift()!;
    if (message.type === 'failed') throw new SpreadsheetError(message.code, message.details, { cause: message.reason });
    return message;
  }

  /** Lets the process send one batch more. */
  more(): void {
    this.tell({ type: 'more' });
  }

  /** Returns when the process is gone. */
  async stop(): Promise<void> {
    this.signal?.removeEventListener('abort', this.abort);
    this.child.kill('SIGKILL');
    await this.closed;
  }

  private tell(command: ReaderCommand): void {
    // It may have ended meanwhile; `close` says how.
    if (this.child.connected) this.child.send(command, () => {});
  }

  private readonly abort = (): void => this.giveUp(this.signal!.reason);

  private giveUp(error: unknown): void {
    this.fail(error);
    this.child.kill('SIGKILL');
  }

  /** The first reason counts. */
  private fail(error: unknown): void {
    this.failure ??= { error };
    this.wake();
  }

  private deathOf(code: number | null, killer: string | null): SpreadsheetError {
    const starved = OUT_OF_MEMORY.codes.includes(code ?? 0) || OUT_OF_MEMORY.signals.includes(killer ?? '');
    return new SpreadsheetError(starved ? 'spreadsheet.too-big' : 'spreadsheet.reader-failed', {}, { cause: this.complaint });
  }
}

/** The script beside this file, compiled or, in tests, as it is written: then loaded by what loaded this process. */
function script(memoryMb: number): Parameters<typeof fork> {
  const fromSource = import.meta.url.endsWith('.ts');
  // Rows live for a moment only: a small nursery frees their buffers soon, which halves the process at the same speed.
  const execArgv = [`--max-old-space-size=${memoryMb}`, '--max-semi-space-size=4'];
  // The flag came with Node 24; an older one reads without this second fence.
  if (process.allowedNodeEnvironmentFlags.has('--permission')) execArgv.push('--permission', '--allow-fs-read=*');
  if (fromSource) execArgv.push(...process.execArgv.filter((argument, i, all) => argument === '--import' || all[i - 1] === '--import'));
  const path = fileURLToPath(new URL(fromSource ? './reader-process.ts' : './reader-process.js', import.meta.url));
  return [path, [], { execArgv, env: {}, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }];
}
