import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/context/clock.js';
import { Database } from '../../platform/database/database.js';
import { Role, StaffRole } from './role.entity.js';
import { Staff } from './staff.entity.js';

export type NewStaff = Pick<Staff, 'username' | 'name' | 'email' | 'phone' | 'departmentId' | 'positionId' | 'active' | 'language' | 'passwordHash'>;

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
    const result = await this.database.repository(Staff).insert({ ...values, passwordChangedAt, version: 1, createdAt: now, updatedAt: now });
    return Number(result.identifiers[0]!['id']);
  }

  async giveRoles(staffId: number, roleIds: readonly number[]): Promise<void> {
    if (roleIds.length) await this.database.repository(StaffRole).insert(roleIds.map((roleId) => ({ staffId, roleId })));
  }

  async roleId(code: string): Promise<number> {
    return (await this.database.repository(Role).findOneByOrFail({ code })).id;
  }
}
