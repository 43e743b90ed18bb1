import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { given } from '../../../platform/http/given.js';
import type { Selection } from '../list/selection.dto.js';
import type { CustomerListQuery } from '../list/customer-list.dto.js';
import type { ViewRow } from './view.dto.js';
import { viewErrors } from './view.errors.js';
import { ViewRepository } from './view.repository.js';
import { queryOf } from './view-shape.js';

/** A query of the list that names a view: the view's filters, but for what the query says itself. */
@Injectable()
export class ViewQuery {
  constructor(
    private readonly views: ViewRepository,
    private readonly context: Context,
  ) {}

  /** Filters from a body, with the view they may name. @throws input.invalid (400), and what `resolve` throws. */
  async read({ filters = {}, view, sort = null }: Pick<Selection, 'filters' | 'view' | 'sort'>): Promise<CustomerListQuery> {
    const read = queryOf({ filters, sort }, this.context.language);
    if ('faults' in read) throw commonErrors['input.invalid']({}, { faults: read.faults });
    return this.resolve(view === undefined ? read.query : { ...read.query, view });
  }

  /** The same selection without the view: what becomes of that changes it no more. @throws what `read` throws. */
  async settled(selection: Selection): Promise<Selection> {
    const { filters = {}, view, sort = null } = selection;
    if (selection.ids || view === undefined) return selection;
    await this.read(selection);
    const kept = await this.find(view);
    return { filters: { ...kept.filters, ...filters }, sort: sort ?? kept.sort, fromView: view };
  }

  /** @throws not-found (404) for a view that is not the caller's to see, view.unusable (409) with the faults of one whose filters the list no longer has. */
  async resolve({ view, ...query }: CustomerListQuery): Promise<CustomerListQuery> {
    if (view === undefined) return query;
    const kept = await this.find(view);
    const read = queryOf(kept, this.context.language);
    if ('faults' in read) throw viewErrors['view.unusable']({ name: kept.name }, { faults: read.faults });
    const { page: _page, pageSize: _size, ...filters } = read.query;
    return { ...filters, ...(given(query) as CustomerListQuery) };
  }

  private async find(view: number): Promise<ViewRow> {
    const { id, departmentId } = this.context.actor;
    const kept = await this.views.find({ id, departmentId }, view);
    if (!kept) throw commonErrors['not-found']();
    return kept;
  }
}
