import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../context/business-time.js';
import { type Language, say } from '../../context/language.js';
import { messageText } from '../message-text.js';
import { DigestRepository } from './digest.repository.js';

const SUBJECT = { 'zh-CN': '每日摘要：{n} 条消息', en: 'Your daily digest: {n} messages' } as const;
const LINK = '/admin/resources/notifications';

/** One letter that says what many would have said. */
@Injectable()
export class DigestText {
  constructor(
    private readonly digests: DigestRepository,
    private readonly time: BusinessTime,
  ) {}

  async of(carrierId: number, language: Language): Promise<{ subject: string; body: string; link: string }> {
    const items = await this.digests.items(carrierId);
    const parts = items.map(({ code, params, createdAt }) => {
      const { subject, body } = messageText(code, params, language);
      return [`${this.time.format(createdAt, 'LL-dd HH:mm')}  ${subject}`, body].filter(Boolean).join('\n');
    });
    return { subject: say(SUBJECT, language, { n: items.length }), body: parts.join('\n\n'), link: LINK };
  }
}
