import { createHash, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, SECOND } from '../../context/clock.js';
import { currentTransaction } from '../../database/guard-data-source.js';
import { commonErrors } from '../../errors/common.errors.js';
import { ThrottleRepository } from './throttle.repository.js';

export interface Limit {
  /** Uses within the seconds; one more is refused. */
  readonly uses: number;
  readonly seconds: number;
}

const placeOf = (...what: readonly (string | number)[]): string => createHash('sha256').update(JSON.stringify(what)).digest('hex');

/** Limits what somebody does often, over all processes. */
@Injectable()
export class Throttle {
  constructor(
    private readonly repository: ThrottleRepository,
    private readonly clock: Clock,
  ) {}

  /** Counts a use of `what` by `whom`; before the transaction, so that a refusal further on does not undo the count. @throws too-many (429). */
  async demand(what: string, whom: string, { uses, seconds }: Limit): Promise<void> {
    if (currentTransaction()) throw new Error(`the throttle of ${what} would be undone with the transaction it is called in`);
    const place = placeOf(what, whom);
    const now = this.clock.now();
    const window = await this.repository.count(place, now, now + seconds * SECOND);
    if (window.used > uses)
      throw commonErrors['too-many']({}, { extra: { retryAfter: Math.max(1, Math.ceil((window.endsAt - now) / SECOND)) } });
  }

  /**
   * Takes a turn at what somebody outside counts: no more than `uses` in any stretch of `seconds`, by real time and over all processes. Each use has
   * a window of its own. @returns 0 when it may be done now; else the milliseconds after which to ask again, not the same for everybody who waits.
   */
  async turn(what: string, { uses, seconds }: Limit): Promise<number> {
    if (currentTransaction()) throw new Error(`the turn at ${what} would be undone with the transaction it is called in`);
    const now = this.clock.real();
    const places = Array.from({ length: uses }, (_, n) => placeOf(what, n));
    const busy = await this.repository.running(places, now);
    for (const place of places) if (!busy.has(place) && (await this.repository.take(place, now, now + seconds * SECOND))) return 0;
    const ends = [...busy.values()];
    return ends.length ? Math.max(1, ends[randomInt(ends.length)]! - now) : SECOND;
  }

  prune(): Promise<number> {
    return this.repository.prune(Math.min(this.clock.now(), this.clock.real()));
  }
}
