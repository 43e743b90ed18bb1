import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Clock } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { CustomerReach } from '../customer-reach.service.js';
import { type Filter, filtersOf } from './customer-filter.js';
import type { CustomerListQuery } from './customer-list.dto.js';

/** Everybody sees these of the customers he sees. */
const OPEN = ['id', 'number', 'updatedAt', 'createdById'];

const importColumn = (field: string) => (field === 'createdById' ? 'i.createdById' : undefined);

/** What the caller may filter and sort by: what he sees (spec 06, Permissions). */
@Injectable()
export class CustomerListFields {
  constructor(
    private readonly reach: CustomerReach,
    private readonly context: Context,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
    private readonly scope: Scope,
  ) {}

  /** The filters, each narrowed to where the caller sees its field. @throws field.forbidden (403) for a filter or sort by a field he sees nowhere. */
  filters(query: CustomerListQuery): Filter[] {
    const filters = this.asked(query);
    if (!this.reach.limitsFields()) return filters;
    const hidden = this.hidden(query);
    if (hidden.length) throw commonErrors['field.forbidden']({ fields: hidden.join(', ') });
    return [...filters, ...this.fieldsOf(query, filters).flatMap((field) => ({ field, ...(this.reach.seeing(field) as Sql) }))];
  }

  /** The fields of filters and sort that the caller sees nowhere. */
  hidden(query: CustomerListQuery): string[] {
    if (!this.reach.limitsFields()) return [];
    return this.fieldsOf(query, this.asked(query)).filter((field) => this.reach.seeing(field) === false);
  }

  private asked(query: CustomerListQuery): Filter[] {
    const importsSeen = () => this.scope.sql('Import', 'read', importColumn);
    return filtersOf(query, { now: this.clock.now(), userId: this.context.actor.id, time: this.time, importsSeen });
  }

  private fieldsOf(query: CustomerListQuery, filters: readonly Filter[]): string[] {
    const fields = new Set([...filters.map(({ field }) => field), query.sort?.replace('-', '') ?? 'id']);
    return [...fields].filter((field) => !OPEN.includes(field));
  }
}
