import { Injectable } from '@nestjs/common';
import { OwnershipExpiry } from '../../customers/ownership/ownership-expiry.service.js';
import type { HandedOver, Wish } from '../../customers/bulk/bulk-hand-over.port.js';
import { HoldingRepository, type ReachRow } from './holding.repository.js';

/** Customers who are to go, locked until the transaction ends; those who are due are reclaimed instead. */
@Injectable()
export class HandOverLocks {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly expiry: OwnershipExpiry,
  ) {}

  async lock(wishes: readonly Wish[]): Promise<{ rows: Map<number, ReachRow>; ends: Map<number, string | HandedOver> }> {
    const found = await this.holdings.inReach(
      wishes.map((wish) => wish.customerId),
      'assign',
      { lock: true },
    );
    const rows = new Map(found.map((row) => [row.id, row]));
    const ends = new Map<number, string | HandedOver>();
    for (const { customerId } of wishes) if (!rows.has(customerId)) ends.set(customerId, 'forbidden');
    for (const row of found.filter((one) => this.expiry.isDue(one))) {
      if (!(await this.expiry.expireIfDue(row.id))) continue;
      ends.set(row.id, 'customer.overdue');
      rows.delete(row.id);
    }
    return { rows, ends };
  }
}
