import { Injectable } from '@nestjs/common';
import { JobHandlers } from '../job-handlers.js';
import { type Claim, JobQueueRepository } from '../job-queue.repository.js';
import { JobRescue } from '../job-rescue.js';
import { JobTuning } from '../job-tuning.js';
import { RunningJobs } from '../running-jobs.js';

/** What the embedded runner may take now. */
@Injectable()
export class EmbeddedSource {
  constructor(
    private readonly queue: JobQueueRepository,
    private readonly handlers: JobHandlers,
    private readonly rescue: JobRescue,
    private readonly running: RunningJobs,
    private readonly tuning: JobTuning,
  ) {}

  async next(): Promise<Claim[]> {
    await this.rescue.look();
    const free = this.tuning.concurrency - this.running.size;
    return free > 0 ? this.queue.claimDue(this.handlers.kinds, free, this.tuning.leaseMs) : [];
  }
}
