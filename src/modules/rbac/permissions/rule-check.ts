import { Injectable } from '@nestjs/common';
import { conditionFaults } from './condition-check.js';
import type { Conditions } from './conditions.js';
import { Faults } from '../../../platform/http/faults.js';
import { PermissionRepository } from './permission.repository.js';
import type { RoleGrants } from '../roles/role.dto.js';
import { SubjectCatalogue } from './subject-catalogue.js';

interface RuleInput {
  readonly subject: string;
  readonly action: string;
  readonly conditions?: Conditions | null | undefined;
  readonly fields?: readonly string[] | null | undefined;
}
interface Fault {
  path: string;
  code: string;
}

/** Rules that people write are understood before they are kept: known subjects, actions, fields and operators (REQ-B11, B13). */
@Injectable()
export class RuleCheck {
  constructor(
    private readonly permissions: PermissionRepository,
    private readonly catalogue: SubjectCatalogue,
    private readonly faults: Faults,
  ) {}

  /** @throws input.invalid (400) naming every fault. */
  permission(rule: RuleInput): void {
    const declared = this.catalogue.subject(rule.subject)?.actions[rule.action];
    this.faults.demandNone([...(declared ? [] : [{ path: 'subject', code: 'rule.subject-unknown' }]), ...this.ruleFaults(rule, '')]);
  }

  /** @throws input.invalid (400) naming every fault. */
  async grants(grants: RoleGrants['permissions']): Promise<void> {
    const known = await this.permissions.byIds(grants.map((g) => g.permissionId));
    this.faults.demandNone(
      grants.flatMap((grant, i) => {
        const permission = known.get(grant.permissionId);
        if (!permission) return [{ path: `permissions.${i}.permissionId`, code: 'reference.unknown' }];
        return this.ruleFaults(
          { subject: permission.subjectName, action: permission.actionName, conditions: grant.conditions, fields: grant.fields },
          `permissions.${i}.`,
        );
      }),
    );
  }

  private ruleFaults({ subject, conditions, fields }: RuleInput, path: string): Fault[] {
    const named = this.catalogue.subject(subject)?.fields ?? {};
    const unknown = (fields ?? []).flatMap((field, i) =>
      Object.hasOwn(named, field) ? [] : [{ path: `${path}fields.${i}`, code: 'rule.field-unknown' }],
    );
    return [...unknown, ...(conditions ? conditionFaults(conditions, this.catalogue.conditionFields(subject), `${path}conditions`) : [])];
  }
}
