import { Injectable } from '@nestjs/common';
import { Declarations } from '../registry/declarations.js';
import { Channels } from './channels.js';
import type { DueDelivery } from './delivery.repository.js';
import { NotificationRepository } from './notification.repository.js';
import { type Recipient, Recipients } from './recipients.js';

/** For whom a delivery is: one colleague, or everybody whom its call told, since a group hears it once for all of them. */
@Injectable()
export class Addressees {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly channels: Channels,
    private readonly declarations: Declarations,
  ) {}

  /** The active ones, by delivery. */
  async of(batch: string, deliveries: readonly DueDelivery[]): Promise<(delivery: DueDelivery) => readonly Recipient[]> {
    const forGroup = ({ channel }: DueDelivery) => this.channels.get(channel)?.audience === 'group';
    const everybody = deliveries.some(forGroup) ? await this.find(await this.notifications.told(batch)) : [];
    const alone = await this.find(deliveries.filter((one) => !forGroup(one)).map(({ recipientId }) => recipientId));
    return (delivery) => (forGroup(delivery) ? everybody : alone.filter(({ id }) => id === delivery.recipientId));
  }

  private async find(ids: readonly number[]): Promise<readonly Recipient[]> {
    if (!ids.length) return [];
    const ports = this.declarations.implementationsOf(Recipients);
    return (await Promise.all(ports.map((port) => port.find([...new Set(ids)])))).flat();
  }
}
