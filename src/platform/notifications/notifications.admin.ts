import { Injectable } from '@nestjs/common';
import { adminResources } from '../admin/admin-resource.js';
import { type AdminOutcome, type AdminRow, shaped } from '../admin/admin-source.js';
import { Inbox } from './inbox.service.js';
import { notificationQuery, type NotificationQuery, type NotificationView } from './notifications.dto.js';

/** The reader's own messages. */
@Injectable()
export class NotificationsAdmin {
  constructor(private readonly inbox: Inbox) {}

  async list(query: NotificationQuery) {
    const { items, total } = await this.inbox.page(query);
    return { items: items.map(row), total };
  }

  async get(id: number): Promise<AdminRow> {
    return row(await this.inbox.get(id));
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
  menu: 'home',
  position: 10,
  icon: 'Bell',
  title: 'subject',
  source: shaped(NotificationsAdmin, { list: notificationQuery }),
  allowed: ({ unread }) => (unread ? ['read'] : []),
  defaultSort: '-createdAt',
  showComponent: 'MessagePage',
  empty: { 'zh-CN': '没有消息', en: 'There are no messages' },
  properties: [
    { name: 'subject', label: { 'zh-CN': '标题', en: 'Subject' }, type: 'string', in: ['list', 'show'] },
    { name: 'body', label: { 'zh-CN': '内容', en: 'Text' }, type: 'text', in: ['show'] },
    { name: 'link', label: { 'zh-CN': '链接', en: 'Link' }, type: 'string', in: ['show'] },
    { name: 'unread', label: { 'zh-CN': '未读', en: 'Unread' }, type: 'boolean', in: ['list', 'show'], filter: 'unread' },
    { name: 'createdAt', label: { 'zh-CN': '时间', en: 'Time' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
  ],
  actions: [
    {
      name: 'read',
      kind: 'record',
      label: { 'zh-CN': '标为已读', en: 'Mark as read' },
      permission: 'read',
      icon: 'Check',
      method: 'read',
      listOnly: true,
    },
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
