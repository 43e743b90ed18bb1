import { Injectable } from '@nestjs/common';
import { Handles } from '../../../platform/jobs/job-kind.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { foldTotals, refreshDeadlines } from './deadline.jobs.js';
import { DeadlineRefresh } from './deadline-refresh.service.js';
import { CustomerTotals } from '../ownership/totals.js';

@Injectable()
export class DeadlineHandlers {
  constructor(
    private readonly refresh: DeadlineRefresh,
    private readonly totals: CustomerTotals,
  ) {}

  @Handles(refreshDeadlines)
  refreshDeadlines({ staffId }: { staffId: number | null }, run: JobRun): Promise<unknown> {
    return this.refresh.run(staffId, run);
  }

  @Handles(foldTotals)
  async foldTotals(_payload: Record<string, never>, run: JobRun): Promise<unknown> {
    return { folded: await this.totals.foldAll(run.signal) };
  }
}
