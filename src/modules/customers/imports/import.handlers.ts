import { Injectable } from '@nestjs/common';
import { Handles } from '../../../platform/jobs/job-kind.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { importRun } from './import.jobs.js';
import { ImportRunService } from './import-run.service.js';

@Injectable()
export class ImportHandlers {
  constructor(private readonly runs: ImportRunService) {}

  @Handles(importRun)
  import({ importId }: { importId: number }, run: JobRun): Promise<unknown> {
    return this.runs.run(importId, run);
  }
}
