import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import { Clock } from '../../../platform/context/clock.js';
import type { Holding } from '../customer.entity.js';
import { resumedDealClock } from '../deadlines/deadline.js';
import type { OwnershipBeginning, OwnershipOutcome } from './ownership.entity.js';
import { type LastOwnership, OwnershipHistoryRepository } from './ownership-history.repository.js';
import { OwnershipPeople, type Person } from './ownership-people.service.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';
import { type Beginning, OwnershipWriter } from './ownership-writer.js';

export interface BeginOptions {
  readonly by: OwnershipBeginning;
  /** Who did it, where a person did. */
  readonly actorId?: number | null | undefined;
  /** Where the deal clock starts before today (a re-claim); by customer, absent ones start today. */
  readonly dealClockOn?: ReadonlyMap<number, Day> | undefined;
  readonly caps: 'enforce' | 'ignore';
}

export interface EndOptions {
  readonly to: 'pool' | 'pending';
  readonly reason?: string | null;
  readonly actorId?: number | null;
  /** Days for which the former owner is barred, today being the first; absent: not barred. */
  readonly barDays?: number;
}

/**
 * The only writer of holding, owner, department, clocks and ownership rows. Every verb joins the caller's transaction, works on sets, and
 * changes only customers that are in the state it is for: what it returns is what it changed. Scope, audit and messages are the caller's.
 */
@Injectable()
export class OwnershipService {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly writer: OwnershipWriter,
    private readonly history: OwnershipHistoryRepository,
    private readonly people: OwnershipPeople,
    private readonly time: BusinessTime,
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
    return this.beginRows(
      items.map((i) => ({ row: rows.get(i.customerId), staffId: i.staffId })),
      options,
    );
  }

  /** Takes customers from their owners. @returns the rows as they were. */
  @Transactional()
  async end(customerIds: readonly number[], outcome: OwnershipOutcome, options: EndOptions): Promise<HeldRow[]> {
    const at = this.clock.now();
    const rows = await this.repository.lock(customerIds, ['owned'], { deleted: false });
    const bar = options.barDays === undefined ? null : this.time.startOf(this.time.addDays(this.time.dayOf(at), options.barDays));
    await this.writer.letGo(rows, options.to, { endedAt: at, outcome, reason: options.reason, endedByStaffId: options.actorId }, () => bar);
    return rows;
  }

  /** Pending customers whom nobody can take. @returns how many went to the pool. */
  @Transactional()
  async toPool(customerIds: readonly number[]): Promise<number> {
    return customerIds.length ? this.repository.pool(customerIds, this.clock.now()) : 0;
  }

  /**
   * Hands living customers over, whoever has them now; lost ones only change their last owner. The receiver starts with fresh clocks, the
   * former owner is not barred. Whether the receiver is barred is for the caller to ask. @returns the rows as they were.
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
      dealClockOn?: ReadonlyMap<number, Day>;
    },
  ): Promise<HeldRow[]> {
    const at = this.clock.now();
    const to = (await this.people.held([toStaffId])).get(toStaffId);
    if (!to?.active) return [];
    const rows = (await this.repository.lock(customerIds, undefined, { deleted: false })).filter((r) => r.ownerId !== toStaffId);
    const today = this.time.dayOf(at);
    const wanted = rows
      .filter((r) => r.holding !== 'closed')
      .map((row): Beginning => ({ row, person: to, dealClockOn: options.dealClockOn?.get(row.id) ?? today }));
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

  /**
   * An enrollment was approved or a contract became active (REQ-E15): outcome won, the owner stays, the clocks are cleared. A customer
   * whom nobody owns becomes `staffId`'s (who closed the deal), or is closed without an owner.
   */
  @Transactional()
  async win(customerId: number, options: { staffId?: number | null; actorId?: number | null } = {}): Promise<void> {
    const at = this.clock.now();
    if (options.staffId)
      await this.begin([{ customerId, staffId: options.staffId }], { by: 'claimed', actorId: options.actorId, caps: 'ignore' });
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
   * A lost customer, or one whose last enrollment or contract has ended, is open again; the clocks start today. He goes to `staffId`, else
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
    const staffId = options.staffId ?? (await this.stillHolding([row.ownerId]))[0];
    if (!staffId) return null;
    const free: HeldRow = { ...row, status: 'open', holding: 'pending', ownerId: null, departmentId: null };
    const began = await this.beginRows([{ row: free, staffId }], {
      by: 'reopened',
      actorId: options.actorId,
      caps: options.caps ?? 'ignore',
    });
    return began.length ? staffId : null;
  }

  /** Call before `deletedAt` and the keys are cleared: ends ownerships, keeps bars by key, and takes the customers out of the totals. */
  @Transactional()
  async deleted(customerIds: readonly number[], actorId: number | null): Promise<void> {
    const at = this.clock.now();
    const rows = await this.repository.lock(customerIds, undefined, { deleted: false });
    const held = rows.filter((r) => r.holding === 'owned' && r.status === 'open');
    await this.history.keepBars(
      rows.map((r) => r.id),
      at,
    );
    await this.writer.letGo(held, 'pending', { endedAt: at, outcome: 'deleted', endedByStaffId: actorId }, () => null);
    const gone = new Set(held.map((r) => r.id));
    await this.writer.counted(
      rows.map((r) => (gone.has(r.id) ? { ...r, ownerId: null, departmentId: null } : r)),
      -1,
    );
  }

  /**
   * Call before a customer becomes part of another one's record: ends whatever ownership is open, and takes him out of the totals. His bars go
   * with his ownership rows.
   */
  @Transactional()
  async merged(customerId: number, actorId: number | null): Promise<void> {
    const at = this.clock.now();
    const [row] = await this.repository.lock([customerId], undefined, { deleted: false });
    if (!row) return;
    const closing = { endedAt: at, outcome: 'merged', endedByStaffId: actorId } as const;
    const held = row.holding === 'owned' && row.status === 'open';
    if (held) await this.writer.letGo([row], 'pending', closing, () => null);
    else await this.writer.close([row], closing, () => null);
    await this.writer.counted([held ? { ...row, ownerId: null, departmentId: null } : row], -1);
  }

  /**
   * Call after `deletedAt` was cleared: back into the totals, and to the owner from whom that took him if that one still may hold customers. After a merge the
   * days he had used for the deal count on.
   */
  @Transactional()
  async restored(customerIds: readonly number[], actorId: number | null, after: 'deleted' | 'merged' = 'deleted'): Promise<void> {
    const rows = await this.repository.lock(customerIds, undefined, { deleted: false });
    await this.writer.counted(rows, 1);
    const last = await this.history.last(rows.map((r) => r.id));
    const back = rows.flatMap((row) => {
      const before = last.get(row.id);
      return row.holding === 'pending' && before?.outcome === after ? [{ row, staffId: before.staffId, before }] : [];
    });
    const holders = new Set(await this.stillHolding(back.map((b) => b.staffId)));
    const dealClockOn = after === 'merged' ? new Map(back.map(({ row, before }) => [row.id, this.resumed(before)])) : undefined;
    await this.beginRows(
      back.filter((b) => holders.has(b.staffId)),
      { by: 'reopened', actorId, caps: 'ignore', dealClockOn },
    );
  }

  private resumed({ dealClockOn, endedAt }: LastOwnership): Day {
    const used = this.time.daysBetween(dealClockOn, this.time.dayOf(Number(endedAt)));
    return resumedDealClock(this.time.dayOf(this.clock.now()), used, (day, n) => this.time.addDays(day, n));
  }

  /** Nobody chose them now, so what they may do now decides (REQ-B22). */
  private async stillHolding(formerOwners: readonly (number | null)[]): Promise<number[]> {
    return [...(await this.people.holders(formerOwners.filter((id) => id !== null)))];
  }

  private async lockById(ids: readonly number[], holdings: readonly Holding[]): Promise<Map<number, HeldRow>> {
    return new Map((await this.repository.lock([...new Set(ids)], holdings, { deleted: false })).map((r) => [r.id, r]));
  }

  private async beginRows(items: readonly { row: HeldRow | undefined; staffId: number }[], options: BeginOptions): Promise<number[]> {
    const at = this.clock.now();
    const today = this.time.dayOf(at);
    const people = await this.people.held(items.map((i) => i.staffId));
    const taken = new Set<number>();
    const wanted = items.flatMap(({ row, staffId }): Beginning[] => {
      const person: Person | undefined = people.get(staffId);
      if (!row || !person?.active || taken.has(row.id)) return [];
      taken.add(row.id);
      return [{ row, person, dealClockOn: options.dealClockOn?.get(row.id) ?? today }];
    });
    const fitting = options.caps === 'enforce' ? await this.writer.withinCaps(wanted) : wanted;
    await this.writer.begin(fitting, options.by, at, options.actorId ?? null);
    return fitting.map((i) => i.row.id);
  }
}
