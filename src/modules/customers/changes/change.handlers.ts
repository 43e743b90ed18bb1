import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../platform/context/clock.js';
import { Handles } from '../../../platform/jobs/job-kind.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { UNDO_DAYS } from './change.dto.js';
import { ChangeEnd } from './change-end.service.js';
import { ChangeItemRepository } from './change-item.repository.js';
import { changeRun, changeUndo, forgetChanges, settleChanges } from './change.jobs.js';
import { ChangeRun } from './change-run.service.js';
import { ChangeSetRepository } from './change-set.repository.js';

const AT_ONCE = 50;

@Injectable()
export class ChangeHandlers {
  constructor(
    private readonly runs: ChangeRun,
    private readonly ends: ChangeEnd,
    private readonly sets: ChangeSetRepository,
    private readonly items: ChangeItemRepository,
    private readonly clock: Clock,
  ) {}

  @Handles(changeRun)
  async change({ setId }: { setId: number }, run: JobRun): Promise<void> {
    await this.runs.run(setId, run);
  }

  @Handles(changeUndo)
  async undo({ setId }: { setId: number }, run: JobRun): Promise<void> {
    await this.runs.undo(setId, run);
  }

  /** A job may end without its handler: cancelled while it waited, out of tries. @returns how many change sets ended with theirs. */
  @Handles(settleChanges)
  async settle(): Promise<{ ended: number }> {
    let ended = 0;
    for (const way of ['do', 'undo'] as const)
      for (const { id, jobState, error } of await this.sets.abandoned(way, AT_ONCE))
        if (await this.ends.end(id, way, jobState, error)) ended++;
    return { ended };
  }

  /** What each customer was before, once it cannot be taken back; the counts stay. */
  @Handles(forgetChanges)
  async forget(_payload: object, run: JobRun): Promise<{ forgotten: number }> {
    const before = this.clock.now() - (UNDO_DAYS + 1) * DAY;
    let forgotten = 0;
    for (let n = AT_ONCE; n === AT_ONCE && !run.stopped(); forgotten += n) {
      const old = await this.sets.outdated(before, AT_ONCE);
      for (const id of old) await this.items.remove(id);
      n = old.length;
    }
    return { forgotten };
  }
}
