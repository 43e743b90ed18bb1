import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { PermissionSet } from '../../../platform/permissions/permission-set.js';
import { BUILT_IN_POSITIONS, BUILT_IN_ROLES } from '../roles/built-in.js';
import { Permission, PermissionGroup, PermissionMenu } from '../permissions/permission.entity.js';
import { Position } from '../organisation/position.entity.js';
import { Role, RolePermission } from '../roles/role.entity.js';

export type NewGrant = Pick<RolePermission, 'roleId' | 'permissionId' | 'reach' | 'conditions' | 'fields' | 'inverted'>;
const AT_ONCE = 200;

/** Adds what an installation starts with; leaves alone what is there. */
@Injectable()
export class SeedRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async addPositions(): Promise<void> {
    const known = new Set((await this.database.repository(Position).find({ select: { code: true } })).map((p) => p.code));
    const missing = Object.entries(BUILT_IN_POSITIONS).filter(([code]) => !known.has(code));
    if (missing.length)
      await this.database.repository(Position).insert(missing.map(([code, names]) => ({ code, ...names, ...this.fresh() })));
  }

  /** @returns the codes of the roles that are new. */
  async addRoles(): Promise<Set<string>> {
    const known = new Set((await this.database.repository(Role).find({ select: { code: true } })).map((r) => r.code));
    const missing = Object.entries(BUILT_IN_ROLES).filter(([code]) => !known.has(code));
    if (missing.length)
      await this.database.repository(Role).insert(
        missing.map(([code, { nameZh, nameEn }]) => ({
          code,
          nameZh,
          nameEn,
          description: null,
          active: true,
          secondStep: false,
          ...this.fresh(),
        })),
      );
    return new Set(missing.map(([code]) => code));
  }

  /** The id of a set's group; made with its menu where it is missing. */
  async group(set: PermissionSet, order: number): Promise<number> {
    const known = await this.database.repository(PermissionGroup).findOneBy({ code: set.group.code });
    if (known) return known.id;
    const menu = await this.database.repository(PermissionMenu).findOneBy({ code: set.menu.code });
    const menuId = menu?.id ?? (await this.add(PermissionMenu, { ...titles(set.menu), sortNo: order * 10 }));
    return this.add(PermissionGroup, { ...titles(set.group), menuId, sortNo: order * 10 });
  }

  /** @returns the ids of the permissions that are new. What has no page of its own stands under its subject's `read` (menu_gp). */
  async addPermissions(set: PermissionSet, groupId: number): Promise<number[]> {
    const known = await this.builtInPermissions();
    const added: number[] = [];
    for (const definition of set.subjects) {
      const missing = Object.entries(definition.actions).filter(([action]) => !known.has(`${action} ${definition.subject}`));
      missing.sort(([a], [b]) => Number(b === 'read') - Number(a === 'read'));
      for (const [action, title] of missing) {
        const parentId = action === 'read' ? null : (known.get(`read ${definition.subject}`) ?? null);
        const id = await this.add(Permission, {
          code: `${set.group.code}_${definition.subject}.${action}`,
          titleZh: `${definition.label['zh-CN']}：${title['zh-CN']}`,
          titleEn: `${definition.label.en}: ${title.en}`,
          actionName: action,
          subjectName: definition.subject,
          fields: null,
          conditions: null,
          inverted: false,
          groupId,
          parentId,
        });
        known.set(`${action} ${definition.subject}`, id);
        added.push(id);
      }
    }
    return added;
  }

  async builtInRoles(): Promise<Map<string, number>> {
    return new Map((await this.database.repository(Role).findBy({ builtIn: true })).map((r) => [r.code, r.id]));
  }

  /** By `<action> <subject>`. */
  async builtInPermissions(): Promise<Map<string, number>> {
    const all = await this.database
      .repository(Permission)
      .find({ where: { builtIn: true }, select: { id: true, actionName: true, subjectName: true } });
    return new Map(all.map((p) => [`${p.actionName} ${p.subjectName}`, p.id]));
  }

  async addGrants(grants: readonly NewGrant[]): Promise<void> {
    for (let i = 0; i < grants.length; i += AT_ONCE)
      await this.database.repository(RolePermission).insert(grants.slice(i, i + AT_ONCE) as never);
  }

  private async add<T extends typeof PermissionMenu | typeof PermissionGroup | typeof Permission>(
    entity: T,
    values: object,
  ): Promise<number> {
    return Number((await this.database.repository(entity).insert({ ...values, ...this.fresh() } as never)).identifiers[0]!['id']);
  }

  private fresh() {
    const now = this.clock.now();
    return { builtIn: true, version: 1, createdAt: now, updatedAt: now };
  }
}

const titles = (named: PermissionSet['menu']) => ({ code: named.code, titleZh: named.label['zh-CN'], titleEn: named.label.en });
