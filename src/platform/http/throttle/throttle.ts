import { createHash } from 'node:crypto';
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
    const place = createHash('sha256')
      .update(JSON.stringify([what, whom]))
      .digest('hex');
    const now = this.clock.now();
    const window = await this.repository.count(place, now, now + seconds * SECOND);
    if (window.used > uses)
      throw commonErrors['too-many']({}, { extra: { retryAfter: Math.max(1, Math.ceil((window.endsAt - now) / SECOND)) } });
  }

  prune(): Promise<number> {
    return this.repository.prune(this.clock.now());
  }
}
