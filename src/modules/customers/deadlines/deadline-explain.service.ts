import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { explain } from './deadline-explanation.js';
import { Customer } from '../customer.entity.js';
import { Deadlines } from './deadlines.service.js';

@Injectable()
export class DeadlineExplain {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly scope: Scope,
    private readonly context: Context,
    private readonly time: BusinessTime,
  ) {}

  /** Why this customer's deadline is what it is, in the caller's language. */
  async textOf(customer: Customer): Promise<string> {
    const snapshot = await this.deadlines.snapshot();
    const rule = snapshot.ruleFor(customer.clockSource, customer.departmentId);
    return explain(this.seen(customer), rule, snapshot, this.time).text[this.context.language];
  }

  /** That there is no deadline because he has enrolled, or is nobody's, is told to those who see his status and who holds him. */
  private seen(row: Customer): Customer {
    const sees = (field: 'status' | 'holding') => this.scope.can('read', 'Customer', row, field);
    return { ...row, status: sees('status') ? row.status : 'open', holding: sees('holding') ? row.holding : 'owned' };
  }

  /** @throws not-found (404), forbidden (403) where the caller's role does not see until when he is held. */
  async of(customerId: number) {
    const row = await this.scope
      .query(Customer, 'c', 'Customer')
      .andWhere('c.id = :id AND c.deletedAt IS NULL', { id: customerId })
      .getOne();
    if (!row) throw commonErrors['not-found']();
    if (!this.scope.can('read', 'Customer', row, 'reclaimAt')) throw commonErrors.forbidden();
    const snapshot = await this.deadlines.snapshot();
    const rule = snapshot.ruleFor(row.clockSource, row.departmentId);
    const { cause, from, days, text } = explain(this.seen(row), rule, snapshot, this.time);
    return {
      customerId: row.id,
      followUpDueOn: row.followUpDueOn,
      dealDueOn: row.dealDueOn,
      reclaimAt: iso(row.reclaimAt),
      lockedUntil: row.lockedUntil,
      ...(this.scope.can('read', 'Customer', row, 'source') ? { countsBySource: row.clockSource } : {}),
      rule: rule && {
        id: rule.id,
        name: rule.name,
        version: rule.version,
        followUpDays: rule.followUpDays,
        dealDays: rule.dealDays,
        dayKind: rule.dayKind,
      },
      because: { cause, from, days },
      explanation: text[this.context.language],
      texts: text,
    };
  }
}
