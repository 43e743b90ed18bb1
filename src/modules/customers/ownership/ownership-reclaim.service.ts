import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { overdueOutcome } from '../deadlines/deadline.js';
import { barTerms, Deadlines } from '../deadlines/deadlines.service.js';
import { customersReclaimed, customersReclaimedForATime, customersReclaimedUnderRules } from './ownership.messages.js';
import type { HeldRow } from './ownership.repository.js';
import { OwnershipWriter } from './ownership-writer.js';

export type { HeldRow } from './ownership.repository.js';

/** How many customers were lost by which clock. */
export interface Losses {
  readonly followUp: number;
  readonly deal: number;
  /** How many by the end of their bar. */
  readonly barred: ReadonlyMap<number, number>;
}

/** What becomes of customers whose deadline has passed, for whoever carries it out. */
@Injectable()
export class OwnershipReclaim {
  constructor(
    private readonly writer: OwnershipWriter,
    private readonly deadlines: Deadlines,
    private readonly notifications: Notifications,
    private readonly time: BusinessTime,
  ) {}

  /** Customers in the caller's locks go to the pool, their owners are barred by the rule that took them (REQ-E6, E8). */
  async reclaim(rows: readonly HeldRow[], at: number): Promise<Losses> {
    const snapshot = await this.deadlines.snapshot();
    const outcomes = new Map(rows.map((row) => [row.id, overdueOutcome(row)]));
    const ending = { endedAt: at, outcome: (row: HeldRow) => outcomes.get(row.id)! };
    const barred = new Map<number, number>();
    const untils = new Map(rows.map((row) => [row.id, snapshot.barredUntil(row, at)]));
    for (const until of untils.values()) barred.set(until, (barred.get(until) ?? 0) + 1);
    await this.writer.letGo(rows, 'pool', ending, (row) => untils.get(row.id)!);
    const deal = [...outcomes.values()].filter((outcome) => outcome === 'deal-overdue').length;
    return { followUp: rows.length - deal, deal, barred };
  }

  /** Tells a former owner, in one message. */
  tell(staffId: number, { followUp, deal, barred }: Losses): Promise<void> {
    const lost = { n: followUp + deal, followUp, deal };
    const bars = barTerms(barred);
    if (bars.kind === 'never') return this.notifications.notify(customersReclaimed, [staffId], lost);
    const from = this.time.format(bars.from);
    return bars.kind === 'from'
      ? this.notifications.notify(customersReclaimedForATime, [staffId], { ...lost, from })
      : this.notifications.notify(customersReclaimedUnderRules, [staffId], { ...lost, from, never: bars.never });
  }
}
