import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../platform/context/clock.js';
import { Database } from '../../platform/database/database.js';
import { searched } from '../../platform/database/search.js';
import { type Page, pageOf } from '../../platform/http/list-query.js';
import { Permission, PermissionGroup, PermissionMenu } from './permission.entity.js';
import { type GroupListQuery, LEVEL_SORTS, type MenuListQuery, PERMISSION_SORTS, type PermissionListQuery } from './role.dto.js';

type Fresh = 'id' | 'version' | 'createdAt' | 'updatedAt' | 'builtIn';
export interface PermissionTree {
  menus: PermissionMenu[];
  groups: PermissionGroup[];
  permissions: Permission[];
}

@Injectable()
export class PermissionRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(list: PermissionListQuery): Promise<Page<Permission>> {
    const query = this.table(Permission).createQueryBuilder('p').where('1=1');
    if (list.subject) query.andWhere('p.subjectName = :subject', { subject: list.subject });
    if (list.action) query.andWhere('p.actionName = :action', { action: list.action });
    if (list.groupId) query.andWhere('p.groupId = :groupId', { groupId: list.groupId });
    searched(query, list.search, 'p.titleZh', 'p.titleEn', 'p.code');
    return pageOf(query, list, PERMISSION_SORTS, 'id');
  }

  menus(list: MenuListQuery): Promise<Page<PermissionMenu>> {
    const query = this.table(PermissionMenu).createQueryBuilder('m').where('1=1');
    searched(query, list.search, 'm.titleZh', 'm.titleEn', 'm.code');
    return pageOf(query, list, LEVEL_SORTS, 'sortNo');
  }

  groups(list: GroupListQuery): Promise<Page<PermissionGroup>> {
    const query = this.table(PermissionGroup).createQueryBuilder('g').where('1=1');
    if (list.menuId) query.andWhere('g.menuId = :menuId', { menuId: list.menuId });
    searched(query, list.search, 'g.titleZh', 'g.titleEn', 'g.code');
    return pageOf(query, list, LEVEL_SORTS, 'sortNo');
  }

  async tree(): Promise<PermissionTree> {
    const order = { sortNo: 'ASC', id: 'ASC' } as const;
    return {
      menus: await this.table(PermissionMenu).find({ order }),
      groups: await this.table(PermissionGroup).find({ order }),
      permissions: await this.table(Permission).find({ order: { id: 'ASC' } }),
    };
  }

  async byIds(ids: readonly number[]): Promise<Map<number, Permission>> {
    const rows = ids.length ? await this.table(Permission).findBy({ id: In([...ids]) }) : [];
    return new Map(rows.map((p) => [p.id, p]));
  }

  permission(id: number): Promise<Permission | null> {
    return this.table(Permission).findOneBy({ id });
  }

  group(id: number): Promise<PermissionGroup | null> {
    return this.table(PermissionGroup).findOneBy({ id });
  }

  menu(id: number): Promise<PermissionMenu | null> {
    return this.table(PermissionMenu).findOneBy({ id });
  }

  addPermission(values: Omit<Permission, Fresh>): Promise<number> {
    return this.add(Permission, values);
  }

  addGroup(values: Omit<PermissionGroup, Fresh>): Promise<number> {
    return this.add(PermissionGroup, values);
  }

  addMenu(values: Omit<PermissionMenu, Fresh>): Promise<number> {
    return this.add(PermissionMenu, values);
  }

  /** @returns false when it is not in that version (any more). */
  async update(
    entity: typeof Permission | typeof PermissionGroup | typeof PermissionMenu,
    id: number,
    version: number,
    values: object,
  ): Promise<boolean> {
    return (
      (
        await this.table<Permission>(entity as typeof Permission).update(
          { id, version },
          { ...values, version: version + 1, updatedAt: this.clock.now() },
        )
      ).affected === 1
    );
  }

  async delete(entity: typeof Permission | typeof PermissionGroup | typeof PermissionMenu, id: number): Promise<void> {
    await this.table<Permission>(entity as typeof Permission).delete({ id });
  }

  private async add(entity: typeof Permission | typeof PermissionGroup | typeof PermissionMenu, values: object): Promise<number> {
    const now = this.clock.now();
    const result = await this.table<Permission>(entity as typeof Permission).insert({
      ...values,
      builtIn: false,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    return Number(result.identifiers[0]!['id']);
  }

  private table<T extends object>(entity: new () => T) {
    return this.database.repository(entity);
  }
}
