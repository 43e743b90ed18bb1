import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../platform/context/business-time.js';
import { Clock } from '../../platform/context/clock.js';
import { isDue, OwnershipExpiry } from '../customers/ownership-expiry.service.js';
import { ownershipErrors } from '../customers/ownership.errors.js';
import type { ReachRow } from './holding.repository.js';

/** The instant decides: from `reclaimAt` on a verb about an owned customer first reclaims him, and is refused. */
@Injectable()
export class OverdueGate {
  constructor(
    private readonly expiry: OwnershipExpiry,
    private readonly clock: Clock,
    private readonly time: BusinessTime,
  ) {}

  /** Call before the verb's own transaction, so that the reclaim stands. @throws customer.overdue (409). */
  async refuse(row: Pick<ReachRow, 'id' | 'holding' | 'reclaimAt'>): Promise<void> {
    const due = { holding: row.holding, reclaimAt: row.reclaimAt === null ? null : Number(row.reclaimAt) };
    if (!isDue(due, this.clock.now()) || !(await this.expiry.expireIfDue(row.id))) return;
    throw ownershipErrors['customer.overdue']({ at: this.time.format(due.reclaimAt!) });
  }
}
