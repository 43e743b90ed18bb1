import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { type Bar, BarRepository } from './bar.repository.js';
import { type BarKey, BarsOfKeys } from './bars-of-keys.js';
import { KeyBarRepository } from './key-bar.repository.js';

export type { Bar } from './bar.repository.js';

/** Who may not have a customer (again), whoever asks (REQ-E8). */
@Injectable()
export class Bars {
  constructor(
    private readonly repository: BarRepository,
    private readonly keys: KeyBarRepository,
    private readonly clock: Clock,
  ) {}

  /** The bars that hold now between this person and these customers. */
  between(customerIds: readonly number[], staffId: number): Promise<Bar[]> {
    return this.repository.between(customerIds, [staffId], this.clock.now());
  }

  /** Everybody who may not have these customers: customer → staff. */
  async from(customerIds: readonly number[]): Promise<Map<number, Set<number>>> {
    const barred = new Map<number, Set<number>>();
    for (const { customerId, staffId } of await this.repository.between(customerIds, undefined, this.clock.now()))
      barred.set(customerId, (barred.get(customerId) ?? new Set<number>()).add(staffId));
    return barred;
  }

  /** The ids of the customers whom this person may not have, as a SELECT. */
  idsFor(staffId: number): string {
    return this.repository.idsFor(staffId, this.clock.now());
  }

  /** On keys, of however many customers at once. */
  async on(keys: readonly BarKey[], options = { lock: false }): Promise<BarsOfKeys> {
    return new BarsOfKeys(await this.repository.on(keys, this.clock.now(), options));
  }

  /** What `BarsOfKeys.endedBy` has named. */
  end(ids: readonly number[]): Promise<void> {
    return this.keys.remove(ids);
  }
}
