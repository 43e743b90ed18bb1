import { Injectable } from '@nestjs/common';
import { DAY } from '../../../platform/context/clock.js';
import { uniqueViolation } from '../../../platform/database/database-errors.js';
import { keyOfIndex } from '../customer-keys.js';
import { OwnershipExpiry } from '../ownership/ownership-expiry.service.js';
import { UNDO_DAYS, type UndoBody } from './merge.dto.js';
import { mergeErrors } from './merge.errors.js';
import { MergeHoldings } from './merge-holdings.service.js';
import { MergeMoves } from './merge-moves.service.js';
import { MergeParties, type Parting } from './merge-parties.service.js';
import { MergeReport } from './merge-report.service.js';
import { MergeValues } from './merge-values.service.js';

/** One record becomes two again (spec 06, Merge and undo): what moved goes back, what changed changes back, and what came later stays. */
@Injectable()
export class MergeUndoService {
  constructor(
    private readonly parties: MergeParties,
    private readonly expiry: OwnershipExpiry,
    private readonly values: MergeValues,
    private readonly moves: MergeMoves,
    private readonly report: MergeReport,
    private readonly holdings: MergeHoldings,
  ) {}

  /** @throws not-found (404), forbidden (403), merge.undone, merge.undo-expired, merge.undo-first, merge.undo-taken, customer.overdue (409). */
  async undo(customerId: number, { mergeId }: UndoBody): Promise<number> {
    let parting: Parting;
    const lock = async () => (parting = await this.parties.lockMerged(customerId, mergeId)).kept;
    return this.expiry
      .unlessDue(lock, () => this.part(parting), 'reclaim-first')
      .catch((error: unknown) => {
        const key = keyOfIndex(uniqueViolation(error)?.index ?? '');
        throw key ? mergeErrors['merge.undo-taken']({ fields: this.report.keyWord(key) }) : error;
      });
  }

  private async part({ kept, other, merge }: Parting): Promise<number> {
    if (this.report.now - merge.mergedAt > UNDO_DAYS * DAY) throw mergeErrors['merge.undo-expired']();
    const living = merge.buriedAt === null;
    const changes = await this.report.changesOf(merge.id);
    const moved = await this.report.movedBy(merge.id);
    const back = await this.values.part({ kept, other }, changes, living, { at: merge.buriedAt, byId: merge.buriedById });
    await this.moves.moveBack(moved, kept.id, other.id, merge.mergedAt);
    if (!(await this.report.undone(merge, back))) throw mergeErrors['merge.undone']();
    await this.holdings.part({ kept, other, merge }, changes, { living, source: back.some(({ field }) => field === 'source') });
    return merge.id;
  }
}
