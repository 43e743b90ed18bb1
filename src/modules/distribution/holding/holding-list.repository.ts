import { Injectable } from '@nestjs/common';
import { Clock, HOUR } from '../../../platform/context/clock.js';
import { fromStartOfText, like } from '../../../platform/database/search.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Customer } from '../../customers/customer.entity.js';
import { Ownership } from '../../customers/ownership/ownership.entity.js';
import type { HoldingQuery, OwnershipQuery } from './holding-list.dto.js';

/** Owners and deadlines, and who has held whom, of customers in the caller's reach. */
@Injectable()
export class HoldingListRepository {
  constructor(
    private readonly scope: Scope,
    private readonly clock: Clock,
  ) {}

  page(list: HoldingQuery): Promise<Page<Customer>> {
    const query = this.customers().leftJoinAndSelect('c.owner', 'owner');
    if (list.ownerId !== undefined) query.andWhere('c.ownerId = :owner', { owner: list.ownerId });
    if (list.holding !== undefined) query.andWhere('c.holding = :holding', { holding: list.holding });
    else query.andWhere(`c.holding = 'owned'`);
    if (list.deadline !== undefined) query.andWhere(list.deadline === 'none' ? 'c.reclaimAt IS NULL' : 'c.reclaimAt IS NOT NULL');
    if (list.dueWithinHours !== undefined)
      query.andWhere('c.reclaimAt <= :until', { until: this.clock.now() + list.dueWithinHours * HOUR });
    if (list.search) query.andWhere(like('c.name', ':name'), { name: fromStartOfText(list.search) });
    return pageOf(query, list, { reclaimAt: 'reclaimAt', ownedSince: 'ownedSince' }, 'reclaimAt');
  }

  one(id: number): Promise<Customer | null> {
    return this.customers().leftJoinAndSelect('c.owner', 'owner').andWhere('c.id = :id', { id }).getOne();
  }

  ownerships(list: OwnershipQuery): Promise<Page<Ownership>> {
    const query = this.histories();
    if (list.customerId !== undefined) query.andWhere('o.customerId = :customer', { customer: list.customerId });
    if (list.staffId !== undefined) query.andWhere('o.staffId = :staff', { staff: list.staffId });
    return pageOf(query, list, { beganAt: 'beganAt' }, '-beganAt');
  }

  ownership(id: number): Promise<Ownership | null> {
    return this.histories().andWhere('o.id = :id', { id }).getOne();
  }

  private customers() {
    return this.scope.query(Customer, 'c', 'Customer').andWhere('c.deletedAt IS NULL');
  }

  /** A history is reached through its customer. */
  private histories() {
    const columns = new Set(['ownerId', 'departmentId', 'source', 'status', 'type', 'level', 'area', 'holding', 'createdById']);
    return this.scope
      .query(Ownership, 'o', 'Customer', 'read', (field) => (columns.has(field) ? `c.${field}` : undefined))
      .innerJoinAndSelect('o.customer', 'c', 'c.deletedAt IS NULL')
      .innerJoinAndSelect('o.staff', 's');
  }
}
