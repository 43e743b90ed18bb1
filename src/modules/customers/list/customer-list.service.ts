import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type Page } from '../../../platform/http/list-query.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import type { Filter } from './customer-filter.js';
import { CustomerListFields } from './customer-list-fields.service.js';
import type { CustomerListQuery } from './customer-list.dto.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { CustomerListRepository } from './customer-list.repository.js';
import { allOf, type PagePlan, splitRanges } from './customer-list.sql.js';
import { CustomerSelection } from './customer-selection.service.js';
import { CustomerReach } from '../customer-reach.service.js';
import { type CustomerItem, customerItem, type ListRow, visibleOnly } from '../customer.view.js';
import { customerErrors } from '../customers.errors.js';
import { ViewQuery } from '../views/view-query.service.js';

/** Pages beyond this row go on by cursor. */
export const DEEPEST = 50_000;
/** A search that finds no more than this is read at once. */
const AT_ONCE = 2000;

interface Plan extends PagePlan {
  readonly sort: string;
}

/** The list of customers: exact totals, pages at the cost of the first, nothing outside the caller's reach (REQ-D19, REQ-D33). */
@Injectable()
export class CustomerListService {
  constructor(
    private readonly repository: CustomerListRepository,
    private readonly reach: CustomerReach,
    private readonly fields: CustomerListFields,
    private readonly views: ViewQuery,
    private readonly selection: CustomerSelection,
    private readonly staff: StaffDirectory,
  ) {}

  /** @throws page.too-deep (400), field.forbidden (403) for a filter or sort by a field one may not see; what a view throws that it names. */
  async list(asked: CustomerListQuery): Promise<Page<Partial<CustomerItem>>> {
    const query = await this.views.resolve(asked);
    const offset = query.cursor ? 0 : (query.page - 1) * query.pageSize;
    if (offset + query.pageSize > DEEPEST) throw customerErrors['page.too-deep']();
    const ranges = this.reach.ranges();
    if (!ranges.length) return { items: [], total: 0, page: query.page, pageSize: query.pageSize, nextCursor: null };
    const sort = query.sort ?? '-createdAt';
    const order = this.selection.orderOf({ sort });
    const after = query.cursor ? decodeCursor(query.cursor, sort) : undefined;
    const filters = this.fields.filters(query);
    const plan: Plan = { branches: ranges, order, after, limit: query.pageSize + 1, offset, sort };
    const { rows, total } = await this.find(query, filters, plan);
    return { ...(await this.items(rows, query.pageSize, plan)), total, page: query.page, pageSize: query.pageSize };
  }

  /** How many of the caller's customers are so; without the page, which takes longest where there are none. @throws what `list` throws. */
  async total(asked: Pick<CustomerListQuery, 'holding' | 'status' | 'untouched'>): Promise<number> {
    const ranges = this.reach.ranges();
    if (!ranges.length) return 0;
    const filters = this.fields.filters({ ...asked, page: 1, pageSize: 1 });
    const places = filters.length ? undefined : this.reach.places();
    return places ? this.repository.total(places) : this.repository.count(ranges.map((range) => allOf(range, ...filters)));
  }

  private find(
    { search, startsWith }: CustomerListQuery,
    filters: readonly Filter[],
    plan: Plan,
  ): Promise<{ rows: ListRow[]; total: number }> {
    if (startsWith) return this.search(startsWith, filters, plan, false);
    return search ? this.search(search, filters, plan, true) : this.filtered(filters, plan);
  }

  private async filtered(filters: readonly Filter[], plan: Plan): Promise<{ rows: ListRow[]; total: number }> {
    const places = filters.length ? undefined : this.reach.places();
    const narrowed = (ranges: readonly Sql[]) => ranges.map((range) => allOf(range, ...filters));
    const branches = narrowed(plan.order.column === 'id' ? splitRanges(plan.branches) : plan.branches);
    if (places) {
      const rows = await this.repository.page({ ...plan, branches, total: places });
      return { rows, total: rows.length ? Number(rows[0]!.total) : await this.repository.total(places) };
    }
    const [rows, total] = await Promise.all([this.repository.page({ ...plan, branches }), this.repository.count(narrowed(plan.branches))]);
    return { rows, total };
  }

  private async search(
    text: string,
    filters: readonly Filter[],
    plan: Plan,
    mayBeAnyPart: boolean,
  ): Promise<{ rows: ListRow[]; total: number }> {
    const branches = await this.selection.searched(text, { anyPart: mayBeAnyPart, ranges: plan.branches, filters });
    if (!branches.length) return { rows: [], total: 0 };
    const found = await this.repository.ids(branches, AT_ONCE + 1);
    if (found.length > AT_ONCE || plan.order.column !== 'id') {
      const [rows, total] = await Promise.all([
        this.repository.page({ ...plan, branches }),
        found.length > AT_ONCE ? this.repository.count(branches) : found.length,
      ]);
      return { rows, total };
    }
    const { descending } = plan.order;
    const inOrder = found.sort((a, b) => (descending ? b - a : a - b));
    const start = plan.after ? inOrder.findIndex((id) => (descending ? id < plan.after!.id : id > plan.after!.id)) : plan.offset;
    const ids = start < 0 ? [] : inOrder.slice(start, start + plan.limit);
    return { rows: await this.repository.byIds(ids, descending, plan.limit), total: found.length };
  }

  private async items(
    rows: readonly ListRow[],
    pageSize: number,
    { order, sort }: Plan,
  ): Promise<Pick<Page<Partial<CustomerItem>>, 'items' | 'nextCursor'>> {
    const sees = this.reach.sight();
    const limited = this.reach.limitsFields();
    const shown = rows.length > pageSize ? rows.slice(0, pageSize) : rows;
    const names = await this.staff.namesOf(shown.flatMap((row) => row.ownerId ?? []));
    const items = shown.map((row) => {
      const item = customerItem(row, row.ownerId === null ? null : (names.get(row.ownerId) ?? null), sees(row));
      return limited ? visibleOnly(item, this.reach.fields(row)) : item;
    });
    const last = shown.at(-1);
    const value = last ? (last[order.column as keyof ListRow] as string | number | null) : null;
    return { items, nextCursor: rows.length > pageSize && last ? encodeCursor({ sort, value, id: last.id }) : null };
  }
}
