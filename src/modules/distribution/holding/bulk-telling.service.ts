import { Injectable } from '@nestjs/common';
import { NAMED } from '../../../platform/notifications/name-list.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { Context } from '../../../platform/context/context.js';
import type { HandedOver } from '../../customers/bulk/bulk-hand-over.port.js';
import { CustomersCalled } from '../../customers/customers-called.service.js';
import { OwnershipPeople } from '../../customers/ownership/ownership-people.service.js';
import { memoryOf } from './handed-over-memory.service.js';
import { HoldingRepository } from './holding.repository.js';
import { customersGivenBack, customersTakenBack } from './holding.messages.js';
import { TransferReport } from './transfer-report.js';

const IDS_A_STATEMENT = 500;

/** Who hears of a hand-over of many, and of its undo: each once. */
@Injectable()
export class BulkTelling {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly people: OwnershipPeople,
    private readonly report: TransferReport,
    private readonly notifications: Notifications,
    private readonly called: CustomersCalled,
    private readonly context: Context,
  ) {}

  async handedOver(handed: readonly HandedOver[]): Promise<void> {
    const names = await this.names(handed);
    for (const [toStaffId, some] of grouped(handed, (one) => one.toStaffId)) {
      const to = await this.people.get(toStaffId);
      const rows = some.map((one) => ({ id: one.customerId, name: names.get(one.customerId) ?? '', ownerId: memoryOf(one).ownerId }));
      await this.report.tell(rows, to, new Map(some.map((one) => [one.customerId, memoryOf(one)])));
    }
  }

  async takenBack(handed: readonly HandedOver[]): Promise<void> {
    const { actor } = this.context;
    const by = actor.name;
    const tell = async (message: typeof customersGivenBack, receiverId: number, some: readonly HandedOver[]) => {
      if (receiverId === actor.id) return;
      const first = await this.holdings.names(some.slice(0, NAMED).map((one) => one.customerId));
      const names = await this.called.list(receiverId, first, some.length);
      await this.notifications.notify(message, [receiverId], { n: some.length, by, names, staffId: receiverId });
    };
    for (const [toStaffId, some] of grouped(handed, (one) => one.toStaffId)) await tell(customersTakenBack, toStaffId, some);
    for (const [ownerId, some] of grouped(handed, (one) => memoryOf(one).ownerId))
      if (ownerId !== null) await tell(customersGivenBack, ownerId, some);
  }

  private async names(handed: readonly HandedOver[]): Promise<Map<number, string>> {
    const names = new Map<number, string>();
    for (let i = 0; i < handed.length; i += IDS_A_STATEMENT)
      for (const { id, name } of await this.holdings.names(handed.slice(i, i + IDS_A_STATEMENT).map((one) => one.customerId)))
        names.set(id, name);
    return names;
  }
}

function grouped<K>(handed: readonly HandedOver[], by: (one: HandedOver) => K): Map<K, HandedOver[]> {
  const groups = new Map<K, HandedOver[]>();
  for (const one of handed) {
    const key = by(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
