import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { type Bar, OwnershipHistoryRepository } from './ownership-history.repository.js';

export type { Bar } from './ownership-history.repository.js';

/** Who may not have a customer again (REQ-E8). */
@Injectable()
export class OwnershipBars {
  constructor(
    private readonly history: OwnershipHistoryRepository,
    private readonly clock: Clock,
  ) {}

  /** The bars that hold now between this person and these customers, by ownership or by a key that came back. */
  between(customerIds: readonly number[], staffId: number): Promise<Bar[]> {
    return this.history.bars(customerIds, [staffId], this.clock.now());
  }
}
