import { Injectable } from '@nestjs/common';
import { CustomerChildren } from '../customer-children.js';
import { MergeChildrenRepository } from './merge-children.repository.js';
import { type Moved, MergeRepository } from './merge.repository.js';

/** Everything that belongs to one of two customers becomes the other's, whichever module keeps it. */
@Injectable()
export class MergeMoves {
  constructor(
    private readonly own: MergeChildrenRepository,
    private readonly children: CustomerChildren,
    private readonly merges: MergeRepository,
  ) {}

  /** Under the locks of both. @throws what a module has against it (two active contracts, two student accounts: 409). */
  async move(fromId: number, toId: number): Promise<Moved> {
    const own = await this.own.move(fromId, toId);
    const earlier = await this.merges.reparent(fromId, toId);
    const theirs = await this.children.reparent(fromId, toId);
    return { ...own, ...(earlier.length ? { merge: earlier } : {}), ...theirs };
  }

  /** What is still the survivor's goes back; what he has been given since stays with him. */
  async moveBack(moved: Moved, survivorId: number, mergedId: number, mergedAt: number): Promise<void> {
    await this.children.reparentBack(moved, survivorId, mergedId);
    await this.merges.reparent(survivorId, mergedId, moved['merge'] ?? []);
    await this.own.moveBack(moved, survivorId, mergedId, mergedAt);
  }
}
