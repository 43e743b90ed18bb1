import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { FOR_EVER } from '../../customers/ownership/ownership.entity.js';
import { type Bar, OwnershipBars } from '../../customers/ownership/ownership-bars.service.js';
import { OwnershipContinuity } from '../../customers/ownership/ownership-continuity.service.js';
import { poolErrors, poolWords } from './pool.errors.js';

/** Who may not have a customer again, as a refusal. */
@Injectable()
export class BarGate {
  constructor(
    private readonly ownershipBars: OwnershipBars,
    private readonly continuity: OwnershipContinuity,
    private readonly context: Context,
    private readonly time: BusinessTime,
  ) {}

  /** @throws pool.lost-before: he lost one of them before, and the bar still holds (REQ-E8). */
  async refuseBarred(customerIds: readonly number[], staffId: number): Promise<void> {
    const [bar] = await this.bars(customerIds, staffId);
    if (bar) throw this.lostBefore(bar, null);
  }

  bars(customerIds: readonly number[], staffId: number): Promise<Bar[]> {
    return this.ownershipBars.between(customerIds, staffId);
  }

  lostBefore(bar: Bar, name: string | null): DomainError {
    const { language } = this.context;
    const opensAt = bar.until >= FOR_EVER ? null : iso(bar.until);
    const until = opensAt === null ? poolWords.forEver[language] : say(poolWords.until, language, { at: this.time.format(bar.until) });
    return poolErrors['pool.lost-before'](
      { who: name ?? poolWords.you[language], until },
      { extra: { opensAt, customerId: bar.customerId } },
    );
  }

  resumedClocks(customerId: number, staffId: number): Promise<Map<number, { dealClockOn: Day }>> {
    return this.continuity.heldBefore([customerId], staffId);
  }
}
