import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Clock } from '../../../platform/context/clock.js';
import { overdueOutcome } from '../deadlines/deadline.js';
import { OwnershipReclaim } from './ownership-reclaim.service.js';
import { ownershipErrors } from './ownership.errors.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';

/** What happens at `reclaimAt`: the instant decides, whoever notices first carries it out (spec 06, Deadlines). */
@Injectable()
export class OwnershipExpiry {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly reclaims: OwnershipReclaim,
    private readonly audit: Audit,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  /**
   * From `reclaimAt` on a verb about an owned customer first reclaims him, and is refused. Call it before the verb's own transaction, so that the reclaim
   * stands. @throws customer.overdue (409).
   */
  async refuseIfDue(row: { id: number; holding: string; reclaimAt: number | null }): Promise<void> {
    const reclaimAt = row.reclaimAt === null ? null : Number(row.reclaimAt);
    if (!isDue({ holding: row.holding, reclaimAt }, this.clock.now()) || !(await this.expireIfDue(row.id))) return;
    throw ownershipErrors['customer.overdue']({ at: this.time.format(reclaimAt!) }, { keeps: true });
  }

  /**
   * If the customer is due he is reclaimed now, in the caller's transaction. Commit it, then refuse with `customer.overdue`: a thrown
   * error would undo it. @returns whether he has just been reclaimed.
   */
  @Transactional()
  async expireIfDue(customerId: number, asOf = this.clock.now()): Promise<boolean> {
    const [row] = await this.repository.lock([customerId], ['owned'], { deleted: false });
    return row !== undefined && this.expireRow(row, asOf);
  }

  /** The same for a row whose lock the caller holds. */
  async expireRow(row: HeldRow, asOf: number): Promise<boolean> {
    if (!isDue(row, asOf)) return false;
    const losses = await this.reclaims.reclaim([row], this.clock.now());
    await this.audit.record({
      subject: 'Customer',
      subjectId: row.id,
      action: 'reclaim',
      before: { ownerId: row.ownerId },
      after: { ownerId: null },
      detail: { outcome: overdueOutcome(row) },
    });
    await this.reclaims.tell(row.ownerId!, losses);
    return true;
  }
}

export const isDue = (row: { holding: string; reclaimAt: number | null }, asOf: number): boolean =>
  row.holding === 'owned' && row.reclaimAt !== null && row.reclaimAt <= asOf;
