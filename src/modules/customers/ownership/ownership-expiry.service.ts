import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { MINUTE } from '../../../platform/context/clock.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { Acting } from '../acting.js';
import { CustomerReach } from '../customer-reach.service.js';
import { overdueOutcome } from '../deadlines/deadline.js';
import type { RuleRow } from '../rule-row.port.js';
import { OwnershipReclaim } from './ownership-reclaim.service.js';
import { ownershipErrors } from './ownership.errors.js';
import { type HeldRow, type LostOwnership, OwnershipRepository } from './ownership.repository.js';

/** What is asked of a customer before somebody does something about him; rules may ask anything of whom they show his deadline. */
export type Reclaimable = RuleRow & { readonly id: number };

/**
 * What becomes of somebody who is not the owner: he goes on, since his verb has nothing to do with who holds the customer; the customer is reclaimed
 * before he goes on; or he is refused like the owner.
 */
export type Others = 'go-on' | 'reclaim-first' | 'are-refused';
/** As long as a request may have waited for the reclaim that was faster, and somebody for his form. */
const LATELY = MINUTE;
type Outcome<T> = { readonly result: T } | { readonly lost: Reclaimable };

/** What happens at `reclaimAt`: the instant decides, whoever notices first carries it out (spec 06, Deadlines). */
@Injectable()
export class OwnershipExpiry {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly reclaims: OwnershipReclaim,
    private readonly audit: Audit,
    private readonly time: BusinessTime,
    private readonly acting: Acting,
    private readonly reach: CustomerReach,
  ) {}

  /**
   * Every verb of an owner about his customer goes through here, in one transaction: `reach` finds the customer and locks him, `work` does it. From
   * `reclaimAt` on he is reclaimed instead, which stands, and the verb is refused. @throws customer.overdue (409).
   */
  async unlessDue<R extends Reclaimable, T>(reach: () => Promise<R>, work: (row: R) => Promise<T>, others: Others = 'go-on'): Promise<T> {
    const outcome = await this.reclaimOr(reach, work, others);
    if ('lost' in outcome) throw this.overdue(outcome.lost);
    return outcome.result;
  }

  isDue({ holding, reclaimAt }: Pick<Reclaimable, 'holding' | 'reclaimAt'>, asOf = this.acting.now): boolean {
    return holding === 'owned' && reclaimAt !== null && reclaimAt <= asOf;
  }

  /** The refusal, for when the reclaim is committed; `row` as it was before. Who does not see this deadline hears when it was carried out: now. */
  overdue(row: Reclaimable, extra: Readonly<Record<string, unknown>> = {}): DomainError {
    const at = this.reach.fields(row).has('reclaimAt') ? row.reclaimAt! : this.acting.now;
    return ownershipErrors['customer.overdue']({ at: this.time.format(at) }, { keeps: true, extra });
  }

  @Transactional()
  private async reclaimOr<R extends Reclaimable, T>(
    reach: () => Promise<R>,
    work: (row: R) => Promise<T>,
    others: Others,
  ): Promise<Outcome<T>> {
    const row = await reach();
    const manner = this.isOwner(row) ? 'are-refused' : others;
    const lost = manner !== 'go-on' && this.isDue(row) && (await this.expireIfDue(row.id));
    return lost && manner === 'are-refused' ? { lost: row } : { result: await work(row) };
  }

  private isOwner({ ownerId }: Reclaimable): boolean {
    return ownerId !== null && ownerId === this.acting.staffId;
  }

  /**
   * If the customer is due he is reclaimed now, in the caller's transaction. Commit it, then refuse with `customer.overdue`: a thrown
   * error would undo it. @returns whether he has just been reclaimed.
   */
  @Transactional()
  async expireIfDue(customerId: number, asOf = this.acting.now): Promise<boolean> {
    const [row] = await this.repository.lock([customerId], ['owned'], { deleted: false });
    return row !== undefined && this.expireRow(row, asOf);
  }

  /** What this person had of this customer until his deadline took him, a moment ago. */
  lostLately(customerId: number, staffId: number): Promise<LostOwnership | undefined> {
    return this.repository.lostByDeadline(customerId, staffId, this.acting.now - LATELY);
  }

  /** The same for a row whose lock the caller holds. */
  async expireRow(row: HeldRow, asOf: number): Promise<boolean> {
    if (!this.isDue(row, asOf)) return false;
    const losses = await this.reclaims.reclaim([row], this.acting.now);
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
