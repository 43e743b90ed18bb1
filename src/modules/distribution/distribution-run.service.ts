import { Injectable } from '@nestjs/common';
import { Context } from '../../platform/context/context.js';
import type { JobRun } from '../../platform/jobs/job-run.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { DISTRIBUTION_KEY, distributionRun } from './assignment.jobs.js';
import { AssignmentRepository, type Place, START } from './assignment.repository.js';
import { AssignmentService } from './assignment.service.js';
import { PendingTimeoutService } from './pending-timeout.service.js';
import { RunReport } from './run-report.service.js';

export interface RunTotals {
  assigned: number;
  unassigned: number;
}

/** A whole run: batch after batch until nobody waits, then one message per new owner. */
@Injectable()
export class DistributionRunService {
  constructor(
    private readonly jobs: Jobs,
    private readonly context: Context,
    private readonly assignment: AssignmentService,
    private readonly assignments: AssignmentRepository,
    private readonly timeout: PendingTimeoutService,
    private readonly report: RunReport,
  ) {}

  /** Asks for a run; joins the one that waits or is under way. @returns the job. */
  async start(): Promise<{ id: number }> {
    const actor = this.context.optionalActor;
    const startedBy = actor?.kind === 'staff' ? actor.id : null;
    return { id: await this.jobs.enqueue(distributionRun, { startedBy }, { key: DISTRIBUTION_KEY, rerun: true }) };
  }

  /** Each batch commits by itself: a run that dies is gone on with by the next, in the same round (REQ-E3). */
  async run(startedBy: number | null, run?: JobRun): Promise<RunTotals> {
    const totals: RunTotals = { assigned: 0, unassigned: 0 };
    const waiting = run ? await this.assignments.countWaiting() : 0;
    let stranded = 0;
    let place: Place | null = START;
    while (place && !run?.stopped()) {
      const batch = await this.assignment.batch(place, startedBy);
      totals.assigned += batch.assigned;
      totals.unassigned += batch.unassigned;
      stranded += batch.stranded;
      place = batch.next;
      run?.progress(totals.assigned + totals.unassigned, waiting);
    }
    await this.timeout.release();
    await this.report.tell(stranded);
    return totals;
  }
}
