import { Injectable } from '@nestjs/common';
import { Clock, SECOND } from '../../platform/context/clock.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Notifications } from '../../platform/notifications/notifications.js';
import { customersReclaimed } from '../customers/ownership.messages.js';
import { tellReclaimed } from './pool.jobs.js';
import { ReclaimRepository } from './reclaim.repository.js';

const LOOK_AGAIN = 20 * SECOND;
const TURNS = 90;

/** One message per former owner and run of reclaim, whatever number of batches it took. */
@Injectable()
export class ReclaimTell {
  constructor(
    private readonly repository: ReclaimRepository,
    private readonly notifications: Notifications,
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
    const losses = new Map<number, { n: number; followUp: number; deal: number }>();
    for (const { staffId, outcome, n } of await this.repository.lostAt(at)) {
      const loss = losses.get(staffId) ?? { n: 0, followUp: 0, deal: 0 };
      loss.n += n;
      loss[outcome === 'deal-overdue' ? 'deal' : 'followUp'] += n;
      losses.set(staffId, loss);
    }
    for (const [staffId, loss] of losses) await this.notifications.notify(customersReclaimed, [staffId], loss);
    return { told: losses.size };
  }
}
