import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Clock, HOUR, MINUTE, SECOND } from '../context/clock.js';
import { Throttle } from '../http/throttle/throttle.js';
import { ChannelRefusal, type Channel, type Letter } from './channel.js';
import { Channels } from './channels.js';
import { DeliveryRepository, type DueDelivery } from './delivery.repository.js';
import { groupText } from './message-text.js';
import { Tact } from './preferences/tact.js';
import type { Recipient } from './recipients.js';

/** Waits after the failed tries of one delivery; then it is parked. */
const RETRY_PLAN = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR];

/** Carries one delivery to its provider and records what became of it, before and after: only a crash in between can make a second copy. */
@Injectable()
export class Deliverer {
  constructor(
    private readonly channels: Channels,
    private readonly deliveries: DeliveryRepository,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
    private readonly tact: Tact,
  ) {}

  /** @param recipients the active ones of those it is for; several only for a group. */
  async deliver(delivery: DueDelivery, recipients: readonly Recipient[], signal: AbortSignal): Promise<void> {
    const channel = this.channels.get(delivery.channel);
    const wait = channel?.configured ? (await this.quiet(channel, delivery)) || (await this.waitFor(channel)) : 0;
    if (wait) return this.deliveries.postpone(delivery.id, this.clock.now() + wait);
    if (!(await this.deliveries.begin(delivery.id, this.clock.now()))) return;
    if (!channel?.configured) return this.deliveries.end(delivery.id, 'kept', 'the channel is not configured');
    if (!recipients.length) return this.deliveries.end(delivery.id, 'parked', 'the recipient is no longer active');
    const letter =
      channel.audience === 'group' ? this.groupLetter(delivery, recipients) : await this.letter(channel.audience, delivery, recipients[0]!);
    if (!letter) return this.deliveries.end(delivery.id, 'kept', 'the message is not for groups');
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

  private async letter(audience: 'email' | 'phone', delivery: DueDelivery, { name, language, ...reached }: Recipient): Promise<Letter> {
    const { link, ...text } = await this.tact.textOf(delivery, language ?? this.config.defaultLocale);
    return { id: delivery.id, address: reached[audience], name, ...text, link: this.whole(link) };
  }

  /** Milliseconds for which its recipient is not to be disturbed. */
  private async quiet({ audience }: Channel, { recipientId, code }: DueDelivery): Promise<number> {
    return audience === 'group' ? 0 : this.tact.quietFor(recipientId, code);
  }

  /** Everybody in a chat reads it: it says what is meant for a group and nothing else. Null for a message that has nothing to say there. */
  private groupLetter({ id, code, params, link }: DueDelivery, recipients: readonly Recipient[]): Letter | null {
    const to = recipients.map(({ name }) => name);
    const text = groupText(code, params, this.config.defaultLocale, to);
    return text === null ? null : { id, address: null, name: to.join(' '), subject: text, body: '', link: this.whole(link) };
  }

  private whole(link: string | null): string | null {
    return link === null ? null : `${this.config.publicUrl}${link}`;
  }

  /** Milliseconds until a provider that counts takes the next one; 0 for now. */
  private async waitFor({ code, perMinute }: Channel): Promise<number> {
    return perMinute === null ? 0 : this.throttle.turn(`delivery by ${code}`, { uses: perMinute, seconds: MINUTE / SECOND });
  }
}
