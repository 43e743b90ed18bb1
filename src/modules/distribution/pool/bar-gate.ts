import { Injectable } from '@nestjs/common';
import type { Day } from '../../../platform/context/business-time.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { BarTelling } from '../../customers/bars/bar-telling.service.js';
import { type Bar, Bars } from '../../customers/bars/bars.service.js';
import { OwnershipContinuity } from '../../customers/ownership/ownership-continuity.service.js';
import { poolErrors } from './pool.errors.js';

/** Who may not have a customer again, as a refusal. */
@Injectable()
export class BarGate {
  constructor(
    private readonly all: Bars,
    private readonly continuity: OwnershipContinuity,
    private readonly telling: BarTelling,
  ) {}

  /** @throws pool.lost-before: he lost one of them before, and the bar still holds (REQ-E8). */
  async refuseBarred(customerIds: readonly number[], staffId: number): Promise<void> {
    const [bar] = await this.bars(customerIds, staffId);
    if (bar) throw this.lostBefore(bar, null);
  }

  bars(customerIds: readonly number[], staffId: number): Promise<Bar[]> {
    return this.all.between(customerIds, staffId);
  }

  lostBefore(bar: Bar, name: string | null): DomainError {
    const { opensAt, until } = this.telling.when(bar.until);
    return poolErrors['pool.lost-before']({ who: name ?? this.telling.you, until }, { extra: { opensAt, customerId: bar.customerId } });
  }

  resumedClocks(customerId: number, staffId: number): Promise<Map<number, { dealClockOn: Day }>> {
    return this.continuity.heldBefore([customerId], staffId);
  }
}
