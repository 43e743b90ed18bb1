import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock } from '../../../platform/context/clock.js';
import type { Holding } from '../customer.entity.js';
import { type BeginOptions, OwnershipBeginnings } from './ownership-beginnings.js';
import { OwnershipContinuity } from './ownership-continuity.service.js';
import { OwnershipPeople } from './ownership-people.service.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';
import { type Beginning, OwnershipWriter } from './ownership-writer.js';

/**
 * With its ends (`OwnershipOutcomes`) and exits (`OwnershipExits`) the only writer of holding, owner, department, clocks and ownership rows.
 * Every verb joins the caller's transaction, works on sets, and changes only customers that are in the state it is for: what it returns is
 * what it changed. Scope, audit and messages are the caller's.
 */
@Injectable()
export class OwnershipService {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly writer: OwnershipWriter,
    private readonly beginnings: OwnershipBeginnings,
    private readonly people: OwnershipPeople,
    private readonly continuity: OwnershipContinuity,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives living customers that are pending or in the pool to active people (REQ-E13: all clocks start anew).
   * @returns the customers that began; with `caps: 'enforce'` those beyond somebody's cap are missing, the earlier items come first.
   */
  @Transactional()
  async begin(items: readonly { customerId: number; staffId: number }[], options: BeginOptions): Promise<number[]> {
    const rows = await this.lockById(
      items.map((i) => i.customerId),
      ['pending', 'pool'],
    );
    return this.beginnings.begin(
      items.map((i) => ({ row: rows.get(i.customerId), staffId: i.staffId })),
      options,
    );
  }

  /** Pending customers whom nobody can take. @returns how many went to the pool. */
  @Transactional()
  async toPool(customerIds: readonly number[]): Promise<number> {
    return customerIds.length ? this.repository.pool(customerIds, this.clock.now()) : 0;
  }

  /**
   * Hands living customers over, whoever has them now; lost ones only change their last owner. The receiver starts with fresh clocks but
   * for those that go on, the former owner is not barred. Whether the receiver is barred is for the caller to ask. @returns the rows as they were.
   */
  @Transactional()
  async transfer(
    customerIds: readonly number[],
    toStaffId: number,
    options: {
      by: 'transferred' | 'handed-over';
      actorId?: number | null;
      reason?: string | null;
      caps: 'enforce' | 'ignore';
      /** Customers whose clocks go on; those of the others start today. */
      keepClocks?: ReadonlySet<number>;
    },
  ): Promise<HeldRow[]> {
    const at = this.clock.now();
    const to = (await this.people.held([toStaffId])).get(toStaffId);
    if (!to?.active) return [];
    const rows = (await this.repository.lock(customerIds, undefined, { deleted: false })).filter((r) => r.ownerId !== toStaffId);
    const kept = rows.filter((r) => options.keepClocks?.has(r.id));
    const clocks = await this.continuity.handedOn(kept, toStaffId);
    const wanted = rows.filter((r) => r.holding !== 'closed').map((row): Beginning => ({ row, person: to, clocks: clocks.get(row.id) }));
    const items = options.caps === 'enforce' ? await this.writer.withinCaps(wanted) : wanted;
    const owned = items.map((i) => i.row).filter((r) => r.holding === 'owned');
    await this.writer.close(
      owned,
      { endedAt: at, outcome: options.by, reason: options.reason, endedByStaffId: options.actorId },
      () => null,
    );
    await this.writer.begin(items, options.by, at, options.actorId ?? null);
    const closed = rows.filter((r) => r.holding === 'closed');
    await this.writer.moveClosed(closed, to);
    return [...items.map((i) => i.row), ...closed];
  }

  private async lockById(ids: readonly number[], holdings: readonly Holding[]): Promise<Map<number, HeldRow>> {
    return new Map((await this.repository.lock([...new Set(ids)], holdings, { deleted: false })).map((r) => [r.id, r]));
  }
}
