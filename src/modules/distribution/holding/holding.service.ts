import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import type { Day } from '../../../platform/context/business-time.js';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { RELEASE_BAR_DAYS } from '../../customers/bars/given-up-keys.service.js';
import { OwnershipExpiry } from '../../customers/ownership/ownership-expiry.service.js';
import { OwnershipClock } from '../../customers/ownership/ownership-clock.service.js';
import { OwnershipOutcomes } from '../../customers/ownership/ownership-outcomes.service.js';
import { holdingErrors } from './holding.errors.js';
import { HoldingRepository, type ReachRow } from './holding.repository.js';

/** What an owner or his manager does about holding one customer. */
@Injectable()
export class HoldingService {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly expiry: OwnershipExpiry,
    private readonly outcomes: OwnershipOutcomes,
    private readonly clocks: OwnershipClock,
    private readonly audit: Audit,
    private readonly context: Context,
  ) {}

  /** Back to the pool. @throws not-found (404), customer.overdue, customer.not-owned (409). */
  async release(id: number, reason: string): Promise<{ id: number; holding: string }> {
    await this.held(id, 'release', (row) => this.releaseNow(row, reason));
    return { id, holding: 'pool' };
  }

  /** By somebody else than the owner. @throws not-found (404), customer.own-lock (403), customer.overdue, customer.not-owned (409). */
  async lock(id: number, until: Day | null): Promise<{ id: number; lockedUntil: Day | null }> {
    await this.held(id, 'lock', (row) => this.lockNow(row, until));
    return { id, lockedUntil: until };
  }

  /** A dead lead. @throws not-found (404), customer.overdue, customer.wrong-state (409). */
  async lose(id: number, reason: string): Promise<{ id: number; holding: string; status: string }> {
    await this.held(id, 'lose', (row) => this.loseNow(row, reason));
    return { id, holding: 'closed', status: 'lost' };
  }

  /** A lost customer is open again. @throws not-found (404), customer.wrong-state (409). */
  @Transactional()
  async reopen(id: number): Promise<{ id: number; holding: string; ownerId: number | null }> {
    const row = await this.reach(id, 'reopen');
    if (row.status !== 'lost') throw holdingErrors['customer.wrong-state']({ state: row.status });
    const ownerId = await this.outcomes.reopen(id, { actorId: this.context.actor.id });
    if (ownerId === undefined) throw holdingErrors['customer.wrong-state']({ state: 'open' });
    await this.audit.record({
      subject: 'Customer',
      subjectId: id,
      action: 'reopen',
      before: { status: row.status, ownerId: row.ownerId },
      after: { status: 'open', ownerId },
    });
    return { id, holding: ownerId === null ? 'pending' : 'owned', ownerId };
  }

  private async releaseNow(row: ReachRow, reason: string): Promise<void> {
    const actorId = this.context.actor.id;
    if (row.status !== 'open') throw holdingErrors['customer.wrong-state']({ state: row.status });
    const own = row.ownerId === actorId;
    const ended = await this.outcomes.end([row.id], 'released', {
      to: 'pool',
      reason,
      actorId,
      ...(own ? { barDays: RELEASE_BAR_DAYS } : {}),
    });
    if (!ended.length) throw holdingErrors['customer.not-owned']();
    await this.audit.record({
      subject: 'Customer',
      subjectId: row.id,
      action: 'release',
      before: { ownerId: row.ownerId, holding: 'owned' },
      after: { ownerId: null, holding: 'pool' },
      detail: { reason },
    });
  }

  private async lockNow(row: ReachRow, until: Day | null): Promise<void> {
    const { kind, id } = this.context.actor;
    if (kind === 'staff' && row.ownerId === id) throw holdingErrors['customer.own-lock']();
    const { held } = await this.clocks.lockUntil(row.id, until);
    if (!held) throw holdingErrors['customer.not-owned']();
    await this.audit.record({
      subject: 'Customer',
      subjectId: row.id,
      action: 'lock',
      before: { lockedUntil: row.lockedUntil },
      after: { lockedUntil: until },
    });
  }

  private async loseNow(row: ReachRow, reason: string): Promise<void> {
    if (!(await this.outcomes.lose(row.id, { reason, actorId: this.context.actor.id })))
      throw holdingErrors['customer.wrong-state']({ state: row.status });
    await this.audit.record({
      subject: 'Customer',
      subjectId: row.id,
      action: 'lose',
      before: { status: row.status },
      after: { status: 'lost' },
      detail: { reason },
    });
  }

  /** Who holds a customer is nobody's to change once he is due, the manager's as little as the owner's. */
  private held(id: number, action: string, work: (row: ReachRow) => Promise<void>): Promise<void> {
    return this.expiry.unlessDue(() => this.reach(id, action, { lock: true }), work, 'are-refused');
  }

  private async reach(id: number, action: string, options: { lock?: boolean } = {}): Promise<ReachRow> {
    const [row] = await this.holdings.inReach([id], action, options);
    if (!row) throw commonErrors['not-found']();
    return row;
  }
}
