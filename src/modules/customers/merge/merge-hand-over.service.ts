import { Injectable } from '@nestjs/common';
import { Scope } from '../../../platform/permissions/scope.js';
import { Acting } from '../acting.js';
import { OwnershipContinuity } from '../ownership/ownership-continuity.service.js';
import { OwnershipExpiry } from '../ownership/ownership-expiry.service.js';
import { MergeBars } from './merge-bars.service.js';
import { mergeErrors } from './merge.errors.js';
import type { WholeRow } from './merge.repository.js';

export interface HandedOver {
  /** The other record was due and has just been reclaimed. */
  readonly reclaimed: boolean;
  /** Whether its clocks go on in the record that stays. */
  readonly clocksGoOn: boolean;
}
type Held = Pick<WholeRow, 'holding' | 'ownerId'>;

/** Merging gives a record to whoever has the other one: it is judged as the hand-over to that owner by the caller (REQ-E6, REQ-E8). */
@Injectable()
export class MergeHandOver {
  constructor(
    private readonly bars: MergeBars,
    private readonly continuity: OwnershipContinuity,
    private readonly expiry: OwnershipExpiry,
    private readonly scope: Scope,
    private readonly acting: Acting,
  ) {}

  /**
   * Under the locks of both, `kept` reclaimed where it was due. A due record is nobody's to merge for whoever loses it by that: then it is only
   * reclaimed, and `lost` is it as it was. @throws merge.claim-first, merge.not-yet, merge.reopen-first, merge.lost-before (409).
   */
  async judge(kept: WholeRow, other: WholeRow): Promise<HandedOver | { readonly lost: WholeRow }> {
    const reclaimed = other.deletedAt === null && this.expiry.isDue(other) && (await this.expiry.expireIfDue(other.id));
    const into = this.expiry.isDue(kept) ? POOLED : kept;
    if (reclaimed && (this.isCaller(other) || other.ownerId === into.ownerId)) return { lost: other };
    const from = reclaimed ? POOLED : await this.heldBy(other);
    await this.demandAllowed(into, from, other, kept);
    return { reclaimed, clocksGoOn: await this.clocksGoOn(kept, into, from, other) };
  }

  private async demandAllowed(into: Held, from: Held, other: WholeRow, kept: WholeRow): Promise<void> {
    const two = [into, from];
    // nobody comes by a customer of the pool but by claiming
    if (two.some((held) => this.isCaller(held)) && two.some(({ holding }) => holding === 'pool')) throw mergeErrors['merge.claim-first']();
    // what is won is no question of bars
    if (into.ownerId === null || into.ownerId === from.ownerId || kept.status === 'enrolled') return;
    if (this.isCaller(into) && from.holding === 'pending') throw mergeErrors['merge.not-yet']();
    // reopened, the one record would start anew what the other one used
    if (this.isCaller(into) && kept.status === 'lost') throw mergeErrors['merge.reopen-first']();
    const refusal = await this.bars.refusal(other, into.ownerId);
    if (refusal) throw refusal;
  }

  /** Only who decides about a record, and neither has nor had one of the two himself, starts its clocks anew. */
  private async clocksGoOn(kept: WholeRow, into: Held, from: Held, other: WholeRow): Promise<boolean> {
    if (this.isCaller(into) || this.isCaller(from)) return true;
    const manages = other.ownerId === null ? this.scope.can('assign', 'Customer') : this.scope.can('assign', 'Customer', other);
    if (!manages) return true;
    const { staffId } = this.acting;
    return staffId !== null && (await this.continuity.heldBefore([kept.id, other.id], staffId)).size > 0;
  }

  /** One in the recycle bin is judged as it was before: whoever would have it back if it were restored. */
  private async heldBy(other: WholeRow): Promise<Held> {
    if (other.deletedAt === null) return other;
    const last = await this.continuity.last(other.id);
    return last?.outcome === 'deleted' ? { holding: 'owned', ownerId: last.staffId } : other;
  }

  private isCaller({ ownerId }: Pick<Held, 'ownerId'>): boolean {
    return ownerId !== null && ownerId === this.acting.staffId;
  }
}

const POOLED: Held = { holding: 'pool', ownerId: null };
