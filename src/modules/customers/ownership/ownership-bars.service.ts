import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import { Clock, DAY } from '../../../platform/context/clock.js';
import { resumedDealClock } from '../deadlines/deadline.js';
import { type Bar, OwnershipHistoryRepository } from './ownership-history.repository.js';

export type { Bar } from './ownership-history.repository.js';

/** Within this many days after his own release a re-claim goes on with the old deal clock. */
const RESUME_DAYS = 30;

/** Who may not have a customer again, and what he brings along who may (REQ-E8). */
@Injectable()
export class OwnershipBars {
  constructor(
    private readonly history: OwnershipHistoryRepository,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  /** The bars that hold now between this person and these customers, by ownership or by a key that came back. */
  between(customerIds: readonly number[], staffId: number): Promise<Bar[]> {
    return this.history.bars(customerIds, [staffId], this.clock.now());
  }

  /** Days used before his own release count on: giving back and claiming again wins no time for the deal. */
  async resumedClocks(customerId: number, staffId: number): Promise<Map<number, { dealClockOn: Day }>> {
    const now = this.clock.now();
    const released = await this.history.lastRelease(customerId, staffId, now - RESUME_DAYS * DAY);
    if (!released) return new Map();
    const used = this.time.daysBetween(released.dealClockOn, this.time.dayOf(released.endedAt));
    return new Map([[customerId, { dealClockOn: resumedDealClock(this.time.dayOf(now), used, (day, n) => this.time.addDays(day, n)) }]]);
  }
}
