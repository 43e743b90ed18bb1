import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Clock, HOUR, MINUTE } from '../context/clock.js';
import { ChannelRefusal, type Channel, type Letter } from './channel.js';
import { Channels } from './channels.js';
import { DeliveryRepository, type DueDelivery } from './delivery.repository.js';
import { messageText } from './message-text.js';
import type { Recipient } from './recipients.js';

/** Waits after the failed tries of one delivery; then it is parked. */
const RETRY_PLAN = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR];

/** Carries one delivery to its provider and records what became of it, before and after: only a crash in between can make a second copy. */
@Injectable()
export class Deliverer {
  private readonly recent = new Map<string, number[]>();

  constructor(
    private readonly channels: Channels,
    private readonly deliveries: DeliveryRepository,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async deliver(delivery: DueDelivery, recipient: Recipient | undefined, signal: AbortSignal): Promise<void> {
    const channel = this.channels.get(delivery.channel);
    const freeAt = channel ? this.freeAt(channel) : null;
    if (freeAt !== null) return this.deliveries.postpone(delivery.id, freeAt);
    if (!(await this.deliveries.begin(delivery.id, this.clock.now()))) return;
    if (!channel?.configured) return this.deliveries.end(delivery.id, 'kept', 'the channel is not configured');
    if (!recipient && channel.audience !== 'group') return this.deliveries.end(delivery.id, 'parked', 'the recipient is no longer active');
    const letter = this.letter(channel, delivery, recipient);
    if (channel.audience !== 'group' && letter.address === null)
      return this.deliveries.end(delivery.id, 'kept', 'the recipient has no address for this channel');
    try {
      const answer = await channel.send(letter, signal);
      await this.deliveries.end(delivery.id, 'sent', answer, { sentAt: this.clock.now() });
    } catch (error) {
      await this.refused(delivery, error);
    }
  }

  private async refused(delivery: DueDelivery, error: unknown): Promise<void> {
    const outcome = error instanceof ChannelRefusal ? error.outcome : 'later';
    const answer = error instanceof Error ? error.message : String(error);
    if (outcome === 'unknown') return this.deliveries.end(delivery.id, 'unknown', answer);
    const wait = outcome === 'later' ? RETRY_PLAN[delivery.attempts] : undefined;
    if (wait === undefined) return this.deliveries.end(delivery.id, 'parked', answer);
    await this.deliveries.end(delivery.id, 'failed', answer, { dueAt: this.clock.now() + wait });
  }

  private letter(channel: Channel, { id, code, params, link }: DueDelivery, recipient: Recipient | undefined): Letter {
    const addresses = { email: recipient?.email ?? null, phone: recipient?.phone ?? null, group: null };
    return {
      id,
      address: addresses[channel.audience],
      name: recipient?.name ?? '',
      ...messageText(code, params, (channel.audience === 'group' ? null : recipient?.language) ?? this.config.defaultLocale),
      link: link === null ? null : `${this.config.publicUrl}${link}`,
    };
  }

  /** When a provider that counts takes the next one; null for now. */
  private freeAt({ code, perMinute }: Channel): number | null {
    if (perMinute === null) return null;
    const now = this.clock.now();
    const last = (this.recent.get(code) ?? []).filter((at) => at > now - MINUTE);
    this.recent.set(code, last);
    if (last.length >= perMinute) return last[0]! + MINUTE;
    last.push(now);
    return null;
  }
}
