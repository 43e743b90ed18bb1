import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Acting } from '../acting.js';
import { GivenUpKeys } from '../bars/given-up-keys.service.js';
import { CustomerChildren } from '../customer-children.js';
import { OwnershipExits } from '../ownership/ownership-exits.service.js';
import { RecycleBinRepository } from './recycle-bin.repository.js';

/** Puts a customer into the recycle bin: his ownership ends, and bars outlive him by his keys. */
@Injectable()
export class CustomerBurial {
  constructor(
    private readonly exits: OwnershipExits,
    private readonly givenUp: GivenUpKeys,
    private readonly children: CustomerChildren,
    private readonly bin: RecycleBinRepository,
    private readonly acting: Acting,
  ) {}

  /** Under his lock. @throws customer.delete-blocked (409), not-found (404): somebody was faster. */
  async bury(id: number): Promise<void> {
    const { staffId, now } = this.acting;
    await this.children.demandDeletable([id]);
    await this.givenUp.deleted(id);
    await this.exits.deleted([id], staffId);
    if (!(await this.bin.bury(id, now, staffId))) throw commonErrors['not-found']();
  }
}
