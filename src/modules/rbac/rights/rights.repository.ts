import { Injectable } from '@nestjs/common';
import type { Language } from '../../../platform/context/language.js';
import { Database, marks } from '../../../platform/database/database.js';
import type { Conditions, NamedUser } from '../permissions/conditions.js';
import { type Grant, sharedFields } from '../permissions/granted-rule.js';
import type { Reach } from '../roles/role.entity.js';

export interface RightsHolder {
  id: number;
  name: string;
  language: Language | null;
  departmentId: number | null;
  departmentTreeIds: number[];
  /** 1 for an API key. */
  machine: number;
  /** `secondStep`: 1 where the role demands it. */
  roles: { id: number; code: string; nameZh: string; nameEn: string; secondStep: number }[];
}
interface GrantRow {
  roleId: number;
  permissionId: number;
  actionName: string;
  subjectName: string;
  reach: Reach;
  conditions: string | null;
  permissionConditions: string | null;
  fields: string | null;
  permissionFields: string | null;
  inverted: number;
  permissionInverted: number;
}

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

/** What people hold, read in three short queries. */
@Injectable()
export class RightsRepository {
  constructor(private readonly database: Database) {}

  async holder(staffId: number): Promise<RightsHolder | null> {
    const [staff] = await this.database.rows<{
      id: number;
      name: string;
      language: Language | null;
      departmentId: number | null;
      path: string | null;
      machine: number;
    }>(
      'SELECT s.id, s.name, s.language, s.departmentId, s.machine, d.path FROM staff s LEFT JOIN department d ON d.id = s.departmentId WHERE s.id = ? AND s.active = 1',
      [staffId],
    );
    if (!staff) return null;
    const { path, ...rest } = staff;
    const tree = path
      ? await this.database.rows<{ id: number }>('SELECT id FROM department WHERE path LIKE ? ORDER BY id', [`${path}%`])
      : [];
    return { ...rest, departmentTreeIds: tree.map((d) => d.id), roles: await this.rolesOf(staffId) };
  }

  /** The same of many, in as many queries as for one. Inactive people are absent. */
  async holders(staffIds: readonly number[]): Promise<RightsHolder[]> {
    if (!staffIds.length) return [];
    const staff = await this.database.rows<Omit<RightsHolder, 'departmentTreeIds' | 'roles'> & { path: string | null }>(
      `SELECT s.id, s.name, s.language, s.departmentId, s.machine, d.path FROM staff s LEFT JOIN department d ON d.id = s.departmentId WHERE s.active = 1 AND s.id IN (${marks(staffIds)}) ORDER BY s.id`,
      staffIds,
    );
    const departments = await this.database.rows<{ id: number; path: string }>('SELECT id, path FROM department ORDER BY id');
    const roles = await this.database.rows<RightsHolder['roles'][number] & { staffId: number }>(
      `SELECT sr.staffId, r.id, r.code, r.nameZh, r.nameEn, r.secondStep FROM staff_role sr JOIN role r ON r.id = sr.roleId WHERE r.active = 1 AND sr.staffId IN (${marks(staffIds)}) ORDER BY r.id`,
      staffIds,
    );
    return staff.map(({ path, ...holder }) => ({
      ...holder,
      departmentTreeIds: path ? departments.filter((d) => d.path.startsWith(path)).map((d) => d.id) : [],
      roles: roles.filter((r) => r.staffId === holder.id).map(({ staffId: _, ...role }) => role),
    }));
  }

  /** Somebody as conditions name him, where he is; `elsewhere`: as he would be in that department. */
  async named(staffId: number, elsewhere?: { departmentId: number | null }): Promise<NamedUser> {
    const [staff] = elsewhere
      ? [elsewhere]
      : await this.database.rows<{ departmentId: number | null }>('SELECT departmentId FROM staff WHERE id = ?', [staffId]);
    const departmentId = staff?.departmentId ?? null;
    const tree = await this.database.rows<{ id: number }>(
      `SELECT d.id FROM department d JOIN department top ON top.id = ? WHERE d.path LIKE ${this.database.dialect.concat('top.path', "'%'")} ORDER BY d.id`,
      [departmentId],
    );
    return { id: staffId, departmentId, departmentTreeIds: tree.map((d) => d.id) };
  }

  /** Active roles only. */
  rolesOf(staffId: number): Promise<RightsHolder['roles']> {
    return this.database.rows(
      'SELECT r.id, r.code, r.nameZh, r.nameEn, r.secondStep FROM staff_role sr JOIN role r ON r.id = sr.roleId WHERE sr.staffId = ? AND r.active = 1 ORDER BY r.id',
      [staffId],
    );
  }

  /** Inactive roles too: they may be activated again. */
  async allRoleIdsOf(staffId: number): Promise<number[]> {
    return (await this.database.rows<{ roleId: number }>('SELECT roleId FROM staff_role WHERE staffId = ? ORDER BY roleId', [staffId])).map(
      (r) => r.roleId,
    );
  }

  /** One of each department who has the role. */
  holdersOf(roleId: number): Promise<{ id: number; departmentId: number | null }[]> {
    return this.database.rows(
      'SELECT MIN(s.id) AS id, s.departmentId FROM staff_role sr JOIN staff s ON s.id = sr.staffId WHERE sr.roleId = ? GROUP BY s.departmentId',
      [roleId],
    );
  }

  /** Of each of these departments where somebody has roles, one of them with the roles of all. */
  async rolesIn(departmentIds: readonly number[]): Promise<{ id: number; departmentId: number; roleIds: number[] }[]> {
    if (!departmentIds.length) return [];
    const rows = await this.database.rows<{ id: number; departmentId: number; roleId: number }>(
      `SELECT MIN(s.id) AS id, s.departmentId, sr.roleId FROM staff_role sr JOIN staff s ON s.id = sr.staffId WHERE s.departmentId IN (${marks(departmentIds)})
        GROUP BY s.departmentId, sr.roleId ORDER BY s.departmentId, sr.roleId`,
      departmentIds,
    );
    return [...new Map(rows.map((row) => [row.departmentId, row])).values()].map(({ id, departmentId }) => ({
      id,
      departmentId,
      roleIds: rows.flatMap((row) => (row.departmentId === departmentId ? row.roleId : [])),
    }));
  }

  async grantsOf(roleIds: readonly number[]): Promise<Grant[]> {
    if (!roleIds.length) return [];
    const rows = await this.database.rows<GrantRow>(
      `SELECT g.roleId, g.permissionId, p.actionName, p.subjectName, g.reach, g.conditions, p.conditions AS permissionConditions,
              g.fields, p.fields AS permissionFields, g.inverted, p.inverted AS permissionInverted
         FROM role_permission g JOIN permission p ON p.id = g.permissionId WHERE g.roleId IN (${marks(roleIds)}) ORDER BY g.roleId, g.id`,
      roleIds,
    );
    return rows.map((row) => ({
      roleId: row.roleId,
      permissionId: row.permissionId,
      action: row.actionName,
      subject: row.subjectName,
      reach: row.reach,
      conditions: parsed<Conditions>(row.conditions),
      permissionConditions: parsed<Conditions>(row.permissionConditions),
      fields: sharedFields(parsed<string[]>(row.permissionFields), parsed<string[]>(row.fields)),
      inverted: !!row.inverted || !!row.permissionInverted,
    }));
  }
}
