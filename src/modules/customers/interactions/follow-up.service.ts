import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Acting } from '../acting.js';
import { CustomerAccess, type ReachedCustomer } from '../customer-access.service.js';
import { type InteractionCreation, type InteractionView, interactionView } from './interaction.dto.js';
import { InteractionRepository } from './interaction.repository.js';
import { OwnershipClock } from '../ownership/ownership-clock.service.js';
import { OwnershipExpiry } from '../ownership/ownership-expiry.service.js';

const BEGINNING = 100;

/** Recording an interaction is the follow-up (REQ-D29): the owner's restarts his clock, anybody else's does not. */
@Injectable()
export class FollowUpService {
  constructor(
    private readonly repository: InteractionRepository,
    private readonly access: CustomerAccess,
    private readonly ownership: OwnershipClock,
    private readonly audit: Audit,
    private readonly acting: Acting,
    private readonly expiry: OwnershipExpiry,
  ) {}

  /**
   * @throws not-found (404) for a customer outside the caller's scope; customer.overdue (409) when the owner comes too late: his text is kept
   * as the record of a former owner.
   */
  async record(body: InteractionCreation): Promise<InteractionView> {
    const { view, lost } = await this.insert(body);
    if (lost) throw this.expiry.overdue(lost, { interactionId: view.id });
    return view;
  }

  /** The customer's row first, his interaction after: two follow-ups of one customer never wait for each other crosswise. */
  @Transactional()
  private async insert(body: InteractionCreation): Promise<{ view: InteractionView; lost: ReachedCustomer | null }> {
    const { customerId, kind } = body;
    const { staffId: authorId, now } = this.acting;
    const { customer, lost } = await this.access.demandHeld(customerId, 'create', 'Interaction');
    const occurredAt = body.occurredAt ?? now;
    const touchedAt = Math.max(Math.min(occurredAt, now), customer.lastInteractionAt ?? -Infinity);
    const { counts, overdue, touched } =
      authorId !== null && customer.ownerId === authorId && customer.holding === 'owned' && !lost
        ? await this.ownership.followedUp(customer, occurredAt, touchedAt)
        : { counts: false, overdue: lost, touched: false };
    const row = {
      customerId,
      authorId,
      kind,
      occurredAt,
      counts,
      place: body.place ?? null,
      notes: body.notes ?? null,
      nextFollowUpAt: body.nextFollowUpAt ?? null,
      summary: body.summary ?? body.notes!.slice(0, BEGINNING),
      remindedAt: null,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    if (!touched) await this.repository.touched(customerId, touchedAt);
    const id = await this.repository.insert(row);
    await this.audit.record({ subject: 'Interaction', subjectId: id, action: 'create', after: { customerId, kind, occurredAt, counts } });
    return { view: interactionView({ ...row, id, deletedAt: null }, this.acting.name), lost: overdue ? customer : null };
  }
}
