import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Clock, HOUR } from '../../../platform/context/clock.js';
import { fromStartOfText, like } from '../../../platform/database/search.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { EVERYTHING, NOTHING } from '../../../platform/permissions/scope-sql.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Customer } from '../../customers/customer.entity.js';
import { CustomerReach, customerColumn } from '../../customers/customer-reach.service.js';
import { Ownership } from '../../customers/ownership/ownership.entity.js';
import type { HoldingQuery, OwnershipQuery } from './holding-list.dto.js';

/**
 * Owners and deadlines, and who has held whom, of customers in the caller's reach. What a list is filtered or ordered by is told by it: only
 * rows in which he sees that field are on it.
 */
@Injectable()
export class HoldingListRepository {
  constructor(
    private readonly scope: Scope,
    private readonly reach: CustomerReach,
    private readonly clock: Clock,
  ) {}

  page(list: HoldingQuery): Promise<Page<Customer>> {
    const query = this.customers().leftJoinAndSelect('c.owner', 'owner');
    const sort = list.sort ?? (this.reach.seeing('reclaimAt') === undefined ? 'reclaimAt' : '-id');
    this.told(query, sort.replace('-', ''));
    if (list.ownerId !== undefined) this.told(query, 'ownerId').andWhere('c.ownerId = :owner', { owner: list.ownerId });
    if (list.holding !== undefined) this.told(query, 'holding').andWhere('c.holding = :holding', { holding: list.holding });
    else this.held(this.told(query, 'holding', 'ownerId'));
    if (list.deadline !== undefined)
      this.told(query, 'reclaimAt').andWhere(list.deadline === 'none' ? 'c.reclaimAt IS NULL' : 'c.reclaimAt IS NOT NULL');
    if (list.dueWithinHours !== undefined)
      this.told(query, 'reclaimAt').andWhere('c.reclaimAt <= :until', { until: this.clock.now() + list.dueWithinHours * HOUR });
    if (list.search) this.told(query, 'name').andWhere(like('c.name', ':name'), { name: fromStartOfText(list.search) });
    return pageOf(query, { ...list, sort }, { reclaimAt: 'reclaimAt', ownedSince: 'ownedSince', id: 'id' }, 'reclaimAt');
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
    return this.scope.query(Customer, 'c', 'Customer', 'read', customerColumn).andWhere('c.deletedAt IS NULL');
  }

  /** A history is reached through its customer, and told to those who see who owns him and since when, as the timeline tells it. */
  private histories() {
    // whoever was erased is a number with a history; whoever was deleted may come back with his
    const query = this.scope
      .query(Ownership, 'o', 'Customer', 'read', customerColumn)
      .innerJoinAndSelect('o.customer', 'c', '(c.deletedAt IS NULL OR c.erasedAt IS NOT NULL)')
      .innerJoinAndSelect('o.staff', 's');
    return this.told(this.told(query, 'ownerId'), 'ownedSince');
  }

  /** Where the caller does not see who is held, whoever has an owner: those closed under his name as well. */
  private held(query: SelectQueryBuilder<Customer>): void {
    const seen = this.reach.seeing('holding');
    const [held, owned] = [`c.holding = 'owned'`, 'c.ownerId IS NOT NULL'];
    if (seen === undefined) query.andWhere(held);
    else if (seen === false) query.andWhere(owned);
    else this.scope.narrow(query, { sql: `CASE WHEN ${seen.sql} THEN ${held} ELSE ${owned} END`, params: seen.params });
  }

  /** Narrowed to where the caller sees one of these fields. */
  private told<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, ...fields: string[]): SelectQueryBuilder<T> {
    const seen = fields.map((field) => (field === 'id' ? undefined : this.reach.seeing(field)));
    if (seen.some((where) => where === undefined || (where && where.sql === EVERYTHING.sql))) return query;
    const some = seen.filter((where) => !!where);
    const where = { sql: `(${some.map(({ sql }) => sql).join(' OR ')})`, params: some.flatMap(({ params }) => params) };
    return this.scope.narrow(query, some.length ? where : NOTHING);
  }
}
