import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { JobQueueRepository } from './job-queue.repository.js';
import { JobTuning } from './job-tuning.js';
import { RunningJobs } from './running-jobs.js';

/** Ends the running jobs in order when the process is told to end, and hands back those that do not (within 30 s in all). */
@Injectable()
export class JobShutdown {
  constructor(
    private readonly running: RunningJobs,
    private readonly queue: JobQueueRepository,
    private readonly tuning: JobTuning,
  ) {}

  async drain(): Promise<void> {
    this.running.stopForShutdown(false);
    await this.wait(this.tuning.graceMs);
    this.running.stopForShutdown(true);
    await this.wait(this.tuning.graceMs / 10);
    for (const claim of this.running.claims) await this.queue.handBack(claim);
  }

  private async wait(milliseconds: number): Promise<void> {
    const end = new AbortController();
    await Promise.race([this.running.whenEmpty(), sleep(milliseconds, undefined, { signal: end.signal }).catch(() => undefined)]);
    end.abort();
  }
}
