import { Injectable } from '@nestjs/common';
import { CustomerChildren } from '../customer-children.js';
import { CustomerRepository } from '../customer.repository.js';
import { EVERYTHING } from '../../../platform/permissions/scope-sql.js';
import { Bars } from '../bars/bars.service.js';
import { GivenUpKeys } from '../bars/given-up-keys.service.js';
import { OwnershipExits } from '../ownership/ownership-exits.service.js';

/** Brings a customer who has just left the recycle bin back among the living. */
@Injectable()
export class CustomerRevival {
  constructor(
    private readonly exits: OwnershipExits,
    private readonly givenUp: GivenUpKeys,
    private readonly bars: Bars,
    private readonly customers: CustomerRepository,
    private readonly children: CustomerChildren,
  ) {}

  /** In the transaction that restored his row: back to his owner, or, where that one has left or may not have him, to distribution. */
  async revive(id: number, staffId: number | null, after: 'deleted' | 'merged' = 'deleted'): Promise<void> {
    await this.givenUp.takenBack(id);
    const barred = after === 'deleted' ? await this.bars.from([id]) : new Map<number, Set<number>>();
    await this.exits.restored([id], staffId, { after, barred });
    const row = await this.customers.find(id, EVERYTHING);
    if (row?.holding === 'pending') await this.children.arrived([id]);
  }
}
