import { Injectable } from '@nestjs/common';
import { Acting } from '../acting.js';
import { OwnershipExits } from '../ownership/ownership-exits.service.js';
import { type Clocks, OwnershipUnions, type Standing } from '../ownership/ownership-unions.service.js';
import { type SourceClocks, SourceUnions } from '../ownership/source-unions.service.js';
import { CustomerRevival } from '../recycle-bin/customer-revival.js';
import { MergeBars } from './merge-bars.service.js';
import type { HandedOver } from './merge-hand-over.service.js';
import type { Pair, Parting } from './merge-parties.service.js';
import type { Change } from './merge-values.service.js';

/** Under these names the manifest keeps what a merge did to the holding of each; no field is called so. */
const STANDING = 'holding';
const CLOCKS = 'clocks-of-kept';
const BY_SOURCE = 'clocks-by-source';
const GIVEN_UP = 'given-up';

/** Who holds two records that become one, and until when; and who holds them when they are two again. */
@Injectable()
export class MergeHoldings {
  constructor(
    private readonly exits: OwnershipExits,
    private readonly unions: OwnershipUnions,
    private readonly bySources: SourceUnions,
    private readonly revival: CustomerRevival,
    private readonly bars: MergeBars,
    private readonly acting: Acting,
  ) {}

  /** Around all of it. @throws merge.lost-before (409). */
  keepingBars<T>({ kept, other }: Pair, unite: (undo: readonly Change[]) => Promise<T>): Promise<T> {
    return this.bars.uniting(kept, other, (before) =>
      unite(before.length ? [{ side: 'other', field: GIVEN_UP, before, after: null }] : []),
    );
  }

  /** @returns what the undo needs. */
  async unite({ kept, other }: Pair, { reclaimed, clocksGoOn }: HandedOver): Promise<Change[]> {
    const changes: Change[] = [];
    const moved = reclaimed ? undefined : await this.unions.takeEarlier(kept.id, other, { anybodys: clocksGoOn });
    if (moved) changes.push({ side: 'other', field: CLOCKS, ...moved });
    if (other.deletedAt !== null) return changes;
    await this.exits.merged(other.id, this.acting.staffId);
    const standing = reclaimed ? undefined : this.unions.standing(other);
    if (standing) changes.push({ side: 'other', field: STANDING, before: standing, after: null });
    return changes;
  }

  /** After the values: another source counts as when somebody changes it. @returns what the undo needs. */
  async bySource(keptId: number, changes: readonly Change[]): Promise<Change[]> {
    if (!changes.some(({ side, field }) => side === 'kept' && field === 'source')) return [];
    return [{ side: 'other', field: BY_SOURCE, ...(await this.bySources.changed(keptId, this.acting.staffId)) }];
  }

  /** After the values. `living`: the other record did not lie in the recycle bin; `source`: the source has been taken back. */
  async part(
    { kept, other, merge }: Parting,
    changes: readonly Change[],
    { living, source }: { living: boolean; source: boolean },
  ): Promise<void> {
    const given = changes.find(({ field }) => field === GIVEN_UP);
    const lost = await this.unions.lostTogether(kept.id, other.id, merge.mergedAt);
    await this.bars.parted(kept.id, other.id, (given?.before ?? []) as Parameters<MergeBars['parted']>[2], lost);
    const bySource = changes.find(({ field }) => field === BY_SOURCE);
    if (source) {
      const moved = bySource && { before: bySource.before as SourceClocks, after: bySource.after as SourceClocks };
      await this.bySources.giveBack(kept.id, this.acting.staffId, moved);
    }
    const clocks = changes.find(({ field }) => field === CLOCKS);
    if (clocks) await this.unions.giveBack(kept.id, { before: clocks.before as Clocks, after: clocks.after as Clocks });
    if (!living) return;
    await this.revival.revive(other.id, this.acting.staffId, 'merged');
    const standing = changes.find(({ field }) => field === STANDING);
    if (standing) await this.unions.asBefore(other.id, standing.before as Standing);
    await this.unions.lostWith(kept.id, other.id, merge.mergedAt, lost);
  }
}
