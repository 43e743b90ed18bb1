import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import type { Permission, PermissionGroup, PermissionMenu } from '../permissions/permission.entity.js';
import type { PermissionTree } from '../permissions/permission.repository.js';

type Titled = Pick<Permission, 'titleZh' | 'titleEn'>;
export type LevelView<L> = Omit<L, 'createdAt' | 'updatedAt'> & { id: number; title: string; createdAt: string; updatedAt: string };

/** Menus, groups and permissions as the API shows them. */
@Injectable()
export class RightsViews {
  constructor(private readonly context: Context) {}

  title({ titleZh, titleEn }: Titled): string {
    return this.context.language === 'zh-CN' ? titleZh : titleEn;
  }

  permission({ actionName, subjectName, createdAt, updatedAt, ...p }: Permission) {
    return { ...p, title: this.title(p), action: actionName, subject: subjectName, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
  }

  level<L extends PermissionMenu | PermissionGroup>({ createdAt, updatedAt, ...level }: L): LevelView<L> {
    return { ...level, title: this.title(level as unknown as Titled), createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
  }

  /** Menu → group → permission; what is left empty is left out (REQ-B16, B17). */
  tree({ menus, groups, permissions }: PermissionTree, shown: (permission: Permission) => boolean = () => true) {
    return menus.flatMap((menu) => {
      const below = groups
        .filter((g) => g.menuId === menu.id)
        .flatMap((group) => {
          const entries = permissions.filter((p) => p.groupId === group.id && shown(p));
          const items = entries.map((p) => ({
            id: p.id,
            code: p.code,
            title: this.title(p),
            action: p.actionName,
            subject: p.subjectName,
            parentId: p.parentId,
          }));
          return items.length ? [{ id: group.id, code: group.code, title: this.title(group), permissions: items }] : [];
        });
      return below.length ? [{ id: menu.id, code: menu.code, title: this.title(menu), groups: below }] : [];
    });
  }
}
