import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/audit.js';
import { Context } from '../../../platform/context/context.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { LeaverHandover, type HandoverChoice, type Holding } from '../../rbac/staff.port.js';
import { OwnershipPeople } from '../../customers/ownership/ownership-people.service.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { HoldingRepository } from './holding.repository.js';
import { customersHandedOver } from '../pool/pool.messages.js';

const BATCH = 2000;
const NAMED = 20;

/** What becomes of a leaver's customers: a colleague takes all of them, or the open ones go to the pool and the won and lost ones stay under his name. */
@Injectable()
export class CustomerHandover extends LeaverHandover {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly ownership: OwnershipService,
    private readonly people: OwnershipPeople,
    private readonly audit: Audit,
    private readonly notifications: Notifications,
    private readonly context: Context,
  ) {
    super();
  }

  async held(staffId: number): Promise<Holding[]> {
    const held = await this.holdings.owned(staffId);
    return [{ what: { 'zh-CN': '客户', en: 'customers' }, count: held.filter((c) => c.holding === 'owned').length }];
  }

  async handOver(staffId: number, choice: HandoverChoice): Promise<void> {
    const held = await this.holdings.owned(staffId);
    const ids = (choice.to ? held : held.filter((c) => c.holding === 'owned' && c.status === 'open')).map((c) => c.id);
    if (!ids.length) return;
    if (choice.to) await this.people.receiver(choice.to);
    for (let i = 0; i < ids.length; i += BATCH) await this.give(ids.slice(i, i + BATCH), choice);
    const { actor } = this.context;
    await this.audit.record({
      subject: 'Customer',
      subjectId: `leaver-${staffId}`,
      action: 'hand-over',
      before: { ownerId: staffId },
      after: { ownerId: choice.to ?? null },
      detail: { count: ids.length },
    });
    if (choice.to) {
      const names = (await this.holdings.names(ids.slice(0, NAMED))).map((c) => c.name);
      await this.notifications.notify(customersHandedOver, [choice.to], { n: ids.length, by: actor.name, names, staffId: choice.to });
    }
  }

  private async give(ids: readonly number[], choice: HandoverChoice): Promise<void> {
    const actorId = this.context.actor.id;
    if (!choice.to) {
      await this.ownership.end(ids, 'handed-over', { to: 'pool', actorId });
      return;
    }
    await this.ownership.transfer(ids, choice.to, { by: 'handed-over', actorId, caps: 'ignore' });
  }
}
