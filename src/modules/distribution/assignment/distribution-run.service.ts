import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DISTRIBUTION_KEY, distributionRun } from './assignment.jobs.js';
import { AssignmentRepository, type Place, START } from './assignment.repository.js';
import { AssignmentService } from './assignment.service.js';
import { type Obstacle, Obstacles } from './obstacles.js';
import { PendingTimeoutService } from './pending-timeout.service.js';
import { RunReport } from './run-report.service.js';

export interface RunTotals {
  assigned: number;
  unassigned: number;
  /** Why, person by person; where somebody is left. */
  people?: Obstacle[];
}

/** A whole run: batch after batch until nobody waits, then one message per new owner. */
@Injectable()
export class DistributionRunService {
  constructor(
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly assignment: AssignmentService,
    private readonly assignments: AssignmentRepository,
    private readonly timeout: PendingTimeoutService,
    private readonly report: RunReport,
  ) {}

  /** Asks for a run; joins the one that waits, and one under way runs once more. @returns the job. */
  @Transactional()
  async start(): Promise<{ id: number }> {
    const id = await this.jobs.enqueue(distributionRun, {}, { key: DISTRIBUTION_KEY, rerun: true });
    await this.audit.record({ subject: 'Distribution', subjectId: `job-${id}`, action: 'run' });
    return { id };
  }

  /** Each batch commits by itself: a run that dies is gone on with by the next, in the same round (REQ-E3). */
  async run(run?: JobRun): Promise<RunTotals> {
    const totals: RunTotals = { assigned: 0, unassigned: 0 };
    const waiting = run ? await this.assignments.countWaiting() : 0;
    const obstacles = new Obstacles();
    let stranded = 0;
    let place: Place | null = START;
    while (place && !run?.stopped()) {
      const batch = await this.assignment.batch(place);
      totals.assigned += batch.assigned;
      totals.unassigned += batch.unassigned;
      stranded += batch.stranded;
      if (batch.decided) obstacles.add(batch.decided.plan, batch.decided.roster);
      place = batch.next;
      run?.progress(run.before + totals.assigned + totals.unassigned, run.before + waiting);
    }
    await this.timeout.release();
    await this.report.tell(stranded);
    return totals.unassigned ? { ...totals, people: obstacles.list() } : totals;
  }
}
