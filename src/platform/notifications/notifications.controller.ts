import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { idParam } from '../http/fields.js';
import { SignedIn } from '../permissions/permit.js';
import { Inbox } from './inbox.service.js';
import { notificationQuery, type NotificationQuery } from './notifications.dto.js';

const param = idParam();
type Id = z.output<typeof param>;

/** What the caller was told. */
@Controller('notifications')
@SignedIn()
export class NotificationsController {
  constructor(private readonly inbox: Inbox) {}

  @Get()
  list(@Query({ schema: notificationQuery }) query: NotificationQuery) {
    return this.inbox.page(query);
  }

  @Get('unread-count')
  unread() {
    return this.inbox.unread();
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
