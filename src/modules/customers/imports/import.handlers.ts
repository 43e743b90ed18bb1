import { Injectable } from '@nestjs/common';
import { Handles } from '../../../platform/jobs/job-kind.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { forgetImports, importRun, settleImports } from './import.jobs.js';
import { ImportKeepService } from './import-keep.service.js';
import { ImportRunService } from './import-run.service.js';

@Injectable()
export class ImportHandlers {
  constructor(
    private readonly runs: ImportRunService,
    private readonly keep: ImportKeepService,
  ) {}

  @Handles(importRun)
  async import({ importId }: { importId: number }, run: JobRun): Promise<void> {
    await this.runs.run(importId, run);
  }

  @Handles(settleImports)
  async settle(): Promise<{ ended: number }> {
    return { ended: await this.keep.settle() };
  }

  @Handles(forgetImports)
  async forget(): Promise<{ imports: number }> {
    return { imports: await this.keep.forget() };
  }
}
