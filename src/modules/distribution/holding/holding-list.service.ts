import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { type Customer, customerNumber } from '../../customers/customer.entity.js';
import { DeadlineExplain } from '../../customers/deadlines/deadline-explain.service.js';
import { FOR_EVER, type Ownership } from '../../customers/ownership/ownership.entity.js';
import type { HoldingQuery, OwnershipQuery } from './holding-list.dto.js';
import { HoldingListRepository } from './holding-list.repository.js';

/** Owners and deadlines as screens show them. */
@Injectable()
export class HoldingList {
  constructor(
    private readonly repository: HoldingListRepository,
    private readonly explanations: DeadlineExplain,
  ) {}

  async list(query: HoldingQuery) {
    const page = await this.repository.page(query);
    return { ...page, items: page.items.map(holdingView) };
  }

  /** @throws not-found (404). */
  async get(id: number) {
    const customer = await this.repository.one(id);
    if (!customer) throw commonErrors['not-found']();
    return { ...holdingView(customer), why: await this.explanations.textOf(customer) };
  }

  async ownerships(query: OwnershipQuery) {
    const page = await this.repository.ownerships(query);
    return { ...page, items: page.items.map(ownershipView) };
  }

  /** @throws not-found (404). */
  async ownership(id: number) {
    const row = await this.repository.ownership(id);
    if (!row) throw commonErrors['not-found']();
    return ownershipView(row);
  }
}

const holdingView = (c: Customer) => ({
  id: c.id,
  number: customerNumber(c.id),
  customer: c.name,
  owner: c.owner?.name ?? null,
  ownerId: c.ownerId,
  departmentId: c.departmentId,
  holding: c.holding,
  status: c.status,
  ownedSince: iso(c.ownedSince),
  followUpDueOn: c.followUpDueOn,
  dealDueOn: c.dealDueOn,
  reclaimAt: iso(c.reclaimAt),
  lockedUntil: c.lockedUntil,
});

const ownershipView = (o: Ownership) => ({
  id: o.id,
  customerId: o.customerId,
  customer: o.customer?.name ?? null,
  staffId: o.staffId,
  staff: o.staff?.name ?? null,
  departmentId: o.departmentId,
  beganBy: o.beganBy,
  beganAt: iso(o.beganAt),
  dealClockOn: o.dealClockOn,
  endedAt: iso(o.endedAt),
  outcome: o.outcome,
  reason: o.reason,
  barredUntil: o.barredUntil === null || o.barredUntil >= FOR_EVER ? null : iso(o.barredUntil),
  barredForEver: o.barredUntil !== null && o.barredUntil >= FOR_EVER,
});
