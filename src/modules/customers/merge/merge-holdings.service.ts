import { Injectable } from '@nestjs/common';
import { Acting } from '../acting.js';
import { OwnershipExits } from '../ownership/ownership-exits.service.js';
import { OwnershipExpiry } from '../ownership/ownership-expiry.service.js';
import { type Clocks, OwnershipUnions, type Standing } from '../ownership/ownership-unions.service.js';
import { CustomerRevival } from '../recycle-bin/customer-revival.js';
import type { Pair } from './merge-parties.service.js';
import type { Change } from './merge-values.service.js';

/** Under these names the manifest keeps what a merge did to the holding of each; no field is called so. */
const STANDING = 'holding';
const CLOCKS = 'clocks-of-kept';

/** Who holds two records that become one, and until when; and who holds them when they are two again. */
@Injectable()
export class MergeHoldings {
  constructor(
    private readonly expiry: OwnershipExpiry,
    private readonly exits: OwnershipExits,
    private readonly unions: OwnershipUnions,
    private readonly revival: CustomerRevival,
    private readonly acting: Acting,
  ) {}

  /** One that is due is reclaimed, not merged away with its ban. @returns what the undo needs. */
  async unite({ kept, other }: Pair): Promise<{ reclaimed: boolean; changes: Change[] }> {
    if (other.deletedAt !== null) return { reclaimed: false, changes: [] };
    const reclaimed = this.expiry.isDue(other) && (await this.expiry.expireIfDue(other.id));
    await this.exits.merged(other.id, this.acting.staffId);
    const standing = reclaimed ? undefined : this.unions.standing(other);
    const moved = standing && (await this.unions.takeEarlier(kept.id, other));
    const changes: Change[] = [];
    if (standing) changes.push({ side: 'other', field: STANDING, before: standing, after: null });
    if (moved) changes.push({ side: 'other', field: CLOCKS, ...moved });
    return { reclaimed, changes };
  }

  /** `living`: the other record did not lie in the recycle bin. */
  async part({ kept, other }: Pair, changes: readonly Change[], living: boolean): Promise<void> {
    const clocks = changes.find(({ field }) => field === CLOCKS);
    if (clocks) await this.unions.giveBack(kept.id, { before: clocks.before as Clocks, after: clocks.after as Clocks });
    if (!living) return;
    await this.revival.revive(other.id, this.acting.staffId, 'merged');
    const standing = changes.find(({ field }) => field === STANDING);
    if (standing) await this.unions.asBefore(other.id, standing.before as Standing);
  }
}
