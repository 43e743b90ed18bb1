import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { say, type Text } from '../../../platform/context/language.js';
import { aboutRole, ADMINISTRATOR } from './built-in.js';
import { asAllowing, GrantAuthority } from '../permissions/grant-authority.js';
import { type Grant, isFaulty } from '../permissions/granted-rule.js';
import type { Permission } from '../permissions/permission.entity.js';
import { PermissionRepository } from '../permissions/permission.repository.js';
import { rbacErrors } from '../rbac.errors.js';
import type { Reach, Role, RolePermission } from './role.entity.js';
import { RoleService } from './role.service.js';
import { SubjectCatalogue } from '../permissions/subject-catalogue.js';

const NAMED = 5;
const FIRST = ['read', 'create', 'update', 'delete'];

const READ_ONLY: Text = { 'zh-CN': '您可以查看这个角色的权限，但不能修改。', en: 'You may look at what this role may do, not change it.' };

/** A role as a table of subjects and actions: what it gives, and what the caller could make it give (REQ-B5, B8, B10). */
@Injectable()
export class RoleMatrices {
  constructor(
    private readonly roles: RoleService,
    private readonly permissions: PermissionRepository,
    private readonly authority: GrantAuthority,
    private readonly catalogue: SubjectCatalogue,
    private readonly scope: Scope,
    private readonly context: Context,
  ) {}

  /** @throws not-found (404) */
  async of(id: number) {
    const { permissions: given, ...role } = await this.roles.get(id);
    const { menus, groups, permissions } = await this.permissions.tree();
    const held = new Map(given.map((grant) => [grant.permissionId, grant]));
    const offers = permissions.flatMap((p) => this.reachesOf(p.subjectName).map((reach) => grantOf(p, reach, held.get(p.id))));
    const beyond = new Set(await this.authority.beyond(offers));
    const mayGive = new Map<number, Reach[]>();
    for (const { permissionId, reach } of offers.filter((offer) => !beyond.has(offer)))
      mayGive.set(permissionId, [...(mayGive.get(permissionId) ?? []), reach]);
    const { language } = this.context;
    const title = (of: { titleZh: string; titleEn: string }) => (language === 'zh-CN' ? of.titleZh : of.titleEn);
    return {
      role: {
        id: role.id,
        code: role.code,
        name: this.nameOf(role),
        description: aboutRole(role, this.context.language),
        active: role.active,
        secondStep: role.secondStep,
        version: role.version,
      },
      refusal: await this.refusalOf(role, given),
      menus: menus.map((menu) => ({
        title: title(menu),
        groups: groups
          .filter((group) => group.menuId === menu.id)
          .map((group) => ({
            title: title(group),
            subjects: this.subjectsOf(permissions.filter((p) => p.groupId === group.id)).map(([subject, own]) => ({
              ...this.subject(subject),
              permissions: own.map((p) => ({ ...this.permission(p), mayGive: mayGive.get(p.id) ?? [], ...this.told(p, held.get(p.id)) })),
            })),
          })),
      })),
    };
  }

  /** Why none of it can be changed by the caller. */
  private async refusalOf(role: Role, given: readonly RolePermission[]): Promise<string | null> {
    const { language } = this.context;
    const text = (of: Text, what = '') => say(of, language, { what });
    if (!this.scope.can('update', 'Role')) return text(READ_ONLY);
    if (role.code === ADMINISTRATOR) return text(rbacErrors['role.locked']().definition.text);
    const grants = given.flatMap((g) => (g.permission ? [grantOf(g.permission, g.reach, g)] : []));
    const missing = await this.authority.beyond(asAllowing(grants));
    if (!missing.length) return null;
    const names = [...new Set(missing.map((g) => this.catalogue.nameOf(g.action, g.subject, language)))].slice(0, NAMED);
    return text(rbacErrors['rights.beyond-own']().definition.text, names.join(language === 'zh-CN' ? '、' : ', '));
  }

  /** `faulty`: stored before conditions were checked as they are now; it gives nothing. */
  private told(permission: Permission, grant: RolePermission | undefined) {
    if (!grant) return { grant: null };
    const { reach, conditions, fields, inverted } = grant;
    const faulty = isFaulty(grantOf(permission, reach, grant), this.catalogue);
    return { grant: { reach, conditions, fields, inverted }, ...(faulty ? { faulty } : {}) };
  }

  private subjectsOf(permissions: readonly Permission[]): [string, Permission[]][] {
    const place = (p: Permission) => (FIRST.includes(p.actionName) ? FIRST.indexOf(p.actionName) : FIRST.length);
    const bySubject = new Map<string, Permission[]>();
    for (const p of permissions) bySubject.set(p.subjectName, [...(bySubject.get(p.subjectName) ?? []), p]);
    return [...bySubject].map(([subject, own]) => [
      subject,
      own.sort((a, b) => Number(b.builtIn) - Number(a.builtIn) || place(a) - place(b)),
    ]);
  }

  private subject(name: string) {
    const { language } = this.context;
    const definition = this.catalogue.subject(name);
    const labels = definition?.fields ?? {};
    const named = (fields: Iterable<string>) => [...fields].map((field) => ({ name: field, label: labels[field]?.[language] ?? field }));
    return {
      subject: name,
      label: definition?.label[language] ?? name,
      reaches: this.reachesOf(name),
      fields: named(Object.keys(labels)),
      conditionFields: named(this.catalogue.conditionFields(name).keys()),
    };
  }

  private permission(p: Permission) {
    const { id, code, builtIn, actionName: action, conditions, fields, inverted } = p;
    const { language } = this.context;
    const own = language === 'zh-CN' ? p.titleZh : p.titleEn;
    const label = builtIn ? (this.catalogue.subject(p.subjectName)?.actions[action]?.[language] ?? own) : own;
    return { id, code, builtIn, action, label, conditions, fields, inverted };
  }

  /** Words that mean something for this subject; a wider one that it does not know would give less than it says. */
  private reachesOf(subject: string): Reach[] {
    const scopes = this.catalogue.subject(subject)?.scopes ?? {};
    return [...(['own', 'department', 'tree'] as const).filter((name) => scopes[name]), 'all'];
  }

  private nameOf({ nameZh, nameEn }: Role): string {
    return this.context.language === 'zh-CN' ? nameZh : nameEn;
  }
}

/** What the role would allow by that permission in that reach, with the fields it is narrowed to so far. */
function grantOf(p: Permission, reach: Reach, held: RolePermission | undefined): Grant {
  const { id: permissionId, actionName: action, subjectName: subject, conditions: permissionConditions, inverted } = p;
  const conditions = reach === 'custom' ? (held?.conditions ?? null) : null;
  return {
    roleId: held?.roleId ?? 0,
    permissionId,
    action,
    subject,
    reach,
    conditions,
    permissionConditions,
    fields: held?.fields?.length ? held.fields : p.fields,
    inverted,
  };
}
