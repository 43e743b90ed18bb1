import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { CustomerChildren } from '../customer-children.js';
import { ErasureFarewell } from './erasure-farewell.service.js';
import { ErasureOrder } from './erasure-order.service.js';
import { ErasureRecords } from './erasure-records.service.js';
import type { ErasureBody } from './personal-data.dto.js';
import { PersonReach } from './person-reach.service.js';

/**
 * The end of what is known about a person (spec 01, Data; ADR 0012). His rows are overwritten, his key in the log destroyed and his exports removed
 * in one transaction, under the locks by which every writer reaches him: whoever comes later finds nobody. What names him elsewhere a job removes.
 */
@Injectable()
export class ErasureService {
  constructor(
    private readonly reach: PersonReach,
    private readonly orders: ErasureOrder,
    private readonly farewell: ErasureFarewell,
    private readonly records: ErasureRecords,
    private readonly children: CustomerChildren,
    private readonly database: Database,
  ) {}

  /**
   * For good. @returns the id of the request. @throws not-found (404), forbidden (403), input.invalid (400) where the number does not confirm it,
   * customer.delete-blocked (409), personal-data.import-under-way (409).
   */
  erase(customerId: number, body: ErasureBody): Promise<number> {
    // READ COMMITTED: under the locks it must see what the last writer left
    return this.database.transaction(() => this.eraseNow(customerId, body), { readCommitted: true });
  }

  private async eraseNow(customerId: number, body: ErasureBody): Promise<number> {
    const { id, ids, living } = await this.reach.lock(customerId, 'erase');
    this.orders.demandConfirmed(customerId, body);
    await this.children.demandDeletable(ids);
    const order = await this.orders.begin(customerId, ids, body, await this.records.endExports(ids));
    await this.records.demandNoImport();
    if (living) await this.farewell.leave(id);
    await this.children.forget(ids);
    await this.records.forget(ids);
    await this.records.record(id, order);
    return order.requestId;
  }
}
