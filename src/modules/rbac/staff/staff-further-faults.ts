import { Injectable } from '@nestjs/common';
import type { Found } from '../../../platform/http/faults.js';
import { FurtherFaults } from '../../../platform/http/further-faults.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { newcomer, StaffChecks } from './staff-checks.js';
import { staffChange, staffCreation, type StaffCreation, staffRoles } from './staff.dto.js';

/** Departments, positions and roles that are not there are named with the faults of the shape. */
@Injectable()
export class StaffFurtherFaults extends FurtherFaults {
  readonly schemas = [staffCreation, staffChange, staffRoles];

  constructor(
    private readonly checks: StaffChecks,
    private readonly scope: Scope,
  ) {
    super();
  }

  async of({ password: _, ...given }: Partial<StaffCreation>, schema: unknown): Promise<Found[]> {
    const { roleIds, departmentId, ...others } = given;
    if (schema === staffCreation) return this.checks.unknown('create', newcomer({ departmentId, ...others }), given);
    // of a change only what is given is known: a department is judged where the caller's rules ask about nothing else
    const asks = this.scope.named('update', 'Staff').some((name) => name !== 'departmentId');
    if (departmentId === undefined || asks) return this.checks.unknown('update', undefined, { ...others, roleIds });
    return this.checks.unknown('update', { departmentId }, given);
  }
}
