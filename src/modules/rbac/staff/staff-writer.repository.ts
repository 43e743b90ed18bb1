import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { ADMINISTRATOR } from '../roles/built-in.js';
import { Role, StaffRole } from '../roles/role.entity.js';
import { Staff } from './staff.entity.js';

export type NewStaff = Pick<
  Staff,
  'username' | 'name' | 'email' | 'phone' | 'departmentId' | 'positionId' | 'active' | 'language' | 'passwordHash'
> & { readonly machine?: boolean };
export type ChangedStaff = Partial<Omit<NewStaff, 'passwordHash' | 'machine'>>;

/** Writes staff rows and who has which role. */
@Injectable()
export class StaffWriter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  any(): Promise<boolean> {
    return this.database.repository(Staff).exists();
  }

  async insert(values: NewStaff): Promise<number> {
    const now = this.clock.now();
    const passwordChangedAt = values.passwordHash === null ? null : now;
    const result = await this.database
      .repository(Staff)
      .insert({ ...values, passwordChangedAt, version: 1, createdAt: now, updatedAt: now });
    return Number(result.identifiers[0]!['id']);
  }

  /** @returns false when the row is not in that version (any more). */
  async update(id: number, version: number, values: ChangedStaff): Promise<boolean> {
    const result = await this.database
      .repository(Staff)
      .update({ id, version }, { ...values, version: version + 1, updatedAt: this.clock.now() });
    return result.affected === 1;
  }

  /** Nobody acts by it any more. */
  async retire(id: number): Promise<void> {
    await this.database.repository(Staff).update({ id, machine: true }, { active: false, updatedAt: this.clock.now() });
  }

  async delete(id: number): Promise<void> {
    await this.database.repository(Staff).delete({ id });
  }

  async hasPassword(id: number): Promise<boolean> {
    return this.database.repository(Staff).createQueryBuilder('s').where('s.id = :id AND s.passwordHash IS NOT NULL', { id }).getExists();
  }

  async giveRoles(staffId: number, roleIds: readonly number[]): Promise<void> {
    if (roleIds.length) await this.database.repository(StaffRole).insert(roleIds.map((roleId) => ({ staffId, roleId })));
  }

  async takeRoles(staffId: number, roleIds: readonly number[]): Promise<void> {
    if (roleIds.length) await this.database.repository(StaffRole).delete({ staffId, roleId: In([...roleIds]) });
  }

  async roleId(code: string): Promise<number> {
    return (await this.database.repository(Role).findOneByOrFail({ code })).id;
  }

  /** Counted on the present rows, not on a snapshot. */
  async activeAdministrators(): Promise<number> {
    const rows = await this.database.rows(
      `SELECT s.id FROM staff s JOIN staff_role sr ON sr.staffId = s.id JOIN role r ON r.id = sr.roleId WHERE s.active = 1 AND s.machine = 0 AND r.active = 1 AND r.code = ?${this.database.dialect.forUpdate()}`,
      [ADMINISTRATOR],
    );
    return rows.length;
  }
}
