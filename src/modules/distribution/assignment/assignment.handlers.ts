import { Injectable } from '@nestjs/common';
import { Handles } from '../../../platform/jobs/job-kind.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { distributionRun } from './assignment.jobs.js';
import { DistributionRunService } from './distribution-run.service.js';

@Injectable()
export class AssignmentHandlers {
  constructor(private readonly runs: DistributionRunService) {}

  @Handles(distributionRun)
  distribute(_payload: object, run: JobRun): Promise<unknown> {
    return this.runs.run(run);
  }
}
