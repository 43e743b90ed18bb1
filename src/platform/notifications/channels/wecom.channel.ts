import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Channel, type Letter } from '../channel.js';
import { ChannelPatience } from '../channel-patience.js';
import { ROBOT_PER_MINUTE, tellGroup } from './group-robot.js';

/** "API freq out of limit" */
const BUSY = [45009];

/** A WeCom (企业微信) robot in a group. */
@Injectable()
export class WecomChannel extends Channel {
  readonly code = 'wecom';
  readonly audience = 'group';
  override readonly perMinute = ROBOT_PER_MINUTE;

  constructor(
    private readonly config: Config,
    private readonly patience: ChannelPatience,
  ) {
    super();
  }

  get configured(): boolean {
    return this.config.wecomWebhookUrl !== null;
  }

  send(letter: Letter, signal: AbortSignal): Promise<string> {
    return tellGroup(
      { address: this.config.wecomWebhookUrl!, allow: this.config.outgoingAllow, busy: BUSY },
      letter,
      this.patience,
      signal,
    );
  }
}
