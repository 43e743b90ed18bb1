import { Injectable } from '@nestjs/common';
import { homeCards, type HomeCardContent, type HomeCardSource } from '../../platform/admin/home-card.js';
import { BusinessTime } from '../../platform/context/business-time.js';
import { parseInstant } from '../../platform/context/clock.js';
import { Context } from '../../platform/context/context.js';
import { Scope } from '../../platform/permissions/scope.js';
import { CustomerListService } from '../customers/list/customer-list.service.js';
import { AssignmentRepository } from './assignment/assignment.repository.js';
import { PoolService } from './pool/pool.service.js';

const DUE_HOURS = 24;
const DUE_ROWS = 5;

interface Due {
  readonly id?: number;
  readonly name?: string;
  readonly reclaimAt?: string | null;
}

/** Who falls due, when, and whose he is where that is not the reader himself. */
const dueRow = ({ id, name, reclaimAt }: Due, time: BusinessTime, owner?: string | null) => ({
  text: [name ?? `#${id}`, owner].filter(Boolean).join(' · '),
  value: reclaimAt ? time.format(parseInstant(reclaimAt), 'LL-dd HH:mm') : '',
  link: `/admin/resources/customers/records/${id}/show`,
});

@Injectable()
export class PendingCard implements HomeCardSource {
  constructor(private readonly assignments: AssignmentRepository) {}

  async card(): Promise<HomeCardContent> {
    const value = await this.assignments.countWaiting();
    return {
      value,
      link: '/admin/pages/distribution',
      hint: value ? { 'zh-CN': '等待自动分配', en: 'waiting for distribution' } : { 'zh-CN': '都已分配', en: 'all have been distributed' },
    };
  }
}

@Injectable()
export class DueCard implements HomeCardSource {
  constructor(
    private readonly customers: CustomerListService,
    private readonly time: BusinessTime,
    private readonly context: Context,
    private readonly scope: Scope,
  ) {}

  /** Those of the caller's own who are reclaimed soonest. Nothing for people who own nobody and hand customers out. */
  async card(): Promise<HomeCardContent | null> {
    const { id } = this.context.actor;
    const list = { page: 1, ownerId: ['me' as const], status: ['open' as const], sort: 'reclaimAt' };
    const held = await this.customers.list({ ...list, pageSize: 1 });
    if (!held.total && this.scope.can('assign', 'Customer')) return null;
    const due = await this.customers.list({ ...list, pageSize: DUE_ROWS, dueWithinHours: DUE_HOURS });
    return {
      value: due.total,
      hint: due.total
        ? { 'zh-CN': '不按期跟进或成单就会进入公海', en: 'go to the pool unless you follow up, or close the deal, in time' }
        : { 'zh-CN': '没有临近期限的客户', en: 'no deadline is near' },
      link: `/admin/resources/holdings?filters.ownerId=${id}&filters.dueWithinHours=${DUE_HOURS}`,
      rows: due.items.map((c) => dueRow(c, this.time)),
    };
  }
}

/** What whoever hands customers out looks at first: who of everybody's customers goes to the pool, and whose he is. */
@Injectable()
export class TeamDueCard implements HomeCardSource {
  constructor(
    private readonly customers: CustomerListService,
    private readonly time: BusinessTime,
  ) {}

  async card(): Promise<HomeCardContent> {
    const list = { page: 1, pageSize: DUE_ROWS, holding: ['owned' as const], sort: 'reclaimAt', dueWithinHours: DUE_HOURS };
    const due = await this.customers.list(list);
    return {
      value: due.total,
      hint: due.total
        ? { 'zh-CN': '不按期跟进或成单就会进入公海', en: 'go to the pool unless somebody follows up, or closes the deal, in time' }
        : { 'zh-CN': '没有临近期限的客户', en: 'no deadline is near' },
      link: `/admin/resources/holdings?filters.dueWithinHours=${DUE_HOURS}`,
      rows: due.items.map((c) => dueRow(c, this.time, c.ownerName)),
    };
  }
}

@Injectable()
export class PoolCard implements HomeCardSource {
  constructor(private readonly pool: PoolService) {}

  async card(): Promise<HomeCardContent> {
    const { total } = await this.pool.list({ page: 1, pageSize: 1 });
    return {
      value: total,
      link: '/admin/resources/pool',
      hint: { 'zh-CN': '可以领取的客户', en: total === 1 ? 'customer to claim' : 'customers to claim' },
    };
  }
}

export const distributionCards = [
  homeCards.declare({
    name: 'team-due',
    label: { 'zh-CN': '团队 24 小时内到期', en: 'Due in the team within 24 hours' },
    permission: { action: 'assign', subject: 'Customer' },
    source: TeamDueCard,
    position: 5,
  }),
  homeCards.declare({
    name: 'due',
    label: { 'zh-CN': '24 小时内到期', en: 'Due within 24 hours' },
    permission: { action: 'hold', subject: 'Customer' },
    source: DueCard,
    position: 10,
  }),
  homeCards.declare({
    name: 'pending',
    label: { 'zh-CN': '待分配客户', en: 'Pending customers' },
    permission: { action: 'read', subject: 'Distribution' },
    source: PendingCard,
    position: 30,
  }),
  homeCards.declare({
    name: 'pool',
    label: { 'zh-CN': '公海', en: 'Public pool' },
    permission: { action: 'read', subject: 'Pool' },
    source: PoolCard,
    position: 40,
  }),
];
