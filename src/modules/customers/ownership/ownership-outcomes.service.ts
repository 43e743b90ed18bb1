import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Clock } from '../../../platform/context/clock.js';
import { OwnershipBeginnings } from './ownership-beginnings.js';
import type { OwnershipOutcome } from './ownership.entity.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';
import { OwnershipService } from './ownership.service.js';
import { OwnershipWriter } from './ownership-writer.js';

export interface EndOptions {
  readonly to: 'pool' | 'pending';
  readonly reason?: string | null;
  readonly actorId?: number | null;
  /** Days for which the former owner is barred, today being the first; absent: not barred. */
  readonly barDays?: number;
}

/** How ownerships end: what became of customers, and that it was not the end. As with every verb of ownership, scope, audit and messages are the caller's. */
@Injectable()
export class OwnershipOutcomes {
  constructor(
    private readonly ownership: OwnershipService,
    private readonly repository: OwnershipRepository,
    private readonly writer: OwnershipWriter,
    private readonly beginnings: OwnershipBeginnings,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  /** Takes customers from their owners. @returns the rows as they were. */
  @Transactional()
  async end(customerIds: readonly number[], outcome: OwnershipOutcome, options: EndOptions): Promise<HeldRow[]> {
    const at = this.clock.now();
    const rows = await this.repository.lock(customerIds, ['owned'], { deleted: false });
    const bar = options.barDays === undefined ? null : this.time.startOf(this.time.addDays(this.time.dayOf(at), options.barDays));
    await this.writer.letGo(rows, options.to, { endedAt: at, outcome, reason: options.reason, endedByStaffId: options.actorId }, () => bar);
    return rows;
  }

  /**
   * An enrollment was approved or a contract became active (REQ-E15): outcome won, the owner stays, the clocks are cleared. A customer
   * whom nobody owns becomes `staffId`'s (who closed the deal), or is closed without an owner.
   */
  @Transactional()
  async win(customerId: number, options: { staffId?: number | null; actorId?: number | null } = {}): Promise<void> {
    const at = this.clock.now();
    if (options.staffId)
      await this.ownership.begin([{ customerId, staffId: options.staffId }], { by: 'claimed', actorId: options.actorId, caps: 'ignore' });
    const rows = (await this.repository.lock([customerId], undefined, { deleted: false })).filter((r) => r.status !== 'enrolled');
    if (!rows.length) return;
    await this.writer.close(rows, { endedAt: at, outcome: 'won', endedByStaffId: options.actorId }, () => null);
    await this.repository.win([customerId], at);
  }

  /** A dead lead: closed with a reason; his last owner may still see him. @returns whether he was open. */
  @Transactional()
  async lose(customerId: number, options: { reason: string; actorId?: number | null }): Promise<boolean> {
    const at = this.clock.now();
    const rows = (await this.repository.lock([customerId], ['owned', 'pool', 'pending'], { deleted: false })).filter(
      (r) => r.status === 'open',
    );
    if (!rows.length) return false;
    await this.writer.close(rows, { endedAt: at, outcome: 'lost', reason: options.reason, endedByStaffId: options.actorId }, () => null);
    await this.repository.lose([customerId], options.reason, at);
    return true;
  }

  /**
   * A lost customer, or one whose last enrollment or contract has ended, is open again; the clocks start today, but for his whose owner parked him. He goes to `staffId`, else
   * to his last owner if that one still may hold customers, else he is pending. @returns the owner he has now; undefined when he was open.
   */
  @Transactional()
  async reopen(
    customerId: number,
    options: { staffId?: number | null; actorId?: number | null; caps?: 'enforce' | 'ignore' } = {},
  ): Promise<number | null | undefined> {
    const [row] = (await this.repository.lock([customerId], undefined, { deleted: false })).filter((r) => r.status !== 'open');
    if (!row) return undefined;
    const at = this.clock.now();
    // an enrolled customer who changed hands has an ownership that nobody ended
    await this.writer.close([row], { endedAt: at, outcome: 'transferred', endedByStaffId: options.actorId }, () => null);
    await this.repository.reopen([customerId], at);
    await this.writer.left([row]);
    const staffId = options.staffId ?? (await this.beginnings.stillHolding([row.ownerId]))[0];
    if (!staffId) return null;
    const clocks = row.status === 'lost' ? await this.beginnings.afterLoss(customerId, staffId, options.actorId ?? null) : undefined;
    const free: HeldRow = { ...row, status: 'open', holding: 'pending', ownerId: null, departmentId: null };
    const began = await this.beginnings.begin([{ row: free, staffId }], {
      by: 'reopened',
      actorId: options.actorId,
      caps: options.caps ?? 'ignore',
      clocks,
    });
    return began.length ? staffId : null;
  }
}
