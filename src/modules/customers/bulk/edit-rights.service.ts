import { Injectable } from '@nestjs/common';
import { EVERYTHING } from '../../../platform/permissions/scope-sql.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { CustomerReach } from '../customer-reach.service.js';
import { OwnershipExpiry } from '../ownership/ownership-expiry.service.js';
import type { EditValues } from './edit-plan.js';
import type { EditRow } from './edit.repository.js';

/** Whom of many the caller may change so: the rules of a single change, asked row by row in memory. */
@Injectable()
export class EditRights {
  constructor(
    private readonly reach: CustomerReach,
    private readonly scope: Scope,
    private readonly expiry: OwnershipExpiry,
  ) {}

  /** Of these fields, those that he may not see and change on that row: who does not see one does not learn it by what changes. */
  refusedFields(row: EditRow, names: readonly string[]): string[] {
    const actions = (['read', 'update'] as const).filter((action) => this.reach.limitsFields(action));
    if (!actions.length) return [];
    const allowed = actions.map((action) => this.reach.fields(row, action));
    return names.filter((name) => allowed.some((fields) => !fields.has(name)));
  }

  /** Whether he would still reach him afterwards: nobody moves a customer to where he may not change him. */
  staysWithin(row: EditRow, values: EditValues): boolean {
    const limited = ['read', 'update'].filter((action) => this.reach.sql(action).sql !== EVERYTHING.sql);
    return limited.every((action) => this.scope.can(action, 'Customer', { ...row, ...values }));
  }

  /** Of an owner who comes too late he is not his to change any more. */
  isLate(row: EditRow): boolean {
    return row.ownerId !== null && row.ownerId === this.reach.staffId && this.expiry.isDue(row);
  }

  /** They are reclaimed instead. */
  async reclaimLate(rows: Iterable<EditRow>): Promise<void> {
    for (const row of rows) if (this.isLate(row)) await this.expiry.expireIfDue(row.id);
  }
}
