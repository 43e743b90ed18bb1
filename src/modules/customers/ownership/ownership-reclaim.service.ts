import { Injectable } from '@nestjs/common';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { overdueOutcome } from '../deadlines/deadline.js';
import { Deadlines } from '../deadlines/deadlines.service.js';
import { customersReclaimed } from './ownership.messages.js';
import type { HeldRow } from './ownership.repository.js';
import { OwnershipWriter } from './ownership-writer.js';

export type { HeldRow } from './ownership.repository.js';

/** How many customers were lost by which clock. */
export interface Losses {
  readonly followUp: number;
  readonly deal: number;
}

/** What becomes of customers whose deadline has passed, for whoever carries it out. */
@Injectable()
export class OwnershipReclaim {
  constructor(
    private readonly writer: OwnershipWriter,
    private readonly deadlines: Deadlines,
    private readonly notifications: Notifications,
  ) {}

  /** Customers in the caller's locks go to the pool, their owners are barred by the rule that took them (REQ-E6, E8). */
  async reclaim(rows: readonly HeldRow[], at: number): Promise<Losses> {
    const snapshot = await this.deadlines.snapshot();
    const outcomes = new Map(rows.map((row) => [row.id, overdueOutcome(row)]));
    const ending = { endedAt: at, outcome: (row: HeldRow) => outcomes.get(row.id)! };
    await this.writer.letGo(rows, 'pool', ending, (row) => snapshot.barredUntil(row, at));
    const deal = [...outcomes.values()].filter((outcome) => outcome === 'deal-overdue').length;
    return { followUp: rows.length - deal, deal };
  }

  /** Tells a former owner, in one message. */
  tell(staffId: number, losses: Losses): Promise<void> {
    return this.notifications.notify(customersReclaimed, [staffId], { n: losses.followUp + losses.deal, ...losses });
  }
}
