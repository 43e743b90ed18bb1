import { Injectable } from '@nestjs/common';
import { Clock } from '../../context/clock.js';
import type { Message } from '../message.js';
import { messageCatalogue } from '../message.js';
import { DayTimes } from './day-times.js';
import { PreferenceRepository, USUAL } from './preference.repository.js';

/** What one recipient wants to be done with a message by one channel instead of sending it at once. */
export interface Wish {
  readonly recipientId: number;
  readonly channel: string;
  /** When his digest is due; null: he does not want it at all. */
  readonly digestAt: number | null;
}

/** How recipients want to hear of things, asked where messages are made and where they are sent. */
@Injectable()
export class Wishes {
  constructor(
    private readonly preferences: PreferenceRepository,
    private readonly times: DayTimes,
    private readonly clock: Clock,
  ) {}

  async of({ kind }: Pick<Message, 'kind'>, recipientIds: readonly number[]): Promise<Wish[]> {
    if (!kind || kind.must) return [];
    const others = await this.preferences.others(kind.name, recipientIds);
    if (!others.length) return [];
    const habits = await this.preferences.habits(others.map(({ recipientId }) => recipientId));
    const now = this.clock.now();
    return others.map(({ recipientId, channel, mode }) => ({
      recipientId,
      channel,
      digestAt: mode === 'never' ? null : this.times.next((habits.get(recipientId) ?? USUAL).digestAt, now),
    }));
  }

  /** Milliseconds for which somebody is not to be disturbed by this message; 0 for now. */
  async quietFor(recipientId: number, code: string): Promise<number> {
    const kind = messageCatalogue.get(code)?.kind;
    if (kind?.urgent || kind?.must) return 0;
    const now = this.clock.now();
    return (this.times.quietUntil(await this.preferences.habit(recipientId), now) ?? now) - now;
  }
}
