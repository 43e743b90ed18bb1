import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Acting } from '../acting.js';
import { OwnershipExits } from '../ownership/ownership-exits.service.js';
import { OwnershipExpiry } from '../ownership/ownership-expiry.service.js';
import { RecycleBinRepository } from '../recycle-bin/recycle-bin.repository.js';

/** A living customer who is to be erased leaves the living as a deleted one does, so that totals and fairness count him like one. */
@Injectable()
export class ErasureFarewell {
  constructor(
    private readonly expiry: OwnershipExpiry,
    private readonly exits: OwnershipExits,
    private readonly bin: RecycleBinRepository,
    private readonly acting: Acting,
  ) {}

  /** Under his lock. */
  async leave(id: number): Promise<void> {
    const { staffId, now } = this.acting;
    await this.expiry.expireIfDue(id);
    await this.exits.deleted([id], staffId);
    if (!(await this.bin.bury(id, now, staffId))) throw commonErrors['not-found']();
  }
}
