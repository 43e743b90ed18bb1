import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Page } from '../../../platform/http/list-query.js';
import { CustomerAccess } from '../customer-access.service.js';
import { type InteractionList, type InteractionView, interactionView } from './interaction.dto.js';
import type { Interaction } from './interaction.entity.js';
import { InteractionRepository } from './interaction.repository.js';

/** Reading interactions: those with customers in the caller's reach (REQ-D28, REQ-D30). */
@Injectable()
export class InteractionService {
  constructor(
    private readonly repository: InteractionRepository,
    private readonly access: CustomerAccess,
  ) {}

  /** A customer outside the caller's scope has none, like one that is not there. */
  async list(query: InteractionList): Promise<Page<InteractionView>> {
    const page = await this.repository.page(query, this.access.reaches('Interaction'));
    return { ...page, items: page.items.map((row) => interactionView(row, row.author?.name ?? null)) };
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<InteractionView> {
    const row = await this.row(id);
    await this.access.demand(row.customerId, 'read', 'Interaction');
    return interactionView(row, row.author?.name ?? null);
  }

  /** @throws not-found (404) */
  async row(id: number): Promise<Interaction> {
    const row = await this.repository.find(id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }
}
