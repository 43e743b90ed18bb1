import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { pageOfAll } from '../../../platform/http/list-in-memory.js';
import type { Page } from '../../../platform/http/list-query.js';
import { CustomerAccess } from '../customer-access.service.js';
import { type MergeList, MERGES, type MergeView, mergeView } from './merge.dto.js';
import { MergeRepository } from './merge.repository.js';

/** More records than anybody has made of one customer. */
const MOST = 10_000;

/** Merges in which a customer took part. */
@Injectable()
export class MergeListService {
  constructor(
    private readonly merges: MergeRepository,
    private readonly access: CustomerAccess,
  ) {}

  /** @throws not-found (404) */
  async list(customerId: number, query: MergeList): Promise<Page<MergeView>> {
    await this.access.demand(customerId, 'read', 'Customer');
    const page = pageOfAll(await this.merges.of(customerId, { limit: MOST }), query, MERGES);
    const counts = await this.merges.counts(page.items.map((row) => row.id));
    const named = await this.named(customerId);
    return { ...page, items: page.items.map((row) => mergeView(row, counts.get(row.id) ?? {}, { named })) };
  }

  /** For the answer to whoever has just made or undone it. */
  async view(id: number): Promise<MergeView> {
    const row = await this.merges.find(id);
    if (!row) throw commonErrors['not-found']();
    return mergeView(row, (await this.merges.counts([id])).get(id) ?? {}, { named: await this.named(row.keptId) });
  }

  private async named(customerId: number): Promise<boolean> {
    return (await this.access.fields(customerId))?.has('name') ?? true;
  }
}
