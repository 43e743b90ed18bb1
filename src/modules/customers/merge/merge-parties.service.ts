import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { ruleText } from '../../../platform/http/validation-messages.js';
import { EVERYTHING } from '../../../platform/permissions/scope-sql.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { CustomerReach } from '../customer-reach.service.js';
import { CustomerRepository } from '../customer.repository.js';
import { binColumn, RecycleBinRepository } from '../recycle-bin/recycle-bin.repository.js';
import { mergeErrors } from './merge.errors.js';
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
    private readonly customers: CustomerRepository,
    private readonly bin: RecycleBinRepository,
    private readonly reach: CustomerReach,
    private readonly scope: Scope,
    private readonly context: Context,
  ) {}

  /** Locked until the transaction ends. @throws not-found (404), forbidden (403), input.invalid (400) for one and the same. */
  async lock(keptId: number, otherId: number): Promise<Pair> {
    if (keptId === otherId) throw this.same();
    const rows = await this.merges.lock([keptId, otherId]);
    const [kept, other] = [rows.get(keptId), rows.get(otherId)];
    if (!kept || kept.deletedAt !== null) throw commonErrors['not-found']();
    if (!other) throw commonErrors['not-found']();
    await this.demandLiving(keptId);
    if (other.deletedAt === null) await this.demandLiving(otherId);
    else if (!(await this.bin.find(otherId, this.scope.sql('RecycleBin', 'restore', binColumn)))) throw commonErrors['not-found']();
    return { kept, other };
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
    await this.demandLiving(merge.survivorId);
    if (merge.survivorId !== merge.keptId) throw mergeErrors['merge.undo-first']();
    return { kept, other, merge };
  }

  private same(): DomainError {
    const message = ruleText('merge.same', this.context.language);
    return commonErrors['input.invalid']({}, { faults: [{ path: 'otherId', code: 'merge.same', message }] });
  }

  /** @throws not-found (404), forbidden (403). */
  private async demandLiving(id: number): Promise<void> {
    const reach = this.reach.sql('merge');
    if (reach === EVERYTHING || (await this.customers.reached(id, reach, { lock: true }))) return;
    throw (await this.customers.reached(id, this.reach.sql(), { lock: true })) ? commonErrors.forbidden() : commonErrors['not-found']();
  }
}
