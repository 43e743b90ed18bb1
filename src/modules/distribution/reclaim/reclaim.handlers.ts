import { Injectable } from '@nestjs/common';
import { Handles } from '../../../platform/jobs/job-kind.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { OutageService } from './outage.service.js';
import { reclaimDue, tellReclaimed, warnOwners } from './reclaim.jobs.js';
import { ReclaimTell } from './reclaim-tell.service.js';
import { ReclaimService } from './reclaim.service.js';
import { WarningService } from './warning.service.js';

@Injectable()
export class ReclaimHandlers {
  constructor(
    private readonly outage: OutageService,
    private readonly reclaim: ReclaimService,
    private readonly tell: ReclaimTell,
    private readonly warnings: WarningService,
  ) {}

  @Handles(reclaimDue)
  async reclaimDue(_payload: Record<string, never>, run: JobRun): Promise<unknown> {
    const putOff = await this.outage.beat();
    return { putOff, ...(await this.reclaim.run(run)) };
  }

  @Handles(tellReclaimed)
  async tellReclaimed(payload: { at: number; turn: number }): Promise<unknown> {
    return this.tell.tell(payload);
  }

  @Handles(warnOwners)
  async warnOwners(_payload: Record<string, never>, run: JobRun): Promise<unknown> {
    return this.warnings.run(run);
  }
}
