import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/context/clock.js';
import { Notifications } from '../../platform/notifications/notifications.js';
import { overdueOutcome } from './deadline.js';
import { Deadlines } from './deadlines.js';
import { customersReclaimed } from './ownership.messages.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';
import { OwnershipWriter } from './ownership-writer.js';

const OVERDUE = ['follow-up-overdue', 'deal-overdue'] as const;

/** What happens at `reclaimAt`: the instant decides, whoever notices first carries it out (spec 06, Deadlines). */
@Injectable()
export class OwnershipExpiry {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly writer: OwnershipWriter,
    private readonly deadlines: Deadlines,
    private readonly audit: Audit,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  /**
   * For the owner's verbs: if the customer is due he is reclaimed now, in the caller's transaction. Commit it, then refuse with
   * `customer.overdue`: a thrown error would undo it.
   * @returns whether he has just been reclaimed.
   */
  @Transactional()
  async expireIfDue(customerId: number, asOf = this.clock.now()): Promise<boolean> {
    const [row] = await this.repository.lock([customerId], ['owned'], { deleted: false });
    return row !== undefined && this.expireRow(row, asOf);
  }

  /** The same for a row whose lock the caller holds. */
  async expireRow(row: HeldRow, asOf: number): Promise<boolean> {
    if (!isDue(row, asOf)) return false;
    await this.reclaim([row], this.clock.now());
    const outcome = overdueOutcome(row);
    await this.audit.record({
      subject: 'Customer',
      subjectId: row.id,
      action: 'reclaim',
      before: { ownerId: row.ownerId },
      after: { ownerId: null },
      detail: { outcome },
    });
    await this.notifications.notify(customersReclaimed, [row.ownerId!], {
      n: 1,
      followUp: outcome === 'follow-up-overdue' ? 1 : 0,
      deal: outcome === 'deal-overdue' ? 1 : 0,
    });
    return true;
  }

  /** Customers in the caller's locks go to the pool, their owners are barred by the rule that took them (REQ-E6, E8). */
  async reclaim(rows: readonly HeldRow[], at: number): Promise<void> {
    const snapshot = await this.deadlines.snapshot();
    for (const outcome of OVERDUE) {
      const some = rows.filter((row) => overdueOutcome(row) === outcome);
      await this.writer.letGo(some, 'pool', { endedAt: at, outcome }, (row) => snapshot.barredUntil(row, at));
    }
  }
}

export const isDue = (row: Pick<HeldRow, 'holding' | 'reclaimAt'>, asOf: number): boolean =>
  row.holding === 'owned' && row.reclaimAt !== null && row.reclaimAt <= asOf;
