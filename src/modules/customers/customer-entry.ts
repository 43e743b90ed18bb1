import { Injectable } from '@nestjs/common';
import { Scope } from '../../platform/permissions/scope.js';
import { Acting } from './acting.js';
import { mayHold } from './customer-reach.service.js';
import { CustomerChildren } from './customer-children.js';
import { customerErrors } from './customers.errors.js';
import { OwnershipPeople } from './ownership/ownership-people.service.js';
import { OwnershipService } from './ownership/ownership.service.js';
import { newcomerRow, type RuleRow } from './rule-row.port.js';
import { CustomerTotals } from './ownership/totals.js';

/** What becomes of a customer who has just been entered (REQ-D21, REQ-E9, REQ-E11). */
@Injectable()
export class CustomerEntry {
  constructor(
    private readonly ownership: OwnershipService,
    private readonly totals: CustomerTotals,
    private readonly people: OwnershipPeople,
    private readonly scope: Scope,
    private readonly acting: Acting,
    private readonly children: CustomerChildren,
  ) {}

  /**
   * Who is to have him: the named colleague, to whom the caller might assign such a customer; else the caller, if he may hold customers; else nobody yet.
   * @throws customer.assign-outside (403), customer.assignee-inactive, customer.assignee-cannot-hold (409).
   */
  async ownerFor(assignToId: number | undefined, values: Partial<RuleRow>): Promise<number | null> {
    const { actor, now } = this.acting;
    const own = actor.kind === 'staff' && mayHold(actor.ability) ? actor.id : null;
    if (assignToId === undefined || assignToId === own) return own;
    const colleague = await this.people.find(assignToId);
    const newcomer = newcomerRow({ ...values, createdAt: now, createdById: this.acting.staffId });
    const his = colleague && {
      ...newcomer,
      holding: 'owned' as const,
      ownerId: colleague.id,
      departmentId: colleague.departmentId,
      ownedSince: now,
    };
    if (!colleague || !this.scope.can('assign', 'Customer', his)) throw customerErrors['customer.assign-outside']();
    await this.people.demandHolder(colleague);
    return colleague.id;
  }

  /** In the transaction that inserted them, pending and uncounted. @throws customer.assignee-full (409): the colleague holds as many as he may; customer.assignee-inactive (409): he has left meanwhile. */
  async enter(customerId: number, ownerId: number | null): Promise<void> {
    await this.totals.changed([{ departmentId: null, ownerId: null, n: 1 }]);
    if (ownerId === null) {
      await this.children.arrived([customerId]);
      return;
    }
    const { actor } = this.acting;
    const own = actor.kind === 'staff' && actor.id === ownerId;
    // what he enters himself is his whatever he holds; entering for a colleague is handing over (spec 06, Caps)
    const began = await this.ownership.begin([{ customerId, staffId: ownerId }], {
      by: 'created',
      actorId: actor.id,
      caps: own ? 'ignore' : 'enforce',
    });
    if (began.length) return;
    await this.people.demandActive(ownerId);
    throw customerErrors['customer.assignee-full']();
  }
}
