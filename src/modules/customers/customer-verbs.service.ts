import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { CustomerReach } from './customer-reach.service.js';
import { CustomerReadService } from './customer-read.service.js';
import { CustomerRepository, type ReachedRow } from './customer.repository.js';
import type { DetailRow } from './customer.view.js';
import { type Others, OwnershipExpiry } from './ownership/ownership-expiry.service.js';

/** What somebody does about one customer: within his reach, under the customer's lock, and by an owner only as long as he is his. */
@Injectable()
export class CustomerVerbs {
  constructor(
    private readonly customers: CustomerReadService,
    private readonly repository: CustomerRepository,
    private readonly reach: CustomerReach,
    private readonly expiry: OwnershipExpiry,
  ) {}

  /** @throws not-found (404), forbidden (403), customer.overdue (409). */
  async carryOut<T>(id: number, action: string, work: (row: DetailRow) => Promise<T>, others?: Others): Promise<T> {
    const row = await this.customers.forChange(id, action);
    return this.underLock(id, action, () => work(row), others);
  }

  /** For a row that was read for the change already. @throws not-found (404) when he has left the caller's reach meanwhile, customer.overdue (409). */
  underLock<T>(id: number, action: string, work: (locked: ReachedRow) => Promise<T>, others?: Others): Promise<T> {
    return this.expiry.unlessDue(() => this.lock(id, action), work, others);
  }

  private async lock(id: number, action: string): Promise<ReachedRow> {
    const locked = await this.repository.reached(id, this.reach.sql(action), { lock: true });
    if (!locked) throw commonErrors['not-found']();
    return locked;
  }
}
