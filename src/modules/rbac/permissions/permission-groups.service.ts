import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { Page } from '../../../platform/http/list-query.js';
import type { Shown } from '../../../platform/permissions/field-sight.js';
import type { RecordKind } from '../../../platform/records/record-kind.js';
import { Records } from '../../../platform/records/records.js';
import { Faults } from '../../../platform/http/faults.js';
import { PermissionGroup } from './permission.entity.js';
import { PermissionRepository } from './permission.repository.js';
import { rbacErrors } from '../rbac.errors.js';
import { type LevelView, RightsViews } from '../rights/rights-views.js';
import { type GroupChange, type GroupCreation, type GroupListQuery, LEVEL_SORTS } from '../roles/role.dto.js';

const GROUPS: RecordKind<PermissionGroup> = {
  entity: PermissionGroup,
  subject: 'Permission',
  logged: 'group',
  fields: ['code', 'titleZh', 'titleEn', 'menuId', 'sortNo'],
  initial: { sortNo: 0, builtIn: false },
  names: ['titleZh', 'titleEn', 'code'],
  sorts: LEVEL_SORTS,
};

/** The level between menus and permissions (REQ-B3, B17). It orders screens; it gives no rights. */
@Injectable()
export class PermissionGroups {
  constructor(
    private readonly records: Records,
    private readonly repository: PermissionRepository,
    private readonly faults: Faults,
    private readonly views: RightsViews,
  ) {}

  list(query: GroupListQuery): Promise<Page<Shown<LevelView<PermissionGroup>>>> {
    return this.records.page(GROUPS, query, (group) => this.views.level(group));
  }

  /** @throws not-found (404) */
  get(id: number): Promise<Shown<LevelView<PermissionGroup>>> {
    return this.records.show(GROUPS, id, (group) => this.views.level(group));
  }

  /** @throws input.invalid (400) for an unknown menu, unique.violated (409) */
  @Transactional()
  async create(group: GroupCreation): Promise<Shown<LevelView<PermissionGroup>>> {
    await this.demandMenu(group.menuId);
    return this.get(await this.records.add(GROUPS, group));
  }

  /** @throws not-found (404), stale (409), input.invalid (400) for an unknown menu */
  @Transactional()
  async update(id: number, change: GroupChange): Promise<Shown<LevelView<PermissionGroup>>> {
    if (change.menuId !== undefined) await this.demandMenu(change.menuId);
    await this.records.change(GROUPS, id, change);
    return this.get(id);
  }

  /** @throws not-found (404), record.built-in, in-use (409) */
  @Transactional()
  async remove(id: number): Promise<void> {
    if ((await this.records.find(GROUPS, id)).builtIn) throw rbacErrors['record.built-in']();
    await this.records.remove(GROUPS, id);
  }

  private async demandMenu(id: number): Promise<void> {
    if (!(await this.repository.menu(id))) this.faults.demandNone([{ path: 'menuId', code: 'reference.unknown' }]);
  }
}
