import { Injectable } from '@nestjs/common';
import { Propagation, Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import type { Day } from '../../../platform/context/business-time.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { currentTransaction } from '../../../platform/database/guard-data-source.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { asDomainError } from '../../../platform/errors/problem.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { BarGate } from './bar-gate.js';
import { ClaimLimits } from './claim-limits.js';
import type { Outcome } from './pool.dto.js';
import { poolErrors } from './pool.errors.js';
import { ClaimableRepository } from './claimable.repository.js';

/** Claiming from the pool: of any number of simultaneous claimers exactly one wins (REQ-E7). */
@Injectable()
export class ClaimService {
  /** One attempt at the database in flight per customer; those who come meanwhile wait for how it ends. */
  private readonly inFlight = new Map<number, Promise<boolean>>();

  constructor(
    private readonly pool: ClaimableRepository,
    private readonly bars: BarGate,
    private readonly limits: ClaimLimits,
    private readonly ownership: OwnershipService,
    private readonly audit: Audit,
    private readonly context: Context,
  ) {}

  /**
   * @throws pool.already-claimed, pool.lost-before, pool.daily-limit, pool.too-soon, pool.holding-limit (409), each saying when it opens;
   * customer.assignee-inactive (409) for who has been deactivated this moment; not-found (404). A refused claim costs nothing.
   */
  async claim(customerId: number, { sameMoment } = { sameMoment: false }): Promise<{ customerId: number; ownerId: number }> {
    // within a transaction it holds locks that those before it may wait for: the database has it wait its turn
    if (currentTransaction()) await this.attempt(customerId, sameMoment);
    else await this.inTurn(customerId, sameMoment);
    return { customerId, ownerId: this.context.actor.id };
  }

  /** Each is a claim of its own, all of them made at one moment: the time between two claims counts between calls. What became of it is said by customer. */
  async claimMany(customerIds: readonly number[]): Promise<{ claimed: number; outcomes: Outcome[] }> {
    const outcomes: Outcome[] = [];
    let sameMoment = false;
    for (const customerId of new Set(customerIds)) {
      const outcome = await this.outcome(customerId, sameMoment);
      sameMoment ||= outcome.outcome === 'claimed';
      outcomes.push(outcome);
    }
    return { claimed: outcomes.filter((o) => o.outcome === 'claimed').length, outcomes };
  }

  private async outcome(customerId: number, sameMoment: boolean): Promise<Outcome> {
    try {
      await this.claim(customerId, { sameMoment });
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

  private async inTurn(customerId: number, sameMoment: boolean): Promise<void> {
    for (let running = this.inFlight.get(customerId); running; running = this.inFlight.get(customerId))
      if (await running) await this.lost(customerId);
    const attempt = this.attempt(customerId, sameMoment);
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
  }

  private async attempt(customerId: number, sameMoment: boolean): Promise<void> {
    // most losers of a race come late: one look answers them without a lock
    await this.demandPooled(customerId);
    const staffId = this.context.actor.id;
    await this.take(customerId, staffId, await this.limits.openDay(staffId), sameMoment);
  }

  /** Somebody was faster just now. Who might have claimed anybody needs no look to hear so. */
  private async lost(customerId: number): Promise<void> {
    if (this.pool.claimsAnybody) throw poolErrors['pool.already-claimed']();
    await this.demandPooled(customerId);
  }

  /**
   * Somebody the caller cannot see is not there. That he has been claimed is said of one whom the caller sees among the customers, or who was in the
   * pool before his eyes until the claim of the last day. @throws not-found (404), pool.already-claimed (409).
   */
  private async demandPooled(customerId: number): Promise<void> {
    const known = await this.pool.claimable(customerId);
    if (known?.holding === 'pool') return;
    const met = known?.holding === 'owned' && known.claimedLately;
    throw met || (await this.pool.ownedInSight(customerId)) ? poolErrors['pool.already-claimed']() : commonErrors['not-found']();
  }

  /** A savepoint where a transaction is under way: a refused claim costs nothing, though others of the same call go on. */
  @Transactional(Propagation.Nested)
  protected async take(customerId: number, staffId: number, day: Day, sameMoment: boolean): Promise<void> {
    if (!(await this.pool.lockPooled(customerId))) throw poolErrors['pool.already-claimed']();
    await this.bars.refuseBarred([customerId], staffId);
    const person = await this.limits.countClaim(staffId, day, { sameMoment });
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
