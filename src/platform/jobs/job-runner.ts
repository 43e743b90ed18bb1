import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../context/clock.js';
import { JobExecution } from './job-execution.js';
import type { JobOutcome } from './job-figures.js';
import { JobHandlers } from './job-handlers.js';
import type { JobKind } from './job-kind.js';
import { type Claim, JobQueueRepository } from './job-queue.repository.js';
import { failureText, JobStopped, NoRetry } from './job-stop.js';
import { JobTuning } from './job-tuning.js';
import { RunningJobs } from './running-jobs.js';

/** A handler that ignores its signal is given up this long after. */
const DEAF_FOR = 5_000;

/** Does one claimed job: as its actor, within its time, its effect and its end in one transaction (or in steps); then settles it. */
@Injectable()
export class JobRunner {
  private readonly log = new Logger('Jobs');

  constructor(
    private readonly queue: JobQueueRepository,
    private readonly handlers: JobHandlers,
    private readonly execution: JobExecution,
    private readonly running: RunningJobs,
    private readonly tuning: JobTuning,
    private readonly clock: Clock,
  ) {}

  /** Never throws: what cannot be settled now is settled when its lease has ended. */
  async run(claim: Claim): Promise<void> {
    const { kind, handle } = this.handlers.of(claim.kind)!;
    const { run, control } = this.running.add(claim, !kind.transactional);
    const timer = setTimeout(() => this.running.stop(claim.id, 'timeout'), kind.timeoutMs);
    const deaf = deafness(control.signal);
    let outcome: JobOutcome = 'done';
    try {
      control.signal.throwIfAborted();
      await Promise.race([this.execution.perform(kind, claim, run, async () => objectOf(await handle(claim.payload, run))), deaf.reached]);
    } catch (error) {
      outcome = await this.settle(kind, claim, control.signal.aborted ? (control.signal.reason as JobStopped) : error);
    } finally {
      clearTimeout(timer);
      deaf.end();
      this.running.remove(claim, outcome);
    }
  }

  /** @returns when the try after `failures` failures may begin, with jitter; null when there is none. */
  retryAt(kind: JobKind, failures: number): number | null {
    if (failures >= kind.attempts) return null;
    const wait = Math.min(this.tuning.backoffMs * 2 ** (failures - 1), this.tuning.backoffLimitMs);
    return this.clock.now() + Math.round(wait * (0.75 + Math.random() / 2));
  }

  private async settle(kind: JobKind, claim: Claim, error: unknown): Promise<JobOutcome> {
    const cause = error instanceof JobStopped ? error.cause : undefined;
    if (cause === 'lease-lost') return 'lost';
    try {
      if (cause === 'cancelled') return (await this.queue.cancelled(claim)) ? 'cancelled' : 'lost';
      if (cause === 'shutdown') return (await this.queue.handBack(claim)) ? 'handed-back' : 'lost';
      const retryAt = error instanceof NoRetry ? null : this.retryAt(kind, claim.failures + 1);
      const text = cause === 'timeout' ? `took longer than ${Math.round(kind.timeoutMs / 1000)} s` : failureText(error);
      this.log.warn(`job ${claim.id} ${claim.kind} failed (${claim.failures + 1} of ${kind.attempts}): ${text}`);
      await this.queue.fail(claim, text, retryAt);
      return retryAt === null ? 'dead' : 'failed';
    } catch (failure) {
      this.log.error(`job ${claim.id} ${claim.kind} could not be settled: ${failureText(failure)}`);
      return 'lost';
    }
  }
}

const objectOf = (value: unknown): object | null => (typeof value === 'object' ? value : null);

function deafness(signal: AbortSignal): { reached: Promise<never>; end(): void } {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => (timer = setTimeout(() => reject(signal.reason as Error), DEAF_FOR)));
  });
  return { reached, end: () => clearTimeout(timer) };
}
