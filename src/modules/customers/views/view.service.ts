import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing, given } from '../../../platform/http/given.js';
import { pageOfAll } from '../../../platform/http/list-in-memory.js';
import type { Page } from '../../../platform/http/list-query.js';
import {
  type ShareList,
  SHARES,
  type ViewChange,
  type ViewCreation,
  type ViewList,
  type ViewRow,
  type ViewView,
  viewView,
} from './view.dto.js';
import { type ViewFilters, withoutTyped } from './view.entity.js';
import { ViewRepository } from './view.repository.js';
import { ViewRights } from './view-rights.service.js';

/** For the log: what is searched for may be a person's number. */
const loggable = <T extends { readonly filters?: unknown }>(values: T): T =>
  values.filters ? { ...values, filters: withoutTyped(values.filters as ViewFilters) } : values;

/** Views of the list of customers, kept by each for himself and shared with departments (spec 02, Filters). */
@Injectable()
export class ViewService {
  constructor(
    private readonly views: ViewRepository,
    private readonly rights: ViewRights,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(query: ViewList): Promise<Page<ViewView>> {
    const page = await this.views.page(this.rights.viewer, query);
    const standard = await this.views.defaultOf(this.rights.viewer.id);
    return { ...page, items: page.items.map((row) => this.view(row, standard)) };
  }

  /** @throws not-found (404), also for one of somebody else's that is not shared with the caller. */
  async get(id: number): Promise<ViewView> {
    return this.view(await this.find(id), await this.views.defaultOf(this.rights.viewer.id));
  }

  /** With whom the caller may share views. */
  async departments(query: ShareList): Promise<Page<{ id: number; name: string }>> {
    return pageOfAll(await this.rights.departments(), query, SHARES);
  }

  /** @throws input.invalid (400) by the list's own shape, field.forbidden and view.share-outside (403). */
  @Transactional()
  async create({ name, filters, sort = null, columns = null, departmentId = null }: ViewCreation): Promise<ViewView> {
    this.rights.demandUsable({ filters, sort });
    await this.rights.demandSharable(departmentId);
    const now = this.clock.now();
    const values = { name, filters, sort, columns, departmentId };
    const id = await this.views.insert({ ...values, ownerId: this.rights.viewer.id, createdAt: now, updatedAt: now, version: 1 });
    await this.audit.record({ subject: 'SavedView', subjectId: id, action: 'create', after: loggable(values) });
    return this.get(id);
  }

  /** By its owner, and by those who look after shared ones. @throws not-found (404), forbidden (403), stale (409), and what `create` throws. */
  @Transactional()
  async update(id: number, { version, ...change }: ViewChange): Promise<ViewView> {
    const before = await this.changeable(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    const values = given(change);
    if (changesNothing(before, values)) return this.get(id);
    if (values.filters || values.sort !== undefined) this.rights.demandUsable({ ...before, ...values });
    if (values.departmentId !== undefined && values.departmentId !== before.departmentId)
      await this.rights.demandSharable(values.departmentId);
    if (!(await this.views.update(id, before.version, { ...values, updatedAt: this.clock.now() }))) throw commonErrors.stale();
    if (values.departmentId === null) await this.views.onlyHisDefault(before.ownerId, id);
    const was = Object.fromEntries(Object.keys(values).map((name) => [name, before[name as keyof ViewRow]]));
    await this.audit.record({ subject: 'SavedView', subjectId: id, action: 'update', before: loggable(was), after: loggable(values) });
    // one that is no longer shared may have left his sight by that
    return this.view((await this.views.any(id))!, await this.views.defaultOf(this.rights.viewer.id));
  }

  /** @throws not-found (404), forbidden (403). */
  @Transactional()
  async remove(id: number): Promise<void> {
    const { name, departmentId } = await this.changeable(id);
    if (!(await this.views.remove(id))) throw commonErrors['not-found']();
    await this.audit.record({ subject: 'SavedView', subjectId: id, action: 'delete', before: { name, departmentId } });
  }

  /** The caller's list begins with it. @throws not-found (404). */
  @Transactional()
  async makeDefault(id: number): Promise<ViewView> {
    await this.find(id);
    await this.views.makeDefault(this.rights.viewer.id, id);
    return this.get(id);
  }

  /** Also one that he does not see any more. @throws not-found (404) */
  @Transactional()
  async noDefault(id: number): Promise<void> {
    if (!(await this.views.noDefault(this.rights.viewer.id, id))) await this.find(id);
  }

  private async changeable(id: number): Promise<ViewRow> {
    const row = await this.find(id);
    if (!this.rights.mayChange(row)) throw commonErrors.forbidden();
    return row;
  }

  private async find(id: number): Promise<ViewRow> {
    const row = await this.views.find(this.rights.viewer, id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  private view(row: ViewRow, standard: number | undefined): ViewView {
    const mine = row.ownerId === this.rights.viewer.id;
    const more = { mine, mayChange: this.rights.mayChange(row), isDefault: row.id === standard, faults: this.rights.faults(row) };
    return viewView(row, more);
  }
}
