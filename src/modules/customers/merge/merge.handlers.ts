import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../platform/context/clock.js';
import { Handles } from '../../../platform/jobs/job-kind.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { UNDO_DAYS } from './merge.dto.js';
import { forgetMerges } from './merge.jobs.js';
import { MergeRepository } from './merge.repository.js';

const BATCH = 200;

@Injectable()
export class MergeHandlers {
  constructor(
    private readonly merges: MergeRepository,
    private readonly clock: Clock,
  ) {}

  @Handles(forgetMerges)
  async forget(_payload: object, run: JobRun): Promise<{ forgotten: number }> {
    let forgotten = 0;
    for (let n = BATCH; n === BATCH && !run.stopped(); forgotten += n)
      n = await this.merges.forget(this.clock.now() - UNDO_DAYS * DAY, BATCH);
    return { forgotten };
  }
}
