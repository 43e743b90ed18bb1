import { Injectable } from '@nestjs/common';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { Acting } from '../acting.js';
import type { ReachedCustomer } from '../customer-access.service.js';
import type { InteractionRow } from './interaction.dto.js';
import { InteractionRepository } from './interaction.repository.js';
import { OwnershipClock } from '../ownership/ownership-clock.service.js';
import { OwnershipExpiry } from '../ownership/ownership-expiry.service.js';

/** Keeps `lastFollowUpAt` and `lastInteractionAt` true to the interactions that are left when one is corrected or deleted (spec 06, Deadlines). */
@Injectable()
export class FollowUpClock {
  constructor(
    private readonly repository: InteractionRepository,
    private readonly expiry: OwnershipExpiry,
    private readonly clock: OwnershipClock,
    private readonly acting: Acting,
  ) {}

  /** An owner whose deadline has passed cannot move it any more by correcting a time. @returns the refusal, where he has just lost the customer. */
  async expire(customer: ReachedCustomer): Promise<DomainError | null> {
    const lost = customer.ownerId === this.acting.staffId && (await this.expiry.expireIfDue(customer.id));
    return lost ? this.expiry.overdue(customer) : null;
  }

  rewrite(id: number, version: number, values: Partial<InteractionRow>): Promise<boolean> {
    return this.repository.update(id, version, values);
  }

  async recount(customerId: number): Promise<void> {
    await this.repository.recountLatest([customerId]);
    await this.clock.followUpsChanged(customerId, await this.repository.latestCounting(customerId));
  }
}
