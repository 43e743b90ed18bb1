import { Injectable } from '@nestjs/common';
import { HoldingCaps } from '../../customers/deadlines/deadline.port.js';
import { QuotaCapRepository } from './quota-cap.repository.js';

/** A quota's `maxOpen` caps what somebody holds by any way but his own entries, as the claim rules do (spec 06, Caps). */
@Injectable()
export class QuotaCap extends HoldingCaps {
  constructor(private readonly repository: QuotaCapRepository) {
    super();
  }

  of(staffIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    return this.repository.caps(staffIds);
  }
}
