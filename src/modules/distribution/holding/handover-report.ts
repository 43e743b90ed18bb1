import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/audit.js';
import { Context } from '../../../platform/context/context.js';
import { NAMED } from '../../../platform/notifications/name-list.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { CustomersCalled } from '../../customers/customers-called.service.js';
import { customersHandedOver } from './holding.messages.js';
import { HoldingRepository } from './holding.repository.js';

/** What the log and the receiver are told of a leaver's customers. */
@Injectable()
export class HandoverReport {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly audit: Audit,
    private readonly notifications: Notifications,
    private readonly called: CustomersCalled,
    private readonly context: Context,
  ) {}

  /** `receiverId` is null where the customers went to nobody. */
  async tell(staffId: number, receiverId: number | null, customerIds: readonly number[]): Promise<void> {
    await this.audit.record({
      subject: 'Customer',
      subjectId: `leaver-${staffId}`,
      action: 'hand-over',
      before: { ownerId: staffId },
      after: { ownerId: receiverId },
      detail: { count: customerIds.length },
    });
    if (receiverId === null) return;
    const n = customerIds.length;
    const names = await this.called.list(receiverId, await this.holdings.names(customerIds.slice(0, NAMED)), n);
    const params = { n, by: this.context.actor.name, names, staffId: receiverId };
    await this.notifications.notify(customersHandedOver, [receiverId], params);
  }
}
