import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { asDomainError } from '../../../platform/errors/problem.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { BarGate } from './bar-gate.js';
import { ClaimLimits } from './claim-limits.js';
import type { Outcome } from './pool.dto.js';
import { poolErrors } from './pool.errors.js';
import { PoolRepository } from './pool.repository.js';

/** Claiming from the pool: of any number of simultaneous claimers exactly one wins (REQ-E7). */
@Injectable()
export class ClaimService {
  /** One attempt at the database in flight per customer; those who come meanwhile wait for how it ends. */
  private readonly inFlight = new Map<number, Promise<boolean>>();

  constructor(
    private readonly pool: PoolRepository,
    private readonly bars: BarGate,
    private readonly limits: ClaimLimits,
    private readonly ownership: OwnershipService,
    private readonly audit: Audit,
    private readonly context: Context,
  ) {}

  /**
   * @throws pool.already-claimed, pool.lost-before, pool.daily-limit, pool.too-soon, pool.holding-limit (409), each saying when it opens;
   * not-found (404). A refused claim costs nothing.
   */
  async claim(customerId: number): Promise<{ customerId: number; ownerId: number }> {
    for (let running = this.inFlight.get(customerId); running; running = this.inFlight.get(customerId))
      if (await running) throw poolErrors['pool.already-claimed']();
    const attempt = this.attempt(customerId);
    const ended = attempt.then(
      () => true,
      () => false,
    );
    this.inFlight.set(customerId, ended);
    try {
      await attempt;
    } finally {
      this.inFlight.delete(customerId);
    }
    return { customerId, ownerId: this.context.actor.id };
  }

  /** Each is a claim of its own; what became of it is said by customer. */
  async claimMany(customerIds: readonly number[]): Promise<{ claimed: number; outcomes: Outcome[] }> {
    const outcomes: Outcome[] = [];
    for (const customerId of new Set(customerIds)) outcomes.push(await this.outcome(customerId));
    return { claimed: outcomes.filter((o) => o.outcome === 'claimed').length, outcomes };
  }

  private async outcome(customerId: number): Promise<Outcome> {
    try {
      await this.claim(customerId);
      return { customerId, outcome: 'claimed' };
    } catch (error) {
      const refusal = asDomainError(error);
      if (!refusal) throw error;
      const opensAt = refusal.options.extra?.['opensAt'] as string | null | undefined;
      return {
        customerId,
        outcome: refusal.code,
        detail: say(refusal.definition.text, this.context.language, refusal.params),
        ...(opensAt === undefined ? {} : { opensAt }),
      };
    }
  }

  private async attempt(customerId: number): Promise<void> {
    const { actor } = this.context;
    // most losers of a race come late: one look answers them without a lock
    const holding = await this.pool.holdingOf(customerId, 'claim');
    if (!holding) throw commonErrors['not-found']();
    if (holding === 'owned') throw poolErrors['pool.already-claimed']();
    if (holding !== 'pool') throw commonErrors['not-found']();
    await this.take(customerId, actor.id);
  }

  @Transactional()
  protected async take(customerId: number, staffId: number): Promise<void> {
    if (!(await this.pool.lockPooled(customerId))) throw poolErrors['pool.already-claimed']();
    await this.bars.refuseBarred([customerId], staffId);
    const person = await this.limits.countClaim(staffId);
    const clocks = await this.bars.resumedClocks(customerId, staffId);
    const began = await this.ownership.begin([{ customerId, staffId }], { by: 'claimed', actorId: staffId, caps: 'enforce', clocks });
    if (!began.length) throw await this.limits.holdingLimit(person);
    await this.audit.record({
      subject: 'Customer',
      subjectId: customerId,
      action: 'claim',
      before: { ownerId: null, holding: 'pool' },
      after: { ownerId: staffId, holding: 'owned' },
      ...(clocks.size ? { detail: { ...clocks.get(customerId) } } : {}),
    });
  }
}
