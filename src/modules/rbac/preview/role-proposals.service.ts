import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { asAllowing, GrantAuthority } from '../permissions/grant-authority.js';
import { type Grant, sharedFields } from '../permissions/granted-rule.js';
import { PermissionRepository } from '../permissions/permission.repository.js';
import { RuleCheck } from '../permissions/rule-check.js';
import { rbacErrors } from '../rbac.errors.js';
import { RightsRepository } from '../rights/rights.repository.js';
import { ADMINISTRATOR } from '../roles/built-in.js';
import type { RoleGrants } from '../roles/role.dto.js';
import type { Role } from '../roles/role.entity.js';
import { RoleRepository } from '../roles/role.repository.js';

export interface RoleProposal {
  readonly role: Role;
  readonly before: readonly Grant[];
  readonly after: readonly Grant[];
}

/** What a role would give if these were its permissions, for whoever may say so. */
@Injectable()
export class RoleProposals {
  constructor(
    private readonly roles: RoleRepository,
    private readonly permissions: PermissionRepository,
    private readonly rights: RightsRepository,
    private readonly rules: RuleCheck,
    private readonly authority: GrantAuthority,
  ) {}

  /** As saving would, it refuses. @throws not-found (404), input.invalid (400), rights.beyond-own (403), role.locked, stale (409) */
  async of(id: number, { permissions, version }: RoleGrants): Promise<RoleProposal> {
    const role = await this.roles.get(id);
    if (!role) throw commonErrors['not-found']();
    if (version !== undefined && version !== role.version) throw commonErrors.stale();
    if (role.code === ADMINISTRATOR) throw rbacErrors['role.locked']();
    await this.rules.grants(permissions);
    const before = await this.rights.grantsOf([id]);
    const after = await this.grantsOf(id, permissions);
    await this.authority.demandGrants([...asAllowing(before), ...after]);
    return { role, before, after };
  }

  private async grantsOf(roleId: number, given: RoleGrants['permissions']): Promise<Grant[]> {
    const known = await this.permissions.byIds(given.map((g) => g.permissionId));
    return given.map(({ permissionId, reach, conditions = null, fields = null, inverted = false }) => {
      const permission = known.get(permissionId)!;
      return {
        roleId,
        permissionId,
        action: permission.actionName,
        subject: permission.subjectName,
        reach,
        conditions,
        permissionConditions: permission.conditions,
        fields: sharedFields(permission.fields, fields),
        inverted: inverted || permission.inverted,
      };
    });
  }
}
