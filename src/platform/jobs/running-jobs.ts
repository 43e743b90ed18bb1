import { Injectable, Logger } from '@nestjs/common';
import { SECOND } from '../context/clock.js';
import { JobFigures, type JobOutcome } from './job-figures.js';
import { type Claim, JobQueueRepository } from './job-queue.repository.js';
import { JobRun } from './job-run.js';
import { JobStopped } from './job-stop.js';
import { JobTuning } from './job-tuning.js';

interface Running {
  readonly claim: Claim;
  readonly run: JobRun;
  readonly control: AbortController;
  /** A handler in a transaction holds its progress back until it commits. */
  readonly reports: boolean;
  readonly since: number;
  written: number | null;
}

/** The jobs of this process: their leases are renewed, their progress is written, and they hear when they shall stop. */
@Injectable()
export class RunningJobs {
  private readonly log = new Logger('Jobs');
  private readonly running = new Map<number, Running>();
  private beat: NodeJS.Timeout | undefined;
  private emptied: (() => void)[] = [];
  private ending = false;

  constructor(
    private readonly queue: JobQueueRepository,
    private readonly tuning: JobTuning,
    private readonly figures: JobFigures,
  ) {}

  get size(): number {
    return this.running.size;
  }

  add(claim: Claim, reports: boolean): { run: JobRun; control: AbortController } {
    const control = new AbortController();
    const run = new JobRun(claim.id, claim.attempt, control.signal, claim.furthest ?? 0);
    this.running.set(claim.id, { claim, run, control, reports, since: performance.now(), written: null });
    this.schedule();
    // Redis may deliver one more while the process ends
    if (this.ending) control.abort(new JobStopped('shutdown'));
    return { run, control };
  }

  remove(claim: Claim, outcome: JobOutcome): void {
    const one = this.running.get(claim.id);
    if (one?.claim.attempt === claim.attempt) {
      this.running.delete(claim.id);
      this.figures.ended(claim.kind, outcome, (performance.now() - one.since) / SECOND);
    }
    if (this.running.size) return;
    clearTimeout(this.beat);
    this.beat = undefined;
    for (const tell of this.emptied.splice(0)) tell();
  }

  stop(id: number, cause: JobStopped['cause']): void {
    this.running.get(id)?.control.abort(new JobStopped(cause));
  }

  /** Long handlers at once, those in a transaction only when `all`: they are nearly done, and would have to begin again. */
  stopForShutdown(all: boolean): void {
    this.ending = true;
    for (const { claim, reports } of this.running.values()) if (all || reports) this.stop(claim.id, 'shutdown');
  }

  whenEmpty(): Promise<void> {
    return this.running.size ? new Promise((resolve) => this.emptied.push(resolve)) : Promise.resolve();
  }

  get claims(): Claim[] {
    return [...this.running.values()].map(({ claim }) => claim);
  }

  private schedule(): void {
    this.beat ??= setTimeout(() => {
      this.report()
        .catch((error: Error) => this.log.warn(`running jobs could not report: ${error.message}`))
        .finally(() => {
          this.beat = undefined;
          if (this.running.size) this.schedule();
        });
    }, this.tuning.beatMs);
  }

  private async report(): Promise<void> {
    const known = [...this.running.values()];
    if (!known.length) return;
    const ours = await this.queue.renew(
      known.map(({ claim }) => claim),
      this.tuning.leaseMs,
    );
    for (const one of known) {
      const { claim, run } = one;
      if (!this.running.has(claim.id)) continue;
      const row = ours.get(claim.id);
      if (row?.attempt !== claim.attempt) this.stop(claim.id, 'lease-lost');
      else if (row.cancelRequested) this.stop(claim.id, 'cancelled');
      else if (one.reports && run.done !== null && run.done !== one.written) {
        one.written = run.done;
        await this.queue.progress(claim, run.done, run.total);
      }
    }
  }
}
