import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { Page } from '../../../platform/http/list-query.js';
import type { Shown } from '../../../platform/permissions/field-sight.js';
import type { RecordKind } from '../../../platform/records/record-kind.js';
import { Records } from '../../../platform/records/records.js';
import { PermissionMenu } from './permission.entity.js';
import { rbacErrors } from '../rbac.errors.js';
import { type LevelView, RightsViews } from '../rights/rights-views.js';
import { LEVEL_SORTS, type MenuChange, type MenuCreation, type MenuListQuery } from '../roles/role.dto.js';

const MENUS: RecordKind<PermissionMenu> = {
  entity: PermissionMenu,
  subject: 'Permission',
  logged: 'menu',
  fields: ['code', 'titleZh', 'titleEn', 'sortNo'],
  initial: { sortNo: 0, builtIn: false },
  names: ['titleZh', 'titleEn', 'code'],
  sorts: LEVEL_SORTS,
};

/** The first level above the permissions (REQ-B2). It orders screens; it gives no rights. */
@Injectable()
export class PermissionMenus {
  constructor(
    private readonly records: Records,
    private readonly views: RightsViews,
  ) {}

  list(query: MenuListQuery): Promise<Page<Shown<LevelView<PermissionMenu>>>> {
    return this.records.page(MENUS, query, (menu) => this.views.level(menu));
  }

  /** @throws not-found (404) */
  get(id: number): Promise<Shown<LevelView<PermissionMenu>>> {
    return this.records.show(MENUS, id, (menu) => this.views.level(menu));
  }

  /** @throws unique.violated (409) */
  @Transactional()
  async create(menu: MenuCreation): Promise<Shown<LevelView<PermissionMenu>>> {
    return this.get(await this.records.add(MENUS, menu));
  }

  /** @throws not-found (404), stale (409) */
  @Transactional()
  async update(id: number, change: MenuChange): Promise<Shown<LevelView<PermissionMenu>>> {
    await this.records.change(MENUS, id, change);
    return this.get(id);
  }

  /** @throws not-found (404), record.built-in, in-use (409) */
  @Transactional()
  async remove(id: number): Promise<void> {
    if ((await this.records.find(MENUS, id)).builtIn) throw rbacErrors['record.built-in']();
    await this.records.remove(MENUS, id);
  }
}
