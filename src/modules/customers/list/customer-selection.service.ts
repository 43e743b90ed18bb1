import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor.js';
import { Context } from '../../../platform/context/context.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import { CustomerReach } from '../customer-reach.service.js';
import type { Filter } from './customer-filter.js';
import { CustomerListFields } from './customer-list-fields.service.js';
import { CUSTOMER_SORTS, type CustomerListQuery, type CustomerSort } from './customer-list.dto.js';
import { CustomerListRepository } from './customer-list.repository.js';
import { allOf, anyOf, type Order, splitRanges } from './customer-list.sql.js';
import type { Selection } from './selection.dto.js';
import { ViewQuery } from '../views/view-query.service.js';
import { searchOf } from './customer-search.js';

/** Names are searched by any part in scopes up to this size (spec 06, Permissions). */
const ANY_PART_UP_TO = 50_000;
/** How somebody is searched for does not hang on the last customer. */
const SIZE_KEPT_FOR = 10_000;
const IDS_PER_PAGE = 5000;

/** All that a query of the list means, as conditions whose union it is: for pages, exports and whatever is done to many at once. */
@Injectable()
export class CustomerSelection {
  private readonly sizes = new WeakMap<Actor, { at: number; size: number }>();

  constructor(
    private readonly repository: CustomerListRepository,
    private readonly reach: CustomerReach,
    private readonly fields: CustomerListFields,
    private readonly views: ViewQuery,
    private readonly context: Context,
  ) {}

  orderOf({ sort = '-createdAt' }: Pick<CustomerListQuery, 'sort'>): Order {
    return { column: CUSTOMER_SORTS[sort.replace('-', '') as CustomerSort], descending: sort.startsWith('-') };
  }

  /** How many customers are meant, of those the caller may do this to. @throws input.invalid (400), field.forbidden (403), not-found (404). */
  async size(selection: Selection, action: string): Promise<number> {
    if (selection.ids) return (await this.chosen(selection, action, selection.ids.length)).length;
    return this.count(await this.views.read(selection), action);
  }

  /** The same customers, whatever becomes of the view that names them. @throws what `chosen` throws. */
  settled(selection: Selection): Promise<Selection> {
    return this.views.settled(selection);
  }

  /** Which customers are meant, in their order, at most `limit`. @throws input.invalid (400), field.forbidden (403), not-found (404). */
  async chosen(selection: Selection, action: string, limit: number): Promise<number[]> {
    if (!selection.ids) return this.ids(await this.views.read(selection), action, limit);
    const wanted = [...new Set(selection.ids)].slice(0, limit);
    const reached = new Set(await this.repository.among(wanted, allOf(this.reach.sql(), this.reach.sql(action))));
    return wanted.filter((id) => reached.has(id));
  }

  /** How many customers it is, of those the caller may do this to. @throws field.forbidden (403). */
  async count(query: CustomerListQuery, action: string): Promise<number> {
    const branches = await this.branches(query, this.reach.sql(action));
    return branches.length ? this.repository.count(branches) : 0;
  }

  /** Their ids in the query's order, at most `limit`. @throws field.forbidden (403). */
  async ids(query: CustomerListQuery, action: string, limit: number): Promise<number[]> {
    const order = this.orderOf(query);
    const all = await this.branches(query, this.reach.sql(action));
    const branches = order.column === 'id' ? splitRanges(all) : all;
    const ids: number[] = [];
    for (let after: { value: string | number | null; id: number } | undefined; branches.length && ids.length < limit;) {
      const wanted = Math.min(IDS_PER_PAGE, limit - ids.length);
      const rows = await this.repository.idPage({ branches, order, after, limit: wanted, offset: 0 });
      for (const { id } of rows) ids.push(id);
      const last = rows.at(-1);
      if (!last || rows.length < wanted) break;
      after = { value: last.k, id: last.id };
    }
    return ids;
  }

  /** The ways in which a text may mean somebody, within these ranges. */
  async searched(
    text: string,
    { anyPart: mayBeAnyPart, ranges, filters }: { anyPart: boolean; ranges: readonly Sql[]; filters: readonly Sql[] },
  ): Promise<Sql[]> {
    const within = anyOf(ranges);
    const anyPart = mayBeAnyPart && (await this.reached(ranges)) <= ANY_PART_UP_TO;
    return searchOf(text, { anyPart, sight: this.reach.sightSql() }).flatMap((way) => {
      const visible = way.field === 'id' ? undefined : this.reach.seeing(way.field);
      if (visible === false) return [];
      // a part of a name is looked for along the caller's own customers, whose index holds the names; all else has an index of its own
      const along = anyPart && way.field === 'name' ? ranges : [within];
      return along.map((range) => allOf(range, way, visible, ...filters));
    });
  }

  private async branches(query: CustomerListQuery, narrow: Sql): Promise<readonly Sql[]> {
    const ranges = this.reach.ranges();
    const filters: (Filter | Sql)[] = [...this.fields.filters(query), narrow];
    if (!ranges.length) return [];
    const text = query.startsWith ?? query.search;
    if (text) return this.searched(text, { anyPart: query.startsWith === undefined, ranges, filters });
    return ranges.map((range) => allOf(range, ...filters));
  }

  /** About how many customers the caller reaches, though never more than he may search for any part of a name, and one. */
  private async reached(ranges: readonly Sql[]): Promise<number> {
    const { actor } = this.context;
    const known = this.sizes.get(actor);
    const now = performance.now();
    if (known && now - known.at < SIZE_KEPT_FOR) return known.size;
    const places = this.reach.places();
    const size = places ? await this.repository.total(places) : (await this.repository.ids(ranges, ANY_PART_UP_TO + 1)).length;
    this.sizes.set(actor, { at: now, size });
    return size;
  }
}
