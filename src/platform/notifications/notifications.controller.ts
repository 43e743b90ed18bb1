import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { idParam } from '../http/fields.js';
import { SignedIn } from '../permissions/permit.js';
import { Inbox } from './inbox.service.js';
import { UnreadEvents } from './push/unread-events.js';
import { notificationQuery, type NotificationQuery } from './notifications.dto.js';

const param = idParam();
type Id = z.output<typeof param>;

/** What the caller was told. */
@Controller('notifications')
@SignedIn()
export class NotificationsController {
  constructor(
    private readonly inbox: Inbox,
    private readonly events: UnreadEvents,
  ) {}

  @Get()
  list(@Query({ schema: notificationQuery }) query: NotificationQuery) {
    return this.inbox.page(query);
  }

  @Get('unread-count')
  unread() {
    return this.inbox.unread();
  }

  /** Server-sent events: `unread` with the count whenever it has changed, `end` when the reader is signed out. */
  @Get('events')
  follow(@Res() reply: FastifyReply): Promise<void> {
    return this.events.follow(reply);
  }

  @Get(':id')
  get(@Param({ schema: param }) { id }: Id) {
    return this.inbox.get(id);
  }

  @Post('read-all')
  @HttpCode(200)
  readAll() {
    return this.inbox.readAll();
  }

  @Post(':id/read')
  @HttpCode(200)
  read(@Param({ schema: param }) { id }: Id) {
    return this.inbox.read(id);
  }
}
