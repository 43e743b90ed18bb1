import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { CustomerAccess } from '../customer-access.service.js';
import { type MergeView, mergeView } from './merge.dto.js';
import { MergeRepository } from './merge.repository.js';

/** Merges in which a customer took part. */
@Injectable()
export class MergeListService {
  constructor(
    private readonly merges: MergeRepository,
    private readonly access: CustomerAccess,
  ) {}

  /** @throws not-found (404) */
  async list(customerId: number): Promise<{ items: MergeView[]; total: number }> {
    await this.access.demand(customerId, 'read', 'Customer');
    const rows = await this.merges.of(customerId);
    const counts = await this.merges.counts(rows.map((row) => row.id));
    return { items: rows.map((row) => mergeView(row, counts.get(row.id) ?? {})), total: rows.length };
  }

  /** For the answer to whoever has just made or undone it. */
  async view(id: number): Promise<MergeView> {
    const row = await this.merges.find(id);
    if (!row) throw commonErrors['not-found']();
    return mergeView(row, (await this.merges.counts([id])).get(id) ?? {});
  }
}
