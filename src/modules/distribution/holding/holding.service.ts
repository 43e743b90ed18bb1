import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import type { Day } from '../../../platform/context/business-time.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { CustomerReach } from '../../customers/customer-reach.service.js';
import { RELEASE_BAR_DAYS } from '../../customers/bars/given-up-keys.service.js';
import { OwnershipExpiry } from '../../customers/ownership/ownership-expiry.service.js';
import { OwnershipClock } from '../../customers/ownership/ownership-clock.service.js';
import { OwnershipOutcomes } from '../../customers/ownership/ownership-outcomes.service.js';
import { holdingErrors } from './holding.errors.js';
import { HoldingRepository, type ReachRow } from './holding.repository.js';

/** What became of the customer. */
export type Told = { id: number; holding?: string; status?: string; ownerId?: number | null; lockedUntil?: Day | null };

/** What an owner or his manager does about holding one customer. Answers tell what the caller sees of the customer he did it to, and no more. */
@Injectable()
export class HoldingService {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly expiry: OwnershipExpiry,
    private readonly outcomes: OwnershipOutcomes,
    private readonly clocks: OwnershipClock,
    private readonly audit: Audit,
    private readonly reaches: CustomerReach,
  ) {}

  /** Back to the pool. @throws not-found (404), customer.overdue, customer.not-owned (409). */
  release(id: number, reason: string): Promise<Told> {
    return this.held(id, 'release', async (row) => {
      await this.releaseNow(row, reason);
      return this.told(row, { holding: 'pool' });
    });
  }

  /** By somebody else than the owner. @throws not-found (404), customer.own-lock (403), customer.overdue, customer.not-owned (409). */
  lock(id: number, until: Day | null): Promise<Told> {
    return this.held(id, 'lock', async (row) => {
      await this.lockNow(row, until);
      return this.told(row, { lockedUntil: until });
    });
  }

  /** A dead lead. @throws not-found (404), customer.overdue, customer.wrong-state (409). */
  lose(id: number, reason: string): Promise<Told> {
    return this.held(id, 'lose', async (row) => {
      await this.loseNow(row, reason);
      return this.told(row, { holding: 'closed', status: 'lost' });
    });
  }

  /** A lost customer is open again. @throws not-found (404), customer.wrong-state (409). */
  @Transactional()
  async reopen(id: number): Promise<Told> {
    const row = await this.reach(id, 'reopen');
    if (row.status !== 'lost') throw holdingErrors['customer.wrong-state']({ state: row.status });
    const ownerId = await this.outcomes.reopen(id, { actorId: this.reaches.staffId });
    if (ownerId === undefined) throw holdingErrors['customer.wrong-state']({ state: 'open' });
    await this.audit.record({
      subject: 'Customer',
      subjectId: id,
      action: 'reopen',
      before: { status: row.status, ownerId: row.ownerId },
      after: { status: 'open', ownerId },
    });
    return this.told(row, { holding: ownerId === null ? 'pending' : 'owned', ownerId });
  }

  private async releaseNow(row: ReachRow, reason: string): Promise<void> {
    const actorId = this.reaches.staffId;
    if (row.status !== 'open') throw holdingErrors['customer.wrong-state']({ state: row.status });
    const own = row.ownerId !== null && row.ownerId === actorId;
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
    if (row.ownerId !== null && row.ownerId === this.reaches.staffId) throw holdingErrors['customer.own-lock']();
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
    if (!(await this.outcomes.lose(row.id, { reason, actorId: this.reaches.staffId })))
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
  private held<T>(id: number, action: string, work: (row: ReachRow) => Promise<T>): Promise<T> {
    return this.expiry.unlessDue(() => this.reach(id, action, { lock: true }), work, 'are-refused');
  }

  private told({ id, ...row }: ReachRow, now: object): Told {
    return { id, ...this.reaches.shown(now, row) };
  }

  private async reach(id: number, action: string, options: { lock?: boolean } = {}): Promise<ReachRow> {
    const [row] = await this.holdings.inReach([id], action, options);
    if (!row) throw commonErrors['not-found']();
    return row;
  }
}
