import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock } from '../../../platform/context/clock.js';
import { OwnershipBeginnings } from './ownership-beginnings.js';
import { OwnershipContinuity } from './ownership-continuity.service.js';
import { OwnershipHistoryRepository } from './ownership-history.repository.js';
import { OwnershipRepository } from './ownership.repository.js';
import { OwnershipWriter } from './ownership-writer.js';

/** Customers who go out of the totals, into the bin or into another one's record, and those who come back. */
@Injectable()
export class OwnershipExits {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly writer: OwnershipWriter,
    private readonly beginnings: OwnershipBeginnings,
    private readonly history: OwnershipHistoryRepository,
    private readonly continuity: OwnershipContinuity,
    private readonly clock: Clock,
  ) {}

  /** Call before `deletedAt` and the keys are cleared: ends ownerships, and takes the customers out of the totals. */
  @Transactional()
  async deleted(customerIds: readonly number[], actorId: number | null): Promise<void> {
    const at = this.clock.now();
    const rows = await this.repository.lock(customerIds, undefined, { deleted: false });
    const held = rows.filter((r) => r.holding === 'owned' && r.status === 'open');
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
   * Call after `deletedAt` was cleared: back into the totals, and to the owner from whom that took him if that one still may hold customers, and
   * neither is `barred` from him by now nor lost him as part of another record. Both his clocks go on where they stood.
   */
  @Transactional()
  async restored(
    customerIds: readonly number[],
    actorId: number | null,
    options: { after: 'deleted' | 'merged'; barred: ReadonlyMap<number, ReadonlySet<number>> },
  ): Promise<void> {
    const { after, barred } = options;
    const now = this.clock.now();
    const rows = await this.repository.lock(customerIds, undefined, { deleted: false });
    await this.writer.counted(rows, 1);
    const last = await this.history.last(rows.map((r) => r.id));
    const back = rows.flatMap((row) => {
      const before = last.get(row.id);
      if (row.holding !== 'pending' || before?.outcome !== after) return [];
      return barred.get(row.id)?.has(before.staffId) || Number(before.barredUntil) > now ? [] : [{ row, staffId: before.staffId, before }];
    });
    const holders = new Set(await this.beginnings.stillHolding(back.map((b) => b.staffId)));
    const given = back.filter((b) => holders.has(b.staffId));
    const clocks = new Map(given.map(({ row, before }) => [row.id, this.continuity.resumed(before)]));
    const his = new Set(given.map(({ row }) => row.id));
    const waiting = rows.filter(({ id, holding }) => holding === 'pending' && last.get(id)?.outcome === after && !his.has(id));
    await this.repository.waitAnew(
      waiting.map(({ id }) => id),
      now,
    );
    await this.beginnings.begin(given, { by: 'reopened', actorId, caps: 'ignore', clocks });
  }
}
