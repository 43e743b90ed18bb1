import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../platform/database/database.js';
import { Department } from '../organisation/department.entity.js';
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

  /** Active colleagues one of whose roles is given this action, or everything, on this subject, or on all; a role may forbid it again. */
  async givenTo(action: string, subject: string): Promise<number[]> {
    const rows = await this.database.rows<{ staffId: number }>(
      `SELECT DISTINCT sr.staffId FROM permission p JOIN role_permission g ON g.permissionId = p.id JOIN role r ON r.id = g.roleId AND r.active = 1
         JOIN staff_role sr ON sr.roleId = r.id JOIN staff s ON s.id = sr.staffId AND s.active = 1 AND s.machine = 0
        WHERE p.actionName IN (?, 'manage') AND p.subjectName IN (?, 'all') ORDER BY sr.staffId`,
      [action, subject],
    );
    return rows.map((r) => r.staffId);
  }

  department(id: number): Promise<DepartmentCard | null> {
    return this.database.repository(Department).findOneBy({ id });
  }

  departments(): Promise<DepartmentCard[]> {
    return this.database.repository(Department).find({ order: { path: 'ASC' } });
  }
}
