import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing, given as onlyGiven } from '../../../platform/http/given.js';
import type { Page } from '../../../platform/http/list-query.js';
import { RecordUses } from '../../../platform/records/record-uses.js';
import { ADMINISTRATOR } from './built-in.js';
import { asAllowing, GrantAuthority } from '../permissions/grant-authority.js';
import type { Grant } from '../permissions/granted-rule.js';
import { rbacErrors } from '../rbac.errors.js';
import { RightsLedger } from '../rights/rights-ledger.js';
import { RightsRepository } from '../rights/rights.repository.js';
import type { RoleChange, RoleCreation, RoleGrants, RoleListQuery } from './role.dto.js';
import type { Role, RolePermission } from './role.entity.js';
import { RoleRepository } from './role.repository.js';
import { RuleCheck } from '../permissions/rule-check.js';

/** Roles and what they may do (REQ-B5, B6, B9, B10). Whoever changes one holds all that it gave and all that it will give. */
@Injectable()
export class RoleService {
  constructor(
    private readonly repository: RoleRepository,
    private readonly rights: RightsRepository,
    private readonly authority: GrantAuthority,
    private readonly rules: RuleCheck,
    private readonly ledger: RightsLedger,
    private readonly uses: RecordUses,
  ) {}

  list(query: RoleListQuery): Promise<Page<Role>> {
    return this.repository.list(query);
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<Role & { permissions: RolePermission[] }> {
    return { ...(await this.row(id)), permissions: await this.repository.permissionsOf(id) };
  }

  @Transactional()
  async create(given: RoleCreation): Promise<number> {
    await this.ledger.open();
    const id = await this.repository.insert({ ...given, description: given.description ?? null, secondStep: given.secondStep ?? false });
    await this.ledger.record({ subject: 'Role', subjectId: id, action: 'create', after: given });
    return id;
  }

  /** @throws not-found (404), rights.beyond-own (403), role.locked, stale (409) */
  @Transactional()
  async update(id: number, { version, ...given }: RoleChange): Promise<void> {
    await this.ledger.open();
    const before = await this.row(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (before.code === ADMINISTRATOR && given.active === false) throw rbacErrors['role.locked']();
    const grants = await this.rights.grantsOf([id]);
    await this.authority.demandGrants(asAllowing(grants));
    if (changesNothing(before, given)) return;
    if (given.active !== undefined && given.active !== before.active)
      // who rests a prohibition gives what it forbade
      await this.authority.demandForHolders(id, given.active ? grants : asAllowing(grants.filter((grant) => grant.inverted)));
    const was = changeable(before);
    const after = { ...was, ...onlyGiven(given) };
    if (!(await this.repository.update(id, before.version, after))) throw commonErrors.stale();
    await this.ledger.record({ subject: 'Role', subjectId: id, action: 'update', before: was, after });
  }

  /** Replaces all of a role's permissions. @throws not-found (404), input.invalid (400), rights.beyond-own (403), role.locked, stale (409) */
  @Transactional()
  async setPermissions(id: number, { permissions, version }: RoleGrants): Promise<void> {
    await this.ledger.open();
    const role = await this.row(id);
    if (version !== undefined && version !== role.version) throw commonErrors.stale();
    if (role.code === ADMINISTRATOR) throw rbacErrors['role.locked']();
    await this.rules.grants(permissions);
    // it may be a role of his own: what he could give afterwards does not count
    const holding = await this.authority.holding();
    const before = await this.rights.grantsOf([id]);
    await this.authority.demandGrants(asAllowing(before), holding);
    const grants = permissions.map((g) => ({
      roleId: id,
      permissionId: g.permissionId,
      reach: g.reach,
      conditions: g.conditions ?? null,
      fields: g.fields ?? null,
      inverted: g.inverted ?? false,
    }));
    await this.repository.replacePermissions(id, grants);
    const after = await this.rights.grantsOf([id]);
    await this.authority.demandGrants(after, holding);
    await this.authority.demandForHolders(
      id,
      [...without(after, before), ...asAllowing(without(before, after).filter((g) => g.inverted))],
      holding,
    );
    if (!(await this.repository.update(id, role.version, {}))) throw commonErrors.stale();
    await this.ledger.record({
      subject: 'Role',
      subjectId: id,
      action: 'set-permissions',
      before: { permissions: before.map(told) },
      after: { permissions: after.map(told) },
    });
  }

  /** Only one of one's own that nobody has. @throws not-found (404), rights.beyond-own (403), record.built-in, in-use (409) */
  @Transactional()
  async remove(id: number): Promise<void> {
    await this.ledger.open();
    const role = await this.row(id);
    if (role.builtIn) throw rbacErrors['record.built-in']();
    const uses = await this.uses.ofRow('role', id);
    if (uses) throw commonErrors['in-use']({ what: this.uses.named(role.nameZh, uses) });
    await this.authority.demandGrants(asAllowing(await this.rights.grantsOf([id])));
    await this.repository.delete(id);
    await this.ledger.record({ subject: 'Role', subjectId: id, action: 'delete', before: { code: role.code } });
  }

  private async row(id: number): Promise<Role> {
    const row = await this.repository.get(id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }
}

const changeable = ({ nameZh, nameEn, description, active, secondStep }: Role) => ({ nameZh, nameEn, description, active, secondStep });

/** Of these, what is not among those. */
const without = (these: readonly Grant[], those: readonly Grant[]): Grant[] =>
  these.filter((grant) => !those.some((other) => isDeepStrictEqual(other, grant)));

const told = ({ action, subject, reach, conditions, fields, inverted }: Grant) => ({
  action,
  subject,
  reach,
  conditions,
  fields,
  inverted,
});
