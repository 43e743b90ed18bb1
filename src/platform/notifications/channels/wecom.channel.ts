import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Channel, type Letter } from '../channel.js';
import { ChannelPatience } from '../channel-patience.js';
import { postJson, robotAnswer } from './webhook-post.js';

/** "API freq out of limit" */
const BUSY = [45009];

/** A WeCom (企业微信) robot in a group. */
@Injectable()
export class WecomChannel extends Channel {
  readonly code = 'wecom';
  readonly audience = 'group';
  override readonly perMinute = 18;

  constructor(
    private readonly config: Config,
    private readonly patience: ChannelPatience,
  ) {
    super();
  }

  get configured(): boolean {
    return this.config.wecomWebhookUrl !== null;
  }

  async send({ subject, body, link }: Letter, signal: AbortSignal): Promise<string> {
    const content = [subject, body, link].filter(Boolean).join('\n');
    return robotAnswer(await postJson(this.config.wecomWebhookUrl!, { msgtype: 'text', text: { content } }, this.patience, signal), BUSY);
  }
}
