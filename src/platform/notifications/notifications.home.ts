import { Injectable } from '@nestjs/common';
import { homeCards, type HomeCardContent, type HomeCardSource } from '../admin/home-card.js';
import { Inbox } from './inbox.service.js';

@Injectable()
export class UnreadCard implements HomeCardSource {
  constructor(private readonly inbox: Inbox) {}

  async card(): Promise<HomeCardContent> {
    const { count } = await this.inbox.unread();
    const hint = { 'zh-CN': '未读消息', en: count === 1 ? 'unread message' : 'unread messages' };
    return { value: count, link: '/admin/resources/notifications', hint };
  }
}

export const unreadCard = homeCards.declare({
  name: 'unread',
  label: { 'zh-CN': '消息', en: 'Messages' },
  permission: { action: 'read', subject: 'Notification' },
  source: UnreadCard,
  position: 20,
});
