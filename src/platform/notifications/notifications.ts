import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock } from '../context/clock.js';
import { Jobs } from '../jobs/jobs.js';
import { Channels } from './channels.js';
import { DeliveryRepository } from './delivery.repository.js';
import type { Message, MessageParams } from './message.js';
import { NotificationRepository } from './notification.repository.js';
import { deliverJob } from './notifications.jobs.js';
import { Wishes } from './preferences/wishes.js';

/** Tells colleagues something (REQ-Q1): rows now, with the change that caused them; sent by a job afterwards. */
@Injectable()
export class Notifications {
  constructor(
    private readonly repository: NotificationRepository,
    private readonly channels: Channels,
    private readonly deliveries: DeliveryRepository,
    private readonly wishes: Wishes,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /**
   * One notification a recipient and call, however often he is named; name several things in a `nameList` instead of calling again. A message
   * with `combine` becomes part of the one that he has not read yet; `about` tells such messages of one kind apart.
   */
  @Transactional()
  async notify<P extends MessageParams>(
    message: Message<P>,
    staffIds: readonly number[],
    params: P,
    options: { about?: string | number } = {},
  ): Promise<void> {
    const recipients = [...new Set(staffIds)];
    if (!recipients.length) return;
    const unreadKey = message.combine ? [message.code, ...(options.about === undefined ? [] : [options.about])].join(':') : null;
    const known = unreadKey === null ? [] : await this.combined(message, unreadKey, recipients, params);
    await this.tell(
      message,
      recipients.filter((id) => !known.includes(id)),
      params,
      unreadKey,
    );
  }

  private async tell<P extends MessageParams>(message: Message<P>, recipients: readonly number[], params: P, unreadKey: string | null) {
    if (!recipients.length) return;
    const batch = randomUUID();
    const channels = this.channels.for(message as unknown as Message);
    const notification = { batch, code: message.code, params, link: linkOf(message, params), createdAt: this.clock.now(), unreadKey };
    await this.repository.add(notification, recipients, channels);
    if (channels.some(({ group }) => !group)) await this.deliveries.asWished(batch, await this.wishes.of(message, recipients));
    if (channels.some(({ kept }) => !kept)) await this.jobs.enqueue(deliverJob, { batch });
    if (unreadKey === null) return;
    const told = await this.repository.told(batch);
    const beaten = recipients.filter((id) => !told.includes(id)); // somebody else told them in this moment
    if (beaten.length) await this.combined(message, unreadKey, beaten, params);
  }

  /** @returns whom the unread message tells it. */
  private async combined<P extends MessageParams>(
    message: Message<P>,
    unreadKey: string,
    recipients: readonly number[],
    added: P,
  ): Promise<number[]> {
    const unread = await this.repository.unreadOf(unreadKey, recipients);
    for (const { id, params: before } of unread) {
      const params = message.combine!(before as P, added);
      await this.repository.rewrite(id, { params, link: linkOf(message, params), createdAt: this.clock.now() });
    }
    return unread.map((u) => u.recipientId);
  }
}

function linkOf<P extends MessageParams>(message: Message<P>, params: P): string | null {
  const link = message.link?.(params) ?? null;
  if (link !== null && !/^\/(?!\/)/.test(link)) throw new Error(`the link of ${message.code} must be a path of ours: ${link}`);
  return link;
}
