import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Page } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { EVERYTHING, NOTHING } from '../../../platform/permissions/scope-sql.js';
import { CustomerReach } from '../customer-reach.service.js';
import { buriedView, type RecycleBinList, type ShownView } from './recycle-bin.dto.js';
import { binColumn, type BuriedRow, RecycleBinRepository } from './recycle-bin.repository.js';

/** Who is in the bin, as far as the field rules of customers show it. */
@Injectable()
export class RecycleBinService {
  constructor(
    private readonly repository: RecycleBinRepository,
    private readonly scope: Scope,
    private readonly customers: CustomerReach,
  ) {}

  async list(query: RecycleBinList): Promise<Page<ShownView>> {
    const named = this.scope.seeing('Customer', 'name', binColumn);
    const page = await this.repository.page(query, this.reach(), named === undefined ? EVERYTHING : named || NOTHING);
    return { ...page, items: page.items.map((row) => this.shown(row)) };
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<ShownView> {
    const row = await this.repository.find(id, this.reach());
    if (!row) throw commonErrors['not-found']();
    return this.shown(row);
  }

  private shown(row: BuriedRow): ShownView {
    const { name, type, ...rest } = buriedView(row);
    return { ...rest, ...this.customers.shown({ name, type }, row) };
  }

  private reach() {
    return this.scope.sql('RecycleBin', 'read', binColumn);
  }
}
