import { Injectable } from '@nestjs/common';
import { Clock, SECOND } from '../../platform/context/clock.js';
import { Figures, measured } from '../../platform/http/health/figures.js';
import { DistributionFiguresRepository } from './distribution-figures.repository.js';

const KEPT = 30 * SECOND;

/** Who waits: for an owner, in the pool, and beyond a deadline that nobody has acted upon. */
@Injectable()
export class DistributionFigures extends Figures {
  readonly metrics = measured(
    {
      tide_customers: { help: 'Customers nobody owns: pending (wait for distribution) and in the public pool', labels: ['holding'] },
      tide_pending_oldest_seconds: { help: 'For how long the first of the pending customers has been waiting' },
      tide_reclaim_lag_seconds: { help: 'For how long the first customer who is due has not been taken back; 0 when none is due' },
    },
    async () => {
      const now = this.clock.now();
      const [sizes, pendingSince, dueSince] = await Promise.all([
        this.repository.sizes(),
        this.repository.pendingSince(),
        this.repository.dueSince(now),
      ]);
      const age = (since: number | null) => [{ value: since === null ? 0 : Math.max(0, now - since) / SECOND }];
      return {
        tide_customers: (['pending', 'pool'] as const).map((holding) => ({ labels: { holding }, value: sizes[holding] })),
        tide_pending_oldest_seconds: age(pendingSince),
        tide_reclaim_lag_seconds: age(dueSince),
      };
    },
    KEPT,
  );

  constructor(
    private readonly repository: DistributionFiguresRepository,
    private readonly clock: Clock,
  ) {
    super();
  }
}
