import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing, given } from '../../../platform/http/given.js';
import type { Page } from '../../../platform/http/list-query.js';
import { Faults } from '../../../platform/http/faults.js';
import { GrantAuthority } from './grant-authority.js';
import type { Grant } from './granted-rule.js';
import type { Permission } from './permission.entity.js';
import { PermissionRepository, type PermissionTree } from './permission.repository.js';
import { rbacErrors } from '../rbac.errors.js';
import { RightsLedger } from '../rights/rights-ledger.js';
import type { PermissionChange, PermissionCreation, PermissionListQuery } from '../roles/role.dto.js';
import { RuleCheck } from './rule-check.js';

/** The permissions there are (REQ-B4, B8, B11 … B15). The product's own keep their meaning; administrators add narrower ones. */
@Injectable()
export class PermissionService {
  constructor(
    private readonly repository: PermissionRepository,
    private readonly rules: RuleCheck,
    private readonly authority: GrantAuthority,
    private readonly faults: Faults,
    private readonly ledger: RightsLedger,
  ) {}

  list(query: PermissionListQuery): Promise<Page<Permission>> {
    return this.repository.list(query);
  }

  tree(): Promise<PermissionTree> {
    return this.repository.tree();
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<Permission> {
    const row = await this.repository.permission(id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  /** @throws input.invalid (400), rights.beyond-own (403), unique.violated (409) */
  @Transactional()
  async create({ action, subject, ...given }: PermissionCreation): Promise<number> {
    await this.ledger.open();
    this.rules.permission({ action, subject, ...given });
    const { fields = null, conditions = null, inverted = false, parentId = null } = given;
    await this.demandPlace(given.groupId, parentId);
    const row = { ...given, actionName: action, subjectName: subject, fields, conditions, inverted, parentId };
    await this.authority.demandGrants([asGrant(row)]);
    const id = await this.repository.add(row);
    await this.ledger.record({ subject: 'Permission', subjectId: id, action: 'create', after: { ...row } });
    return id;
  }

  /** It may be held by roles, so whoever changes it holds what it was and what it becomes. @throws not-found (404), record.built-in, stale (409) … */
  @Transactional()
  async update(id: number, { version, ...body }: PermissionChange): Promise<void> {
    await this.ledger.open();
    const before = await this.get(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    const changed = given(body) as Partial<Permission>;
    const meaning = 'fields' in changed || 'conditions' in changed || 'inverted' in changed;
    if (before.builtIn && meaning) throw rbacErrors['record.built-in']();
    const after = { ...before, ...changed };
    this.rules.permission({ action: after.actionName, subject: after.subjectName, conditions: after.conditions, fields: after.fields });
    await this.demandPlace(after.groupId, after.parentId === id ? -1 : after.parentId);
    if (meaning) await this.authority.demandGrants([before, after].map((p) => ({ ...asGrant(p), inverted: false })));
    if (changesNothing(before, changed)) return;
    if (!(await this.repository.update(id, before.version, changed))) throw commonErrors.stale();
    await this.ledger.record({ subject: 'Permission', subjectId: id, action: 'update', before: { ...before }, after: { ...after } });
  }

  /** @throws not-found (404), rights.beyond-own (403), record.built-in (409) */
  @Transactional()
  async remove(id: number): Promise<void> {
    await this.ledger.open();
    const before = await this.get(id);
    if (before.builtIn) throw rbacErrors['record.built-in']();
    await this.authority.demandGrants([{ ...asGrant(before), inverted: false }]);
    await this.repository.delete(id);
    await this.ledger.record({ subject: 'Permission', subjectId: id, action: 'delete', before: { code: before.code } });
  }

  private async demandPlace(groupId: number, parentId: number | null): Promise<void> {
    const faults: { path: string; code: string }[] = [];
    if (!(await this.repository.group(groupId))) faults.push({ path: 'groupId', code: 'reference.unknown' });
    if (parentId !== null && !(await this.repository.permission(parentId))) faults.push({ path: 'parentId', code: 'reference.unknown' });
    this.faults.demandNone(faults);
  }
}

/** A permission in the widest way a role could hold it. */
function asGrant(p: Pick<Permission, 'actionName' | 'subjectName' | 'conditions' | 'fields' | 'inverted'>): Grant {
  const { actionName: action, subjectName: subject, conditions: permissionConditions, fields, inverted } = p;
  return { roleId: 0, permissionId: 0, action, subject, reach: 'all', conditions: null, permissionConditions, fields, inverted };
}
