import { Injectable } from '@nestjs/common';
import type { AppAbility } from '../../platform/permissions/ability.js';
import { accessibleRanges } from '../../platform/permissions/scope-sql.js';
import { VisibleRows } from '../rbac/preview/visible-rows.port.js';
import { customerColumn } from './customer-reach.service.js';
import { CustomerListRepository } from './list/customer-list.repository.js';

/** How many customers somebody would find in his list. */
@Injectable()
export class VisibleCustomers extends VisibleRows {
  readonly subject = 'Customer';

  constructor(private readonly customers: CustomerListRepository) {
    super();
  }

  reachOf(ability: AppAbility): string {
    return JSON.stringify(this.branches(ability));
  }

  async count(ability: AppAbility): Promise<number> {
    const branches = this.branches(ability);
    return branches.length ? this.customers.count(branches) : 0;
  }

  private branches(ability: AppAbility) {
    return accessibleRanges(ability, 'read', 'Customer', customerColumn);
  }
}
