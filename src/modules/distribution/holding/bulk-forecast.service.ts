import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { HandOverManner, InTheWay, Wish } from '../../customers/bulk/bulk-hand-over.port.js';
import { HolderRoom } from '../../customers/ownership/holder-room.service.js';
import { OwnershipExpiry } from '../../customers/ownership/ownership-expiry.service.js';
import { HoldingRepository, type ReachRow } from './holding.repository.js';
import { TransferChecks } from './transfer-checks.js';

/** What would be in the way of hand-overs now, by the same rules; nothing is locked or written. */
@Injectable()
export class BulkForecast {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly checks: TransferChecks,
    private readonly expiry: OwnershipExpiry,
    private readonly room: HolderRoom,
  ) {}

  async demandReceivers(staffIds: readonly number[], customerIds: readonly number[]): Promise<void> {
    const rows = await this.holdings.inReach(customerIds, 'assign');
    if (rows.length) for (const id of staffIds) await this.checks.receiver(id, rows, 'assign');
  }

  async forecast(wishes: readonly Wish[], { override = false }: HandOverManner, room: Map<number, number>): Promise<Map<number, InTheWay>> {
    const found = await this.holdings.inReach(
      wishes.map((wish) => wish.customerId),
      'assign',
    );
    const rows = new Map(found.map((row) => [row.id, row]));
    const ways = new Map<number, InTheWay>();
    for (const toStaffId of new Set(wishes.map((wish) => wish.toStaffId))) {
      const moving: ReachRow[] = [];
      for (const { customerId } of wishes.filter((wish) => wish.toStaffId === toStaffId)) {
        const row = rows.get(customerId);
        if (!row) ways.set(customerId, 'forbidden');
        else if (this.expiry.isDue(row)) ways.set(customerId, 'customer.overdue');
        else moving.push(row);
      }
      if (moving.length) for (const [id, way] of await this.receiving(toStaffId, moving, override, room)) ways.set(id, way);
    }
    return ways;
  }

  private async receiving(
    toStaffId: number,
    rows: readonly ReachRow[],
    override: boolean,
    room: Map<number, number>,
  ): Promise<Map<number, InTheWay>> {
    try {
      const receiver = await this.checks.receiver(toStaffId, rows, 'assign');
      const refusals = await this.checks.refusals(rows, receiver, { action: 'assign', override });
      await this.room.of([receiver], room);
      return new Map(
        rows.map((row): [number, InTheWay] => {
          const refusal = refusals.get(row.id);
          if (refusal) return [row.id, refusal.code];
          if (row.ownerId === receiver.id) return [row.id, 'customer.already-his'];
          if (row.holding === 'closed' || row.status !== 'open') return [row.id, null];
          const left = room.get(receiver.id)!;
          if (left <= 0) return [row.id, 'pool.holding-limit'];
          room.set(receiver.id, left - 1);
          return [row.id, null];
        }),
      );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return new Map(rows.map((row) => [row.id, error.code]));
    }
  }
}
