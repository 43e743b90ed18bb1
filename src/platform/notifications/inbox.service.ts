import { Injectable } from '@nestjs/common';
import { Clock } from '../context/clock.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import type { Page } from '../http/list-query.js';
import { NotificationRepository } from './notification.repository.js';
import { type NotificationQuery, notificationView, type NotificationView } from './notifications.dto.js';

/** What the caller was told, in his language. */
@Injectable()
export class Inbox {
  constructor(
    private readonly repository: NotificationRepository,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  async page(query: NotificationQuery): Promise<Page<NotificationView>> {
    const page = await this.repository.page(this.context.actor.id, query, query.unread);
    return { ...page, items: page.items.map((one) => notificationView(one, this.context.language)) };
  }

  async unread(): Promise<{ count: number }> {
    return { count: await this.repository.unread(this.context.actor.id) };
  }

  /** @throws not-found (404) for somebody else's. */
  async get(id: number): Promise<NotificationView> {
    const found = await this.repository.find(id, this.context.actor.id);
    if (!found) throw commonErrors['not-found']();
    return notificationView(found, this.context.language);
  }

  /** Reading twice is reading once. @throws not-found (404) */
  async read(id: number): Promise<NotificationView> {
    await this.repository.markRead(this.context.actor.id, this.clock.now(), id);
    return this.get(id);
  }

  async readAll(): Promise<{ count: number }> {
    return { count: await this.repository.markRead(this.context.actor.id, this.clock.now()) };
  }
}
