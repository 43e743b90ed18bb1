import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { searched } from '../../../platform/database/search.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { Permission, PermissionGroup, PermissionMenu } from './permission.entity.js';
import { PERMISSION_SORTS, type PermissionListQuery } from '../roles/role.dto.js';

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

  async add(values: Omit<Permission, 'id' | 'version' | 'createdAt' | 'updatedAt' | 'builtIn'>): Promise<number> {
    const now = this.clock.now();
    const fresh = { builtIn: false, version: 1, createdAt: now, updatedAt: now };
    const { identifiers } = await this.table(Permission).insert({ ...values, ...fresh } as never);
    return Number(identifiers[0]!['id']);
  }

  /** @returns false when it is not in that version (any more). */
  async update(id: number, version: number, values: object): Promise<boolean> {
    const after = { ...values, version: version + 1, updatedAt: this.clock.now() };
    return (await this.table(Permission).update({ id, version }, after)).affected === 1;
  }

  async delete(id: number): Promise<void> {
    await this.table(Permission).delete({ id });
  }

  private table<T extends object>(entity: new () => T) {
    return this.database.repository(entity);
  }
}
