import { Injectable } from '@nestjs/common';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { Acting } from '../acting.js';
import { customerNumber } from '../customer.entity.js';
import { type Called, CustomersCalled } from '../customers-called.service.js';
import { customerMerged } from './merge.messages.js';
import type { Pair } from './merge-parties.service.js';
import { MergeRepository } from './merge.repository.js';

/** Word to whoever loses a customer by a merge. */
@Injectable()
export class MergeNotice {
  constructor(
    private readonly merges: MergeRepository,
    private readonly notifications: Notifications,
    private readonly customers: CustomersCalled,
    private readonly acting: Acting,
  ) {}

  /** The merged record's owner hears who has the customer now. */
  async tell({ kept, other }: Pair): Promise<void> {
    const { ownerId } = other;
    if (ownerId === null || other.deletedAt !== null || ownerId === kept.ownerId || ownerId === this.acting.staffId) return;
    await this.notifications.notify(customerMerged, [ownerId], {
      customer: await this.called(ownerId, other),
      kept: await this.called(ownerId, kept),
      owner: (await this.merges.ownerName(kept.id)) ?? '—',
      by: this.acting.name,
      keptId: kept.id,
    });
  }

  private async called(receiverId: number, customer: Called): Promise<string> {
    return [...new Set([await this.customers.one(receiverId, customer), customerNumber(customer.id)])].join(' ');
  }
}
