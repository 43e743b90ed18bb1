import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { DeadlineRefresh } from '../deadlines/deadline-refresh.service.js';
import { OwnershipUnionRepository, type SourceClocks } from './ownership-union.repository.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';

export type { SourceClocks } from './ownership-union.repository.js';

/** What another source by a merge does to a customer's clocks, and its undo takes back. Callers hold his lock. */
@Injectable()
export class SourceUnions {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly unions: OwnershipUnionRepository,
    private readonly refresh: DeadlineRefresh,
  ) {}

  /** As for any change of a source. @returns what it changed. */
  @Transactional()
  async changed(id: number, byStaffId: number | null): Promise<{ before: SourceClocks; after: SourceClocks }> {
    const before = await this.now(id);
    await this.refresh.sourceChanged([id], byStaffId);
    return { before, after: await this.now(id) };
  }

  /** After the source was taken back. Where the clocks have moved since it is a change like any other. */
  @Transactional()
  async giveBack(id: number, byStaffId: number | null, moved: { before: SourceClocks; after: SourceClocks } | undefined): Promise<void> {
    if (moved && JSON.stringify(await this.now(id)) === JSON.stringify(moved.after)) await this.unions.setSourceClocks(id, moved.before);
    else await this.refresh.sourceChanged([id], byStaffId);
  }

  private async now(id: number): Promise<SourceClocks> {
    return sourceClocksOf((await this.repository.read(id))!);
  }
}

const sourceClocksOf = ({ reclaimAt, ...row }: HeldRow): SourceClocks => ({
  ownerId: row.ownerId,
  clockSource: row.clockSource,
  followUpDueOn: row.followUpDueOn,
  dealDueOn: row.dealDueOn,
  reclaimAt: reclaimAt === null ? null : Number(reclaimAt),
  deadlineRuleId: row.deadlineRuleId,
  deadlineRuleVersion: row.deadlineRuleVersion,
});
