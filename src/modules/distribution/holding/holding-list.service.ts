import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { type Language, say } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { type Customer, customerNumber, ERASED } from '../../customers/customer.entity.js';
import { CustomerReach } from '../../customers/customer-reach.service.js';
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
    private readonly reach: CustomerReach,
    private readonly context: Context,
  ) {}

  /** Whether the caller sees until when customers are held. */
  get tellsDeadlines(): boolean {
    return this.reach.seeing('reclaimAt') !== false;
  }

  async list(query: HoldingQuery) {
    const page = await this.repository.page(query);
    return { ...page, items: page.items.map((c) => ({ id: c.id, ...this.reach.shown(holdingView(c), c, TELLS) })) };
  }

  /** @throws not-found (404). */
  async get(id: number) {
    const customer = await this.repository.one(id);
    if (!customer) throw commonErrors['not-found']();
    const view = { ...holdingView(customer), why: await this.explanations.textOf(customer) };
    return { id, ...this.reach.shown(view, customer, TELLS) };
  }

  async ownerships(query: OwnershipQuery) {
    const page = await this.repository.ownerships(query);
    return { ...page, items: page.items.map((o) => this.history(o)) };
  }

  /** @throws not-found (404). */
  async ownership(id: number) {
    const row = await this.repository.ownership(id);
    if (!row) throw commonErrors['not-found']();
    return this.history(row);
  }

  private history(row: Ownership) {
    const { customer, ...rest } = ownershipView(row, this.context.language);
    return { ...rest, ...this.reach.shown({ customer }, row.customer!, TELLS) };
  }
}

/** Fields of the customer that stand under other names here. */
const TELLS: Readonly<Record<string, string>> = { customer: 'name', owner: 'ownerId', why: 'reclaimAt' };

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

const nameOf = ({ id, name, erasedAt }: Customer, language: Language) =>
  erasedAt === null ? name : say(ERASED, language, { number: customerNumber(id) });

const ownershipView = (o: Ownership, language: Language) => ({
  id: o.id,
  customerId: o.customerId,
  customer: o.customer ? nameOf(o.customer, language) : null,
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
