import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { changesNothing } from '../../platform/http/given.js';
import type { Page } from '../../platform/http/list-query.js';
import { Faults } from './faults.js';
import { PermissionGroup, PermissionMenu } from './permission.entity.js';
import { PermissionRepository, type PermissionTree } from './permission.repository.js';
import { rbacErrors } from './rbac.errors.js';
import { RightsLedger } from './rights-ledger.js';
import type { GroupChange, GroupCreation, GroupListQuery, MenuChange, MenuCreation, MenuListQuery } from './role.dto.js';

/** Menus and groups, the two levels above permissions (REQ-B2, B3, B17). They order screens; they give no rights. */
@Injectable()
export class PermissionTreeService {
  constructor(
    private readonly repository: PermissionRepository,
    private readonly faults: Faults,
    private readonly ledger: RightsLedger,
  ) {}

  tree(): Promise<PermissionTree> {
    return this.repository.tree();
  }

  menus(query: MenuListQuery): Promise<Page<PermissionMenu>> {
    return this.repository.menus(query);
  }

  groups(query: GroupListQuery): Promise<Page<PermissionGroup>> {
    return this.repository.groups(query);
  }

  /** @throws not-found (404) */
  async menu(id: number): Promise<PermissionMenu> {
    return found(await this.repository.menu(id));
  }

  /** @throws not-found (404) */
  async group(id: number): Promise<PermissionGroup> {
    return found(await this.repository.group(id));
  }

  @Transactional()
  async createMenu(given: MenuCreation): Promise<number> {
    const id = await this.repository.addMenu({ ...given, sortNo: given.sortNo ?? 0 });
    await this.ledger.record({ subject: 'Permission', subjectId: `menu-${id}`, action: 'create', after: given });
    return id;
  }

  /** @throws not-found (404), stale (409) */
  @Transactional()
  async updateMenu(id: number, { version, ...given }: MenuChange): Promise<void> {
    const before = await this.menu(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, given)) return;
    if (!(await this.repository.update(PermissionMenu, id, before.version, given))) throw commonErrors.stale();
    await this.ledger.record({
      subject: 'Permission',
      subjectId: `menu-${id}`,
      action: 'update',
      before: { ...before },
      after: { ...before, ...given },
    });
  }

  /** @throws not-found (404), record.built-in, conflict (409) */
  @Transactional()
  async removeMenu(id: number): Promise<void> {
    const before = await this.menu(id);
    if (before.builtIn) throw rbacErrors['record.built-in']();
    await this.repository.delete(PermissionMenu, id);
    await this.ledger.record({ subject: 'Permission', subjectId: `menu-${id}`, action: 'delete', before: { code: before.code } });
  }

  /** @throws input.invalid (400) for an unknown menu. */
  @Transactional()
  async createGroup(given: GroupCreation): Promise<number> {
    await this.demandMenu(given.menuId);
    const id = await this.repository.addGroup({ ...given, sortNo: given.sortNo ?? 0 });
    await this.ledger.record({ subject: 'Permission', subjectId: `group-${id}`, action: 'create', after: given });
    return id;
  }

  /** @throws not-found (404), stale (409), input.invalid (400) */
  @Transactional()
  async updateGroup(id: number, { version, ...given }: GroupChange): Promise<void> {
    const before = await this.group(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (given.menuId !== undefined) await this.demandMenu(given.menuId);
    if (changesNothing(before, given)) return;
    if (!(await this.repository.update(PermissionGroup, id, before.version, given))) throw commonErrors.stale();
    await this.ledger.record({
      subject: 'Permission',
      subjectId: `group-${id}`,
      action: 'update',
      before: { ...before },
      after: { ...before, ...given },
    });
  }

  /** @throws not-found (404), record.built-in, conflict (409) */
  @Transactional()
  async removeGroup(id: number): Promise<void> {
    const before = await this.group(id);
    if (before.builtIn) throw rbacErrors['record.built-in']();
    await this.repository.delete(PermissionGroup, id);
    await this.ledger.record({ subject: 'Permission', subjectId: `group-${id}`, action: 'delete', before: { code: before.code } });
  }

  private async demandMenu(id: number): Promise<void> {
    if (!(await this.repository.menu(id))) this.faults.demandNone([{ path: 'menuId', code: 'reference.unknown' }]);
  }
}

function found<T>(row: T | null): T {
  if (!row) throw commonErrors['not-found']();
  return row;
}
