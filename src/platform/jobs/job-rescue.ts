import { Injectable, Logger } from '@nestjs/common';
import { JobHandlers } from './job-handlers.js';
import { JobQueueRepository } from './job-queue.repository.js';
import { JobRunner } from './job-runner.js';
import { JobTuning } from './job-tuning.js';

/** Jobs whose process died wait again; one that keeps killing its process becomes a dead letter. */
@Injectable()
export class JobRescue {
  private readonly log = new Logger('Jobs');
  private last = -Infinity;

  constructor(
    private readonly queue: JobQueueRepository,
    private readonly handlers: JobHandlers,
    private readonly runner: JobRunner,
    private readonly tuning: JobTuning,
  ) {}

  /** Called by every round of a driver; looks now and then. */
  async look(): Promise<void> {
    if (performance.now() - this.last < this.tuning.rescueMs) return;
    this.last = performance.now();
    for (const orphan of await this.queue.orphans(100)) {
      const known = this.handlers.of(orphan.kind);
      const dead = known !== undefined && this.runner.retryAt(known.kind, orphan.failures + 1) === null;
      if (await this.queue.rescue(orphan, dead))
        this.log.warn(`job ${orphan.id} ${orphan.kind}: its process ended; it ${dead ? 'is a dead letter' : 'waits again'}`);
    }
  }
}
