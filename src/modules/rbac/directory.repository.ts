import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database, marks } from '../../platform/database/database.js';
import { Department } from './department.entity.js';
import { Staff } from './staff.entity.js';

export type StaffCard = Pick<Staff, 'id' | 'username' | 'name' | 'email' | 'phone' | 'departmentId' | 'positionId' | 'active' | 'language'>;
export type DepartmentCard = Pick<Department, 'id' | 'code' | 'name' | 'parentId' | 'path'>;

const CARD = {
  id: true,
  username: true,
  name: true,
  email: true,
  phone: true,
  departmentId: true,
  positionId: true,
  active: true,
  language: true,
} as const;
const AT_ONCE = 1000;

@Injectable()
export class DirectoryRepository {
  constructor(private readonly database: Database) {}

  async staff(ids: readonly number[]): Promise<StaffCard[]> {
    const wanted = [...new Set(ids)];
    const found: StaffCard[] = [];
    for (let i = 0; i < wanted.length; i += AT_ONCE)
      found.push(...(await this.database.repository(Staff).find({ select: CARD, where: { id: In(wanted.slice(i, i + AT_ONCE)) } })));
    return found;
  }

  async activeWithRoles(codes: readonly string[]): Promise<StaffCard[]> {
    if (!codes.length) return [];
    const rows = await this.database.rows<{ staffId: number }>(
      `SELECT DISTINCT sr.staffId FROM staff_role sr JOIN role r ON r.id = sr.roleId AND r.active = 1 JOIN staff s ON s.id = sr.staffId AND s.active = 1
        WHERE r.code IN (${marks(codes)}) ORDER BY sr.staffId`,
      codes,
    );
    return this.staff(rows.map((r) => r.staffId));
  }

  department(id: number): Promise<DepartmentCard | null> {
    return this.database.repository(Department).findOneBy({ id });
  }

  departments(): Promise<DepartmentCard[]> {
    return this.database.repository(Department).find({ order: { path: 'ASC' } });
  }
}
