import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../context/clock.js';
import { Handles } from './job-kind.js';
import { JobRepository } from './job.repository.js';
import type { JobRun } from './job-run.js';
import { pruneJobsJob } from './prune.jobs.js';
import { ScheduleRepository } from './schedule.repository.js';

const KEPT = [
  { states: ['done', 'cancelled'], days: 3, systemOnly: true },
  { states: ['done', 'cancelled'], days: 30, systemOnly: false },
  { states: ['failed'], days: 180, systemOnly: false },
] as const;

/** Finished jobs are kept for a month (those of schedules, which run every minute, for three days), dead letters for half a year. */
@Injectable()
export class JobPruning {
  constructor(
    private readonly jobs: JobRepository,
    private readonly schedules: ScheduleRepository,
    private readonly clock: Clock,
  ) {}

  @Handles(pruneJobsJob)
  async prune(_payload: object, run: JobRun): Promise<{ removed: number }> {
    const now = this.clock.now();
    let removed = 0;
    for (const { states, days, systemOnly } of KEPT)
      while (!run.stopped()) {
        const some = await this.jobs.prune(states, now - days * DAY, 500, systemOnly);
        removed += some;
        run.progress(removed);
        if (!some) break;
      }
    await this.schedules.prune(now - 90 * DAY);
    return { removed };
  }
}
