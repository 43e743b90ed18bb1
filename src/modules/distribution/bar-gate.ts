import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../../platform/context/business-time.js';
import { Clock, DAY, iso } from '../../platform/context/clock.js';
import { Context } from '../../platform/context/context.js';
import { say } from '../../platform/context/language.js';
import type { DomainError } from '../../platform/errors/domain-error.js';
import { resumedDealClock } from '../customers/deadline.js';
import { FOR_EVER } from '../customers/ownership.entity.js';
import { type Bar, OwnershipHistoryRepository } from '../customers/ownership-history.repository.js';
import { poolErrors, poolWords } from './pool.errors.js';

/** Within this many days after his own release a re-claim goes on with the old deal clock. */
const RESUME_DAYS = 30;

/** Who may not have a customer again, and what he brings along who may. */
@Injectable()
export class BarGate {
  constructor(
    private readonly history: OwnershipHistoryRepository,
    private readonly context: Context,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  /** @throws pool.lost-before: he lost one of them before, and the bar still holds (REQ-E8). */
  async refuseBarred(customerIds: readonly number[], staffId: number): Promise<void> {
    const [bar] = await this.bars(customerIds, staffId);
    if (bar) throw this.lostBefore(bar, null);
  }

  bars(customerIds: readonly number[], staffId: number): Promise<Bar[]> {
    return this.history.bars(customerIds, [staffId], this.clock.now());
  }

  lostBefore(bar: Bar, name: string | null): DomainError {
    const { language } = this.context;
    const opensAt = bar.until >= FOR_EVER ? null : iso(bar.until);
    const until = opensAt === null ? poolWords.forEver[language] : say(poolWords.until, language, { at: this.time.format(bar.until) });
    return poolErrors['pool.lost-before'](
      { who: name ?? poolWords.you[language], until },
      { extra: { opensAt, customerId: bar.customerId } },
    );
  }

  /** Days used before his own release count on: giving back and claiming again wins no time for the deal. */
  async resumedDealClock(customerId: number, staffId: number): Promise<Map<number, Day>> {
    const now = this.clock.now();
    const released = await this.history.lastRelease(customerId, staffId, now - RESUME_DAYS * DAY);
    if (!released) return new Map();
    const used = this.time.daysBetween(released.dealClockOn, this.time.dayOf(released.endedAt));
    return new Map([[customerId, resumedDealClock(this.time.dayOf(now), used, (day, n) => this.time.addDays(day, n))]]);
  }
}
