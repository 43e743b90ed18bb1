import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { MergeBody } from './merge.dto.js';
import { fieldOutcomes } from './merge-fields.js';
import { MergeParties } from './merge-parties.service.js';
import type { Moved } from './merge.repository.js';
import { MergeService } from './merge.service.js';
import { MergeSides } from './merge-sides.service.js';
import { MergeSight } from './merge-sight.service.js';

/** Ends the dry run: nothing of it stays. */
class DryRun extends Error {
  constructor(readonly moved: Moved) {
    super('a dry run');
  }
}

/** What a merge would do: it is carried out and taken back, so that the preview cannot differ from the deed. */
@Injectable()
export class MergePreviewService {
  constructor(
    private readonly merging: MergeService,
    private readonly parties: MergeParties,
    private readonly sides: MergeSides,
    private readonly sight: MergeSight,
    private readonly database: Database,
  ) {}

  /** @throws not-found (404), forbidden (403), input.invalid (400). */
  async preview(keptId: number, body: MergeBody) {
    const pair = await this.database.transaction(() => this.parties.lock(keptId, body.otherId));
    const outcomes = fieldOutcomes(await this.sides.of(pair.kept), await this.sides.of(pair.other), body.fields ?? {});
    const { moved, refusal } = await this.tried(keptId, body);
    return { ...(await this.sight.of(pair, outcomes)), moves: this.sight.moves(moved), refusal: refusal && this.sight.refusal(refusal) };
  }

  private async tried(keptId: number, body: MergeBody): Promise<{ moved: Moved; refusal: DomainError | null }> {
    try {
      return await this.database.transaction(async () => {
        throw new DryRun((await this.merging.unite(keptId, body)).moved);
      });
    } catch (error) {
      if (error instanceof DryRun) return { moved: error.moved, refusal: null };
      if (error instanceof DomainError && (error.status === 409 || error.status === 403)) return { moved: {}, refusal: error };
      throw error;
    }
  }
}
