import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { OwnershipExpiry } from '../ownership/ownership-expiry.service.js';
import type { MergeBody } from './merge.dto.js';
import { mergeErrors } from './merge.errors.js';
import { MergeHoldings } from './merge-holdings.service.js';
import { MergeMoves } from './merge-moves.service.js';
import { MergeParties, type Pair } from './merge-parties.service.js';
import { MergeReport } from './merge-report.service.js';
import type { Moved, WholeRow } from './merge.repository.js';
import { MergeValues } from './merge-values.service.js';

export interface United {
  readonly mergeId: number;
  readonly pair: Pair;
  readonly moved: Moved;
}

/** A customer who is enrolled, or open, is not merged into one who is lost. */
const RANK = { lost: 0, open: 1, enrolled: 2 } as const;

/** Two records become one (spec 02, Merge): everything of both stays, the kept one keeps its owner, and it can be taken back. */
@Injectable()
export class MergeService {
  constructor(
    private readonly parties: MergeParties,
    private readonly expiry: OwnershipExpiry,
    private readonly holdings: MergeHoldings,
    private readonly values: MergeValues,
    private readonly moves: MergeMoves,
    private readonly report: MergeReport,
  ) {}

  /**
   * @throws not-found (404), forbidden, field.forbidden and merge.unseen (403), input.invalid (400), stale, customer.overdue, customer.merge-status,
   * merge.claim-first, merge.not-yet, merge.reopen-first, merge.lost-before (409), and what the modules that keep records of customers have against it.
   */
  async unite(keptId: number, body: MergeBody): Promise<United> {
    let pair: Pair;
    const lock = async () => (pair = await this.parties.lock(keptId, body.otherId)).kept;
    const outcome = await this.expiry.unlessDue(lock, () => this.uniteLocked(pair, body), 'reclaim-first');
    if ('lost' in outcome) throw this.expiry.overdue(outcome.lost);
    return outcome;
  }

  private async uniteLocked(pair: Pair, { version, otherVersion, fields = {} }: MergeBody): Promise<United | { lost: WholeRow }> {
    const { kept, other } = pair;
    if ((version ?? kept.version) !== kept.version || (otherVersion ?? other.version) !== other.version) throw commonErrors.stale();
    if (RANK[other.status] > RANK[kept.status]) throw mergeErrors['customer.merge-status']({ keep: await this.parties.called(other) });
    const handed = await this.parties.handOver(pair);
    if ('lost' in handed) return handed;
    const united = await this.holdings.keepingBars(pair, async (bars) => {
      const held = await this.holdings.unite(pair, handed);
      const { changes } = await this.values.unite(pair, fields);
      const clocks = await this.holdings.bySource(kept.id, changes);
      const moved = await this.moves.move(other.id, kept.id);
      const mergeId = await this.report.merged(pair, moved, [...changes, ...held, ...clocks, ...bars]);
      return { mergeId, pair, moved };
    });
    if (!handed.reclaimed) await this.report.tell(pair);
    return united;
  }
}
