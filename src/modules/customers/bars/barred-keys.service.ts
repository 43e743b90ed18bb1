import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import type { KeyColumns } from '../customer-keys.js';
import { barKeys, BarsOfKeys } from './bars-of-keys.js';
import { KeyBarRepository } from './key-bar.repository.js';

/** Asks for the bars of keys, of however many customers at once. */
@Injectable()
export class BarredKeys {
  constructor(
    private readonly repository: KeyBarRepository,
    private readonly clock: Clock,
  ) {}

  async of(keys: readonly KeyColumns[]): Promise<BarsOfKeys> {
    return new BarsOfKeys(await this.repository.inForce(keys.flatMap(barKeys), this.clock.now()));
  }

  /** What `BarsOfKeys.endedBy` has named. */
  end(ids: readonly number[]): Promise<void> {
    return this.repository.remove(ids);
  }
}
