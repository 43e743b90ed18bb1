import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { netOf, TotalsRepository } from './totals.repository.js';

export interface TotalChange {
  /** `null`: without department, without owner. */
  readonly departmentId: number | null;
  readonly ownerId: number | null;
  /** Customers that came (+) or went (−). */
  readonly n: number;
}

/**
 * How many living customers each (department, owner) has, exact at every moment. A writer appends what he changed, in his own
 * transaction, and waits for nobody; a job folds what was appended.
 */
@Injectable()
export class CustomerTotals {
  constructor(
    private readonly repository: TotalsRepository,
    private readonly database: Database,
  ) {}

  /** Call in the transaction that creates, deletes, restores, merges or moves customers. Ownership verbs have called it for their part. */
  async changed(changes: readonly TotalChange[]): Promise<void> {
    await this.repository.append(
      netOf(changes.map(({ departmentId, ownerId, n }) => ({ departmentId: departmentId ?? 0, ownerId: ownerId ?? 0, n }))),
    );
  }

  /** `null` asks for those without department or owner; a list for the sum over it. */
  total(where: { departmentId?: number | null | readonly number[]; ownerId?: number | null | readonly number[] } = {}): Promise<number> {
    return this.repository.total({ departmentIds: listOf(where.departmentId), ownerIds: listOf(where.ownerId) });
  }

  /** Folds one batch. READ COMMITTED: the gap locks of a repeatable read would stop every writer. @returns deltas folded. */
  fold(batch = 2000): Promise<number> {
    return this.database.transaction(
      async () => {
        const taken = await this.repository.take(batch);
        if (!taken.length) return 0;
        await this.repository.add(netOf(taken));
        await this.repository.remove(taken.map((d) => d.id));
        return taken.length;
      },
      { readCommitted: true },
    );
  }

  /** @returns deltas folded until none was left, or `signal` asked to stop. */
  async foldAll(signal?: AbortSignal): Promise<number> {
    let folded = 0;
    for (let n = 1; n && !signal?.aborted; folded += n) n = await this.fold();
    return folded;
  }
}

function listOf(value: number | null | readonly number[] | undefined): readonly number[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? (value as readonly number[]) : [(value as number | null) ?? 0];
}
