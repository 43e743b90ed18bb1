import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { Scope } from '../../platform/permissions/scope.js';
import { EVERYTHING, type Sql } from '../../platform/permissions/scope-sql.js';
import { Acting } from './acting.js';
import { CustomerReach, type Reached } from './customer-reach.service.js';
import { CustomerRepository, type HeldByRow, type ReachedRow } from './customer.repository.js';
import { OwnershipExpiry } from './ownership/ownership-expiry.service.js';

export type ReachedCustomer = Readonly<ReachedRow>;

/** Everything that belongs to a customer is reached through him: first he must be in the caller's scope, then the rule about the child must allow it. */
@Injectable()
export class CustomerAccess {
  constructor(
    private readonly repository: CustomerRepository,
    private readonly reach: CustomerReach,
    private readonly scope: Scope,
    private readonly expiry: OwnershipExpiry,
    private readonly acting: Acting,
  ) {}

  /**
   * The living customer, for `action` on a `subject` of his. `lock` keeps his row until the transaction ends: customer first, child after,
   * so that two writers never wait for each other crosswise.
   * @throws not-found (404) when he or (for reading) his children are outside the caller's scope, forbidden (403) when they are only read.
   */
  async demand(customerId: number, action: string, subject: string, options: { lock?: boolean } = {}): Promise<ReachedCustomer> {
    const customer = await this.repository.reached(customerId, this.reach.sql(), options);
    if (!customer || !this.may('read', subject, customer)) throw commonErrors['not-found']();
    if (!this.may(action, subject, customer)) throw commonErrors.forbidden();
    return customer;
  }

  /**
   * The customer with his clocks, locked, for an interaction of the caller. Whoever has lost him by his deadline in this moment gets him as he had him, and
   * `lost`: what he did is kept, and he is told. @throws what `demand` does.
   */
  async demandHeld(customerId: number, action: string, subject: string): Promise<{ customer: HeldByRow; lost: boolean }> {
    const { staffId } = this.acting;
    const customer = await this.repository.reachedHeld(customerId, this.reach.sql());
    const reached = customer && this.may('read', subject, customer);
    if (staffId !== null && (!reached || customer.holding === 'pool')) {
      const before = await this.asLost(customerId, staffId);
      if (before && this.may(action, subject, before)) return { customer: before, lost: true };
    }
    if (!reached) throw commonErrors['not-found']();
    if (!this.may(action, subject, customer)) throw commonErrors.forbidden();
    return { customer, lost: false };
  }

  private async asLost(customerId: number, staffId: number): Promise<HeldByRow | undefined> {
    const had = await this.expiry.lostLately(customerId, staffId);
    const now = had && (await this.repository.reachedHeld(customerId, EVERYTHING));
    return now && { ...now, ...had, holding: 'owned' };
  }

  /**
   * Changes what belongs to a customer, in one transaction that locks him first. @throws what `demand` does, and customer.overdue (409) for an owner
   * who comes too late.
   */
  change<T>(customerId: number, action: string, subject: string, work: (customer: ReachedCustomer) => Promise<T>): Promise<T> {
    return this.expiry.unlessDue(() => this.demand(customerId, action, subject, { lock: true }), work);
  }

  may(action: string, subject: string, customer: ReachedCustomer): boolean {
    return this.scope.can(action, subject, customer);
  }

  /** For lists over many customers: his reach over them, and over what belongs to them. */
  reaches(subject: string): Sql[] {
    return [this.reach.sql(), this.reach.sql('read', subject)];
  }

  /** Fields of this customer that the caller sees; undefined: all. */
  async fields(customerId: number): Promise<ReadonlySet<string> | undefined> {
    if (!this.reach.limitsFields()) return undefined;
    const row = await this.repository.find(customerId, this.reach.sql());
    return row ? this.reach.fields(row) : new Set();
  }

  /** Whether the caller sees this customer's contact data in full. */
  sees(customer: Reached): boolean {
    return this.reach.sight()(customer);
  }
}
