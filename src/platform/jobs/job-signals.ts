import { Injectable } from '@nestjs/common';
import { afterCommit } from '../database/guard-data-source.js';
import { RunningJobs } from './running-jobs.js';
import { WakeUp } from './wake-up.js';

/** Tells this process at once what others learn from the table a moment later; only once it is committed. */
@Injectable()
export class JobSignals {
  constructor(
    private readonly running: RunningJobs,
    private readonly wakeUp: WakeUp,
  ) {}

  waiting(): void {
    afterCommit(() => this.wakeUp.ring());
  }

  cancelled(id: number): void {
    afterCommit(() => this.running.stop(id, 'cancelled'));
  }
}
