import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { CustomerReach } from '../../customers/customer-reach.service.js';
import { OwnershipPeople, type Person } from '../../customers/ownership/ownership-people.service.js';
import { BarGate } from '../pool/bar-gate.js';
import { ClaimLimits } from '../pool/claim-limits.js';
import { poolErrors } from '../pool/pool.errors.js';
import { holdingErrors } from './holding.errors.js';
import type { Due } from './holding.dto.js';
import type { ReachRow } from './holding.repository.js';

export type Receiver = Person;
/** Who has a customer now, and when he falls due. */
export type Told = Partial<{ ownerId: number } & Due>;
/** What the keys of an answer tell. */
const TELLS = { clocks: 'reclaimAt', reclaimAtBefore: 'reclaimAt' };
export type HandOverAction = 'transfer' | 'assign';

/** Whether a customer may go to a colleague: his reach, the receiver, the bars. */
@Injectable()
export class TransferChecks {
  constructor(
    private readonly people: OwnershipPeople,
    private readonly bars: BarGate,
    private readonly limits: ClaimLimits,
    private readonly scope: Scope,
    private readonly reach: CustomerReach,
    private readonly context: Context,
  ) {}

  /**
   * Who is to receive these customers. @throws customer.receiver-unknown (404) where he could have none of them by the caller,
   * customer.assignee-inactive, customer.assignee-cannot-hold (409).
   */
  async receiver(id: number, rows: readonly ReachRow[], action: HandOverAction): Promise<Receiver> {
    const person = await this.people.find(id);
    if (!person || !rows.some((row) => this.reaches(row, person, action))) throw holdingErrors['customer.receiver-unknown']();
    await this.people.demandHolder(person);
    return person;
  }

  /**
   * Why some of these may not go to the receiver. Whoever lost a customer is not handed him by a colleague; a manager may, with `override`
   * (parking: A drops him, B claims him and hands him to A). Nobody does so for himself, nor takes whom nobody holds (REQ-E8).
   */
  async refusals(
    rows: readonly ReachRow[],
    to: Receiver,
    options: { action: HandOverAction; override: boolean },
  ): Promise<Map<number, DomainError>> {
    const refused = new Map<number, DomainError>();
    const lost = await this.bars.bars(
      rows.map((r) => r.id),
      to.id,
    );
    for (const row of rows) {
      if (!this.reaches(row, to, options.action)) {
        refused.set(row.id, holdingErrors['customer.receiver-unknown']());
        continue;
      }
      const unheld = this.isCaller(to) ? unheldRefusal(row) : undefined;
      if (unheld) {
        refused.set(row.id, unheld);
        continue;
      }
      const bar = lost.find((b) => b.customerId === row.id);
      if (bar && !(options.override && this.manages(row) && !this.isCaller(to))) refused.set(row.id, this.bars.lostBefore(bar, to.name));
    }
    return refused;
  }

  /** Those whose clocks go on: only who decides about a customer, and neither gives nor gets him himself, starts them anew (REQ-E6). */
  keepingClocks(rows: readonly ReachRow[], to: Receiver): Set<number> {
    const restarts = (row: ReachRow) => this.manages(row) && !this.isCaller(to) && !this.isCaller({ id: row.ownerId });
    return new Set(rows.filter((row) => !restarts(row)).map((row) => row.id));
  }

  holdingLimit(to: Receiver): Promise<DomainError> {
    return this.limits.holdingLimit(to, false);
  }

  /** What the caller sees of a hand-over: of what was, as he saw the customer; of what is, as he sees him now (REQ-B13). */
  told(row: ReachRow, to: Receiver, { reclaimAtBefore, ...now }: Due): Told {
    return {
      ...this.reach.shown({ reclaimAtBefore }, row, TELLS),
      ...this.reach.shown({ ownerId: to.id, ...now }, handedTo(row, to), TELLS),
    };
  }

  /** The receiver must be where the caller could reach the customer again, or a colleague of his own department. */
  reaches(row: ReachRow, to: Receiver, action: HandOverAction): boolean {
    const { actor } = this.context;
    return (
      this.scope.can(action, 'Customer', handedTo(row, to)) ||
      (to.departmentId !== null && to.departmentId === actor.departmentId && row.ownerId === actor.id)
    );
  }

  isCaller({ id }: { readonly id: number | null }): boolean {
    const { actor } = this.context;
    return actor.kind === 'staff' && actor.id === id;
  }

  private manages(row: ReachRow): boolean {
    const free = row.holding === 'pool' || row.holding === 'pending';
    return free ? this.scope.can('assign', 'Customer') : this.scope.can('assign', 'Customer', row);
  }
}

const handedTo = (row: ReachRow, to: Receiver): ReachRow => ({ ...row, holding: 'owned', ownerId: to.id, departmentId: to.departmentId });

/**
 * Whom nobody holds one claims within the limits, once distribution has had its turn; a lost one is handed over once open again, with the clocks that run
 * then: reopening what one has taken while it was closed would start one's own anew.
 */
function unheldRefusal({ holding, status }: ReachRow): DomainError | undefined {
  if (holding === 'pool') return poolErrors['pool.claim-him']();
  if (holding === 'pending') return poolErrors['pool.not-yet']();
  return status === 'lost' ? holdingErrors['customer.reopen-first']() : undefined;
}
