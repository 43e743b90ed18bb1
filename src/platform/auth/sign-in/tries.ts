import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock } from '../../context/clock.js';
import type { AuthTries } from './auth-tries.entity.js';
import { hashOf } from './opaque-token.js';
import { TriesRepository } from './tries.repository.js';

export interface TryLimit {
  readonly purpose: string;
  readonly most: number;
  readonly window: number;
  /** Where the window begins: at the latest try, or at the first, and again at the one that was too many. */
  readonly from?: 'latest' | 'first';
}

/** Counts tries of something for a key (user and address), together in all processes. */
@Injectable()
export class Tries {
  constructor(
    private readonly repository: TriesRepository,
    private readonly clock: Clock,
  ) {}

  /** Seconds until the next try is allowed; 0 when one is allowed now. */
  async wait(limit: TryLimit, key: string): Promise<number> {
    const row = await this.repository.find(limit.purpose, hashOf(key));
    const left = row && row.taken >= limit.most ? row.endsAt - this.clock.now() : 0;
    return Math.max(0, Math.ceil(left / 1000));
  }

  @Transactional()
  async count(limit: TryLimit, key: string): Promise<void> {
    await this.counted(limit, await this.repository.locked(limit.purpose, hashOf(key)));
  }

  /** Counts a try before it is made, so that many at once are no more than one after the other. @returns as `wait`; then it is none. */
  @Transactional()
  async take(limit: TryLimit, key: string): Promise<number> {
    const row = await this.repository.locked(limit.purpose, hashOf(key));
    const left = row.taken >= limit.most ? row.endsAt - this.clock.now() : 0;
    if (left > 0) return Math.ceil(left / 1000);
    await this.counted(limit, row);
    return 0;
  }

  /** In a transaction, which is tried again where tries of the same key hold each other up. */
  @Transactional()
  async clear(limit: TryLimit, key: string): Promise<void> {
    await this.repository.remove(limit.purpose, hashOf(key));
  }

  private async counted(limit: TryLimit, row: AuthTries): Promise<void> {
    const now = this.clock.now();
    const taken = row.endsAt > now ? row.taken + 1 : 1;
    const begins = limit.from !== 'first' || taken === 1 || taken === limit.most;
    await this.repository.set(row.id, taken, begins ? now + limit.window : row.endsAt);
  }
}
