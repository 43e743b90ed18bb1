import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import { Clock, DAY } from '../../../platform/context/clock.js';
import { earlier, resumedClock } from '../deadlines/deadline.js';
import { type LastOwnership, type LetGo, OwnershipHistoryRepository } from './ownership-history.repository.js';
import type { HeldRow } from './ownership.repository.js';
import type { RunningClocks } from './ownership-writer.js';

/** Within this many days whoever had a customer goes on with his old deal clock. */
export const RESUME_DAYS = 30;

/** Clocks as they stood when somebody was taken from his owner. */
export type StoodStill = Pick<LastOwnership, 'dealClockOn' | 'followUpClockOn' | 'followedUpOn' | 'beganAt' | 'endedAt'>;

/** Clocks that go on where they stood though the owner changes (REQ-E6): what wins no time for two salespeople wins none for one. */
@Injectable()
export class OwnershipContinuity {
  constructor(
    private readonly history: OwnershipHistoryRepository,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  /** Of customers handed on by somebody who does not decide about them; of those nobody owns only what the receiver had used before counts. */
  async handedOn(rows: readonly HeldRow[], toStaffId: number): Promise<Map<number, RunningClocks>> {
    const before = await this.heldBefore(
      rows.map((r) => r.id),
      toStaffId,
    );
    const clocks = new Map<number, RunningClocks>();
    for (const row of rows) {
      const his = before.get(row.id);
      const { holding, ownedSince, lastFollowUpAt, followUpClockOn } = row;
      if (holding !== 'owned' || ownedSince === null) {
        if (his) clocks.set(row.id, his);
        continue;
      }
      clocks.set(row.id, {
        dealClockOn: earlier(row.dealClockOn, his?.dealClockOn ?? null) ?? undefined,
        followUpClockOn: lastFollowUpAt === null ? (followUpClockOn ?? this.time.dayOf(ownedSince)) : this.time.dayOf(lastFollowUpAt),
      });
    }
    return clocks;
  }

  /** Days that he used for the deal before he let them go count on: giving up a customer and getting him again wins no time. */
  async heldBefore(customerIds: readonly number[], staffId: number): Promise<Map<number, { dealClockOn: Day }>> {
    const held = await this.history.letGo(customerIds, staffId, this.clock.now() - RESUME_DAYS * DAY);
    const first = (times: readonly LetGo[]) => times.map(({ dealClockOn, endedAt }) => this.goingOn(dealClockOn, endedAt)).sort()[0]!;
    return new Map([...held].map(([id, times]) => [id, { dealClockOn: first(times) }]));
  }

  async last(customerId: number): Promise<LastOwnership | undefined> {
    return (await this.history.last([customerId])).get(customerId);
  }

  /** Of a customer who comes back to the owner he was taken from by no rule: both clocks stood still meanwhile. */
  resumed({ dealClockOn, followUpClockOn, followedUpOn, beganAt, endedAt }: StoodStill): RunningClocks {
    return {
      dealClockOn: this.goingOn(dealClockOn, endedAt!),
      followUpClockOn: this.goingOn(followedUpOn ?? followUpClockOn ?? this.time.dayOf(beganAt), endedAt!),
    };
  }

  private goingOn(clockOn: Day, stoodAt: number): Day {
    const used = this.time.daysBetween(clockOn, this.time.dayOf(stoodAt));
    return resumedClock(this.time.dayOf(this.clock.now()), used, (day, n) => this.time.addDays(day, n));
  }
}
