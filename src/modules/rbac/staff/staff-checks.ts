import { Injectable } from '@nestjs/common';
import { Passwords } from '../../../platform/auth/accounts/passwords.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Faults, type Found } from '../../../platform/http/faults.js';
import { given } from '../../../platform/http/given.js';
import type { StaffCreation } from './staff.dto.js';
import { STAFF_FIELDS } from './staff-views.js';
import { StaffQueries } from './staff-queries.repository.js';
import type { Staff } from './staff.entity.js';

interface Named {
  readonly departmentId?: number | null | undefined;
  readonly positionId?: number | null | undefined;
  readonly roleIds?: readonly number[] | undefined;
}

/** Who is entered, as far as he is described. */
export const newcomer = (body: Partial<Omit<StaffCreation, 'roleIds' | 'password'>>) => ({
  ...{ email: null, phone: null, departmentId: null, positionId: null, language: null },
  ...given(body),
  active: true,
});

/** What must be right before a staff row is written. */
@Injectable()
export class StaffChecks {
  constructor(
    private readonly queries: StaffQueries,
    private readonly scope: Scope,
    private readonly faults: Faults,
    private readonly passwords: Passwords,
  ) {}

  /** What `given` names is there, and the row as it would be lies within the caller's reach too. @throws input.invalid (400) */
  async demandKnown(action: string, row: Partial<Staff> | undefined, given: Named): Promise<void> {
    this.faults.demandNone(await this.unknown(action, row, given));
  }

  /** A department beyond the caller's reach looks like none. Without `row` it is not asked whether it would lie within. */
  async unknown(action: string, row: Partial<Staff> | undefined, { departmentId, positionId, roleIds = [] }: Named): Promise<Found[]> {
    const paths: string[] = [];
    if (departmentId && !(await this.queries.departmentExists(departmentId))) paths.push('departmentId');
    else if (row && !this.scope.can(action, 'Staff', row)) paths.push('departmentId');
    if (positionId && !(await this.queries.positionExists(positionId))) paths.push('positionId');
    const roles = roleIds.length ? await this.queries.unknownRoles(roleIds) : [];
    paths.push(...roles.map((id) => `roleIds.${roleIds.indexOf(id)}`));
    return paths.map((path) => ({ path, code: 'reference.unknown' }));
  }

  /** @throws field.forbidden (403) */
  fields(action: string, given: object, row: Partial<Staff>): void {
    const named = Object.entries(given).flatMap(([name, value]) =>
      value !== undefined && (STAFF_FIELDS as readonly string[]).includes(name) ? [name] : [],
    );
    this.scope.demandFields(action, 'Staff', named, STAFF_FIELDS, row);
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
