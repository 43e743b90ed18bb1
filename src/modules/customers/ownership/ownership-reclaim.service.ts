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

const OVERDUE = ['follow-up-overdue', 'deal-overdue'] as const;

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
    const counts = OVERDUE.map(() => 0);
    for (const [i, outcome] of OVERDUE.entries()) {
      const some = rows.filter((row) => overdueOutcome(row) === outcome);
      counts[i] = some.length;
      await this.writer.letGo(some, 'pool', { endedAt: at, outcome }, (row) => snapshot.barredUntil(row, at));
    }
    return { followUp: counts[0]!, deal: counts[1]! };
  }

  /** Tells a former owner, in one message. */
  tell(staffId: number, losses: Losses): Promise<void> {
    return this.notifications.notify(customersReclaimed, [staffId], { n: losses.followUp + losses.deal, ...losses });
  }
}
