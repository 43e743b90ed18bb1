import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { BuiltInRole, PermissionSet, ScopeName, SubjectDefinition } from '../../../platform/permissions/permission-set.js';
import { FirstAdministrator } from '../first-administrator.js';
import { RightsEpoch } from './rights-epoch.js';
import { type NewGrant, SeedRepository } from './seed.repository.js';
import { SubjectCatalogue } from '../permissions/subject-catalogue.js';

type Given = ScopeName | { scope: ScopeName; fields?: readonly string[]; inverted?: boolean };

/**
 * At every start: what the modules declare and the database lacks is added. A permission's defaults are given to the built-in
 * roles when the permission (or the role) is new, so that an upgrade never undoes what an administrator has changed.
 */
@Injectable()
export class RightsSeed implements OnModuleInit {
  constructor(
    private readonly epoch: RightsEpoch,
    private readonly repository: SeedRepository,
    private readonly catalogue: SubjectCatalogue,
    private readonly administrator: FirstAdministrator,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.run();
  }

  /** Processes that start together take turns on the epoch's row. */
  @Transactional()
  async run(): Promise<void> {
    await this.epoch.raise();
    await this.repository.addPositions();
    const newRoles = await this.repository.addRoles();
    const newPermissions = new Set<number>();
    for (const [order, set] of this.catalogue.sets().entries()) for (const id of await this.addSet(set, order)) newPermissions.add(id);
    await this.giveDefaults(newRoles, newPermissions);
    await this.administrator.ensure();
  }

  private async addSet(set: PermissionSet, order: number): Promise<number[]> {
    const groupId = await this.repository.group(set, order);
    return this.repository.addPermissions(set, groupId);
  }

  private async giveDefaults(newRoles: ReadonlySet<string>, newPermissions: ReadonlySet<number>): Promise<void> {
    if (!newRoles.size && !newPermissions.size) return;
    const roles = await this.repository.builtInRoles();
    const permissions = await this.repository.builtInPermissions();
    const grants = this.catalogue.sets().flatMap((set) =>
      set.subjects.flatMap((subject) =>
        defaultsOf(subject).flatMap(({ role, action, given }) => {
          const roleId = roles.get(role);
          const permissionId = permissions.get(`${action} ${subject.subject}`);
          if (roleId === undefined || permissionId === undefined || !(newRoles.has(role) || newPermissions.has(permissionId))) return [];
          return [grantOf(roleId, permissionId, given)];
        }),
      ),
    );
    await this.repository.addGrants(grants);
  }
}

/** `manage` stands for every action the subject declares and the role's defaults do not name. */
function defaultsOf(subject: SubjectDefinition): { role: BuiltInRole; action: string; given: Given }[] {
  return Object.entries(subject.defaults ?? {}).flatMap(([role, actions]) =>
    Object.entries(actions as Record<string, Given>).flatMap(([action, given]) => {
      const all =
        action === 'manage' && !('manage' in subject.actions) ? Object.keys(subject.actions).filter((one) => !(one in actions)) : [action];
      return all.map((one) => ({ role: role as BuiltInRole, action: one, given }));
    }),
  );
}

function grantOf(roleId: number, permissionId: number, given: Given): NewGrant {
  const full = typeof given === 'string' ? { scope: given } : given;
  return {
    roleId,
    permissionId,
    reach: full.scope,
    conditions: null,
    fields: full.fields ? [...full.fields] : null,
    inverted: full.inverted ?? false,
  };
}
