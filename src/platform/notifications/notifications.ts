import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock } from '../context/clock.js';
import { Jobs } from '../jobs/jobs.js';
import { Channels } from './channels.js';
import type { Message, MessageParams } from './message.js';
import { NotificationRepository } from './notification.repository.js';
import { deliverJob } from './notifications.jobs.js';

/** Tells colleagues something (REQ-Q1): rows now, with the change that caused them; sent by a job afterwards. */
@Injectable()
export class Notifications {
  constructor(
    private readonly repository: NotificationRepository,
    private readonly channels: Channels,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** One notification a recipient and call, however often he is named; name several things in a list parameter instead of calling again. */
  @Transactional()
  async notify<P extends MessageParams>(message: Message<P>, staffIds: readonly number[], params: P): Promise<void> {
    const recipients = [...new Set(staffIds)];
    if (!recipients.length) return;
    const link = message.link?.(params) ?? null;
    if (link !== null && !/^\/(?!\/)/.test(link)) throw new Error(`the link of ${message.code} must be a path of ours: ${link}`);
    const batch = randomUUID();
    const channels = this.channels.for(message as unknown as Message);
    await this.repository.add({ batch, code: message.code, params, link, createdAt: this.clock.now() }, recipients, channels);
    if (channels.some(({ kept }) => !kept)) await this.jobs.enqueue(deliverJob, { batch });
  }
}
