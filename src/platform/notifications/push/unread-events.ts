import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { StillSignedIn } from '../../auth/sessions/still-signed-in.js';
import { Context } from '../../context/context.js';
import { type EventStream, EventStreams } from '../../http/event-streams.js';
import { UnreadCounts } from './unread-counts.js';

const BEAT = 900;
const QUIET_ROUNDS = 16;

/**
 * Tells a reader how many of his messages are unread, whenever that changes, whichever process made or read them: the database is asked, so that neither
 * Redis nor a neighbour is needed. That he is still signed in is asked in every round, without prolonging his session.
 */
@Injectable()
export class UnreadEvents {
  constructor(
    private readonly counts: UnreadCounts,
    private readonly signedIn: StillSignedIn,
    private readonly context: Context,
    private readonly streams: EventStreams,
  ) {}

  /** @throws too-many (429) before the stream begins. */
  async follow(reply: FastifyReply): Promise<void> {
    const reader = this.context.actor.id;
    await this.streams.begin('unread', reader, reply, async (stream) => {
      this.counts.watch(reader);
      try {
        await this.tell(reader, stream);
      } finally {
        this.counts.leave(reader);
      }
    });
  }

  private async tell(reader: number, { say, stay, signal }: EventStream): Promise<void> {
    let said: number | undefined;
    for (let quiet = 0; !signal.aborted;) {
      const count = await this.look(reader);
      if (count === null) return say('end', { reason: 'signed-out' });
      if (count !== undefined && count !== said) say('unread', { count: (said = count) });
      else if (++quiet % QUIET_ROUNDS === 0) stay();
      await sleep(BEAT, undefined, { signal }).catch(() => undefined);
    }
  }

  /** null: he is signed out; undefined: the database is away for a moment. */
  private async look(reader: number): Promise<number | null | undefined> {
    try {
      return (await this.signedIn.stands()) ? await this.counts.of(reader) : null;
    } catch {
      return undefined;
    }
  }
}
