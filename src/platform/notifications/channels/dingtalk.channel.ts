import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Clock } from '../../context/clock.js';
import { Channel, type Letter } from '../channel.js';
import { ChannelPatience } from '../channel-patience.js';
import { ROBOT_PER_MINUTE, tellGroup } from './group-robot.js';

/** "send too fast" and "system busy" */
const BUSY = [130101, -1];

/** A DingTalk (钉钉) robot in a group; signed when a secret is configured. */
@Injectable()
export class DingtalkChannel extends Channel {
  readonly code = 'dingtalk';
  readonly audience = 'group';
  override readonly perMinute = ROBOT_PER_MINUTE;

  constructor(
    private readonly config: Config,
    private readonly patience: ChannelPatience,
    private readonly clock: Clock,
  ) {
    super();
  }

  get configured(): boolean {
    return this.config.dingtalkWebhookUrl !== null;
  }

  send(letter: Letter, signal: AbortSignal): Promise<string> {
    return tellGroup({ address: this.address(), allow: this.config.outgoingAllow, busy: BUSY }, letter, this.patience, signal);
  }

  private address(): string {
    const url = new URL(this.config.dingtalkWebhookUrl!);
    const { dingtalkSecret } = this.config;
    if (dingtalkSecret === null) return url.href;
    const timestamp = String(this.clock.real());
    url.searchParams.set('timestamp', timestamp);
    url.searchParams.set('sign', createHmac('sha256', dingtalkSecret).update(`${timestamp}\n${dingtalkSecret}`).digest('base64'));
    return url.href;
  }
}
