import { Injectable } from '@nestjs/common';
import { type AdminListQuery, type AdminOutcome, type AdminRow, adminResources, type AdminSource } from '../admin/admin-resource.js';
import { ValidationPipe } from '../http/validation.pipe.js';
import { Inbox } from './inbox.service.js';
import { notificationQuery, type NotificationView } from './notifications.dto.js';

/** The reader's own messages. */
@Injectable()
export class NotificationsAdmin implements AdminSource {
  readonly knows = { sorts: ['createdAt'], filters: ['unread'] };

  constructor(
    private readonly inbox: Inbox,
    private readonly validation: ValidationPipe,
  ) {}

  async list({ page, pageSize, sort, filters }: AdminListQuery) {
    const { items, total } = await this.inbox.page(await this.validation.parse(notificationQuery, { page, pageSize, sort, ...filters }));
    return { items: items.map(row), total };
  }

  async get(id: number): Promise<AdminRow> {
    return row(await this.inbox.get(id));
  }

  allowed({ unread }: AdminRow): readonly string[] {
    return unread ? ['read'] : [];
  }

  async read(ids: readonly number[]): Promise<AdminOutcome> {
    for (const id of ids) await this.inbox.read(id);
    return { message: { 'zh-CN': '已标为已读', en: 'Marked as read' } };
  }

  async readAll(): Promise<AdminOutcome> {
    await this.inbox.readAll();
    return { message: { 'zh-CN': '全部已读', en: 'All marked as read' } };
  }
}

const row = (view: NotificationView): AdminRow => ({ ...view, unread: view.readAt === null });

export const notificationsAdmin = adminResources.declare({
  id: 'notifications',
  subject: 'Notification',
  label: { 'zh-CN': '我的消息', en: 'My messages' },
  menu: 'system',
  position: 10,
  icon: 'Bell',
  title: 'subject',
  source: NotificationsAdmin,
  defaultSort: '-createdAt',
  empty: { 'zh-CN': '没有消息', en: 'There are no messages' },
  properties: [
    { name: 'subject', label: { 'zh-CN': '标题', en: 'Subject' }, type: 'string', in: ['list', 'show'] },
    { name: 'body', label: { 'zh-CN': '内容', en: 'Text' }, type: 'text', in: ['show'] },
    { name: 'link', label: { 'zh-CN': '链接', en: 'Link' }, type: 'string', in: ['show'] },
    { name: 'unread', label: { 'zh-CN': '未读', en: 'Unread' }, type: 'boolean', in: ['list', 'show'], filter: 'unread' },
    { name: 'createdAt', label: { 'zh-CN': '时间', en: 'Time' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
  ],
  actions: [
    { name: 'read', kind: 'record', label: { 'zh-CN': '标为已读', en: 'Mark as read' }, permission: 'read', icon: 'Check', method: 'read' },
    {
      name: 'readAll',
      kind: 'resource',
      label: { 'zh-CN': '全部已读', en: 'Mark all as read' },
      permission: 'read',
      icon: 'CheckSquare',
      method: 'readAll',
    },
  ],
});
