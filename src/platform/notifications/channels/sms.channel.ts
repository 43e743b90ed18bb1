import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Channel, type Letter } from '../channel.js';
import { ChannelPatience } from '../channel-patience.js';
import { postJson } from './webhook-post.js';

/** Text messages through an HTTP gateway: `{ id, to, text }`; `id` is the same for every try. */
@Injectable()
export class SmsChannel extends Channel {
  readonly code = 'sms';
  readonly audience = 'phone';

  constructor(
    private readonly config: Config,
    private readonly patience: ChannelPatience,
  ) {
    super();
  }

  get configured(): boolean {
    return this.config.smsGatewayUrl !== null;
  }

  send({ id, address, subject, body }: Letter, signal: AbortSignal): Promise<string> {
    const provider = { address: this.config.smsGatewayUrl!, allow: this.config.outgoingAllow };
    return postJson(provider, { id: `delivery-${id}`, to: address, text: body || subject }, this.patience, signal);
  }
}
