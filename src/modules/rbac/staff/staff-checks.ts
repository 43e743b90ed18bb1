import { Injectable } from '@nestjs/common';
import { Passwords } from '../../../platform/auth/accounts/passwords.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Faults } from '../permissions/faults.js';
import { STAFF_FIELDS } from './staff-views.js';
import { StaffQueries } from './staff-queries.repository.js';
import type { Staff } from './staff.entity.js';

type Placed = Partial<Pick<Staff, 'departmentId' | 'positionId'>>;

/** What must be right before a staff row is written. */
@Injectable()
export class StaffChecks {
  constructor(
    private readonly queries: StaffQueries,
    private readonly scope: Scope,
    private readonly faults: Faults,
    private readonly passwords: Passwords,
  ) {}

  /** The row as it would be lies within the caller's reach too; a department beyond it looks like none. @throws input.invalid (400) */
  async placement(action: string, row: Placed & object, given: Placed): Promise<void> {
    const faults: { path: string; code: string }[] = [];
    const unknown = (path: string) => faults.push({ path, code: 'reference.unknown' });
    if (given.departmentId && !(await this.queries.departmentExists(given.departmentId))) unknown('departmentId');
    else if (!this.scope.can(action, 'Staff', row)) unknown('departmentId');
    if (given.positionId && !(await this.queries.positionExists(given.positionId))) unknown('positionId');
    this.faults.demandNone(faults);
  }

  /** @throws field.forbidden (403) */
  fields(action: string, given: object, row: Partial<Staff>): void {
    const named = Object.entries(given).flatMap(([name, value]) =>
      value !== undefined && (STAFF_FIELDS as readonly string[]).includes(name) ? [name] : [],
    );
    this.scope.demandFields(action, 'Staff', named, STAFF_FIELDS, row);
  }

  /** @throws input.invalid (400) */
  async roles(roleIds: readonly number[]): Promise<void> {
    const unknown = roleIds.length ? await this.queries.unknownRoles(roleIds) : [];
    this.faults.demandNone(unknown.map((id) => ({ path: `roleIds.${roleIds.indexOf(id)}`, code: 'reference.unknown' })));
  }

  /** The hash of a first password; null without one. @throws input.invalid (400) */
  async firstPassword(password: string | undefined, username: string): Promise<string | null> {
    if (password === undefined) return null;
    this.passwords.demandGood(password, username);
    return this.passwords.hash(password);
  }

  /** @throws forbidden (403) */
  demand(action: string, row?: Staff): void {
    this.scope.demand(action, 'Staff', row);
  }
}
