import { Injectable } from '@nestjs/common';
import { Clock, SECOND } from '../../../platform/context/clock.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { OwnershipReclaim } from '../../customers/ownership/ownership-reclaim.service.js';
import { tellReclaimed } from './reclaim.jobs.js';
import { ReclaimRepository } from './reclaim.repository.js';

const LOOK_AGAIN = 20 * SECOND;
const TURNS = 90;

/** One message per former owner and run of reclaim, whatever number of batches it took. */
@Injectable()
export class ReclaimTell {
  constructor(
    private readonly repository: ReclaimRepository,
    private readonly ownership: OwnershipReclaim,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** In the job's transaction. While customers of that run are still due it waits for the rest. */
  async tell({ at, turn }: { at: number; turn: number }): Promise<{ told: number }> {
    if (turn < TURNS && (await this.repository.anyDue(at))) {
      await this.jobs.enqueue(
        tellReclaimed,
        { at, turn: turn + 1 },
        { key: `reclaim.tell.${at}.${turn + 1}`, runAt: this.clock.now() + LOOK_AGAIN },
      );
      return { told: 0 };
    }
    const losses = new Map<number, { followUp: number; deal: number; barred: Map<number, number> }>();
    for (const { staffId, outcome, barredUntil, n } of await this.repository.lostAt(at)) {
      const loss = losses.get(staffId) ?? { followUp: 0, deal: 0, barred: new Map<number, number>() };
      loss[outcome === 'deal-overdue' ? 'deal' : 'followUp'] += n;
      loss.barred.set(barredUntil, (loss.barred.get(barredUntil) ?? 0) + n);
      losses.set(staffId, loss);
    }
    for (const [staffId, loss] of losses) await this.ownership.tell(staffId, loss);
    return { told: losses.size };
  }
}
