import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { FieldSight } from '../../../platform/permissions/field-sight.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Department } from '../organisation/department.entity.js';
import { Position } from '../organisation/position.entity.js';
import { Role } from '../roles/role.entity.js';
import { Staff } from './staff.entity.js';
import { STAFF_SORTS, type StaffListQuery } from './staff.dto.js';

export interface StaffRoleRow {
  staffId: number;
  id: number;
  code: string;
  nameZh: string;
  nameEn: string;
}
const SEARCHED = ['name', 'username', 'email', 'phone'] as const;
/** Filters, and the fields they ask about. */
const FILTERED = { departmentId: 'departmentId', departmentTreeId: 'departmentId', positionId: 'positionId', active: 'active' } as const;
/** API keys have rows, too. */
const IS_PERSON = 's.machine = 0';
const column = (field: string): string => `s.${field}`;

/** Staff in the caller's reach. */
@Injectable()
export class StaffQueries {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly sight: FieldSight,
  ) {}

  /** @throws field.forbidden (403) for a filter or sort by what the caller sees nowhere. */
  async list(list: StaffListQuery): Promise<Page<Staff>> {
    const query = this.scope.query(Staff, 's', 'Staff').andWhere(IS_PERSON);
    const filtered = Object.entries(FILTERED).flatMap(([name, field]) =>
      list[name as keyof typeof FILTERED] === undefined ? [] : [field],
    );
    this.sight.narrow(query, 'Staff', [...filtered, list.sort?.replace(/^-/, '') ?? 'id'], column);
    const { departmentId, departmentTreeId, positionId, active, role, roleId, search } = list;
    if (departmentId !== undefined) query.andWhere('s.departmentId = :departmentId', { departmentId });
    if (positionId !== undefined) query.andWhere('s.positionId = :positionId', { positionId });
    if (active !== undefined) query.andWhere('s.active = :active', { active });
    if (role !== undefined)
      query.andWhere('EXISTS (SELECT 1 FROM staff_role sr JOIN role r ON r.id = sr.roleId WHERE sr.staffId = s.id AND r.code = :role)', {
        role,
      });
    if (roleId !== undefined)
      query.andWhere('EXISTS (SELECT 1 FROM staff_role sr WHERE sr.staffId = s.id AND sr.roleId = :roleId)', { roleId });
    if (departmentTreeId !== undefined) {
      const below = this.database.dialect.concat('top.path', "'%'");
      query.andWhere(`s.departmentId IN (SELECT d.id FROM department d JOIN department top ON top.id = :top WHERE d.path LIKE ${below})`, {
        top: departmentTreeId,
      });
    }
    this.sight.searched(query, search, 'Staff', SEARCHED, column);
    return pageOf(query, list, STAFF_SORTS, 'id');
  }

  /** null outside the caller's reach with this action. */
  get(id: number, action = 'read'): Promise<Staff | null> {
    return this.scope.query(Staff, 's', 'Staff', action).andWhere(`s.id = :id AND ${IS_PERSON}`, { id }).getOne();
  }

  /** Active colleagues who have a role: those whom the caller sees, by name as far as he sees that; how many others there are, and how many API keys. */
  async holdersOf(roleId: number): Promise<{ seen: Map<number, string>; others: number; keys: number }> {
    const held = 's.active = 1 AND EXISTS (SELECT 1 FROM staff_role sr WHERE sr.staffId = s.id AND sr.roleId = :roleId)';
    const seen = await this.scope.query(Staff, 's', 'Staff').andWhere(`${held} AND ${IS_PERSON}`, { roleId }).orderBy('s.name').getMany();
    const all = this.database.repository(Staff).createQueryBuilder('s').where(held, { roleId });
    const people = await all.clone().andWhere(IS_PERSON).getCount();
    const nameOf = (row: Staff) => (this.scope.can('read', 'Staff', row, 'name') ? row.name : `#${row.id}`);
    return {
      seen: new Map(seen.map((row) => [row.id, nameOf(row)])),
      others: people - seen.length,
      keys: (await all.getCount()) - people,
    };
  }

  rolesOf(staffIds: readonly number[]): Promise<StaffRoleRow[]> {
    if (!staffIds.length) return Promise.resolve([]);
    return this.database
      .repository(Role)
      .createQueryBuilder('r')
      .innerJoin('staff_role', 'sr', 'sr.roleId = r.id')
      .select(['sr.staffId AS staffId', 'r.id AS id', 'r.code AS code', 'r.nameZh AS nameZh', 'r.nameEn AS nameEn'])
      .where('sr.staffId IN (:...staffIds)', { staffIds })
      .orderBy('r.id')
      .getRawMany<StaffRoleRow>();
  }

  /** Names of departments and positions, for rows that are in reach. */
  async placesOf(rows: readonly Staff[]): Promise<{ departments: Map<number, string>; positions: Map<number, Position> }> {
    const ids = (name: 'departmentId' | 'positionId') => [...new Set(rows.flatMap((row) => row[name] ?? []))];
    const departments = await this.database.repository(Department).findBy({ id: In(ids('departmentId')) });
    const positions = await this.database.repository(Position).findBy({ id: In(ids('positionId')) });
    return { departments: new Map(departments.map((d) => [d.id, d.name])), positions: new Map(positions.map((p) => [p.id, p])) };
  }

  departmentExists(id: number): Promise<boolean> {
    return this.database.repository(Department).existsBy({ id });
  }

  positionExists(id: number): Promise<boolean> {
    return this.database.repository(Position).existsBy({ id });
  }

  async unknownRoles(ids: readonly number[]): Promise<number[]> {
    const known = new Set((await this.database.repository(Role).findBy({ id: In([...ids]) })).map((r) => r.id));
    return ids.filter((id) => !known.has(id));
  }
}
