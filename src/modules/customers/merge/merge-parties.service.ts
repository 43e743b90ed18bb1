import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { ruleText } from '../../../platform/http/validation-messages.js';
import { customerNumber } from '../customer.entity.js';
import { mergeErrors } from './merge.errors.js';
import { type HandedOver, MergeHandOver } from './merge-hand-over.service.js';
import { MergeReach } from './merge-reach.service.js';
import { type MergeRow, MergeRepository, type WholeRow } from './merge.repository.js';

export interface Pair {
  readonly kept: WholeRow;
  readonly other: WholeRow;
}

/** Two that were one, and the merge that made them so. */
export interface Parting extends Pair {
  readonly merge: MergeRow;
}

/** The two records of a merge: both within the caller's reach, the other one perhaps from the recycle bin. */
@Injectable()
export class MergeParties {
  constructor(
    private readonly merges: MergeRepository,
    private readonly reach: MergeReach,
    private readonly handingOver: MergeHandOver,
    private readonly context: Context,
  ) {}

  /** Locked until the transaction ends. @throws not-found (404), forbidden (403), input.invalid (400) for one and the same. */
  async lock(keptId: number, otherId: number): Promise<Pair> {
    if (keptId === otherId) throw this.same();
    const rows = await this.merges.lock([keptId, otherId]);
    const [kept, other] = [rows.get(keptId), rows.get(otherId)];
    if (!kept || kept.deletedAt !== null) throw commonErrors['not-found']();
    if (!other) throw commonErrors['not-found']();
    await this.reach.demandLiving(keptId);
    if (other.deletedAt === null) await this.reach.demandLiving(otherId);
    else await this.reach.demandBuried(otherId);
    return { kept, other };
  }

  /**
   * Whether the caller may give the one to whoever has the other; `lost`: that one was due, and has only been reclaimed.
   * @throws merge.unseen (403), merge.claim-first, merge.not-yet, merge.reopen-first, merge.lost-before (409).
   */
  async handOver({ kept, other }: Pair): Promise<HandedOver | { readonly lost: WholeRow }> {
    const handed = await this.handingOver.judge(kept, other);
    if (!('lost' in handed)) await this.reach.demandSeen(kept, other);
    return handed;
  }

  /**
   * The two of a merge that stands, locked. Without `mergeId` it is the latest of this customer. @throws not-found (404), forbidden (403),
   * merge.undone, merge.undo-first (409).
   */
  async lockMerged(customerId: number, mergeId: number | undefined): Promise<Parting> {
    const merges = await this.merges.of(customerId);
    const found = mergeId === undefined ? (merges.find((m) => m.undoneAt === null) ?? merges[0]) : merges.find((m) => m.id === mergeId);
    if (!found) throw commonErrors['not-found']();
    const rows = await this.merges.lock([...new Set([found.survivorId, found.keptId, found.mergedId])]);
    const merge = (await this.merges.find(found.id, { lock: true }))!;
    if (merge.undoneAt !== null) throw mergeErrors['merge.undone']();
    const [kept, other] = [rows.get(merge.keptId), rows.get(merge.mergedId)];
    if (!kept || !other || rows.get(merge.survivorId)?.deletedAt !== null) throw commonErrors['not-found']();
    await this.reach.demandLiving(merge.survivorId);
    if (merge.survivorId !== merge.keptId) throw mergeErrors['merge.undo-first']();
    return { kept, other, merge };
  }

  /** By his name where the caller sees it. */
  async called(row: WholeRow): Promise<string> {
    const { fields } = await this.reach.sightOf(row);
    return [!fields || fields.has('name') ? row.name : '', customerNumber(row.id)].filter(Boolean).join(' ');
  }

  private same(): DomainError {
    const message = ruleText('merge.same', this.context.language);
    return commonErrors['input.invalid']({}, { faults: [{ path: 'otherId', code: 'merge.same', message }] });
  }
}
