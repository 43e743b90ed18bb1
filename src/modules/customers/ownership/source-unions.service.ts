import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { DeadlineRefresh } from '../deadlines/deadline-refresh.service.js';
import { OwnershipUnionRepository, type SourceClocks } from './ownership-union.repository.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';

export type { SourceClocks } from './ownership-union.repository.js';

/** What a source decided before it was another one, and decides since. */
export interface MovedClocks {
  readonly before: SourceClocks;
  readonly after: SourceClocks;
}

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

  /** The same of many. @returns what it changed, of those whose clocks it moved. */
  @Transactional()
  async changedAll(ids: readonly number[], byStaffId: number | null): Promise<Map<number, MovedClocks>> {
    if (!ids.length) return new Map();
    const before = await this.all(ids);
    await this.refresh.sourceChanged(ids, byStaffId);
    const after = await this.all(ids);
    return new Map([...before].map(([id, was]) => [id, { before: was, after: after.get(id)! }]));
  }

  /** The same of many whose sources were taken back. */
  @Transactional()
  async giveBackAll(moved: ReadonlyMap<number, MovedClocks | undefined>, byStaffId: number | null): Promise<void> {
    const now = await this.all([...moved.keys()]);
    const since = [...moved].filter(([id, one]) => !one || JSON.stringify(now.get(id)) !== JSON.stringify(one.after)).map(([id]) => id);
    if (since.length) await this.refresh.sourceChanged(since, byStaffId);
    for (const [id, one] of moved) if (one && !since.includes(id)) await this.unions.setSourceClocks(id, one.before);
  }

  private async all(ids: readonly number[]): Promise<Map<number, SourceClocks>> {
    return new Map((await this.repository.lock(ids)).map((row) => [row.id, sourceClocksOf(row)]));
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
