import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { Staff } from './staff.entity.js';
import { StaffQueries } from './staff-queries.repository.js';

export const STAFF_FIELDS = ['username', 'name', 'email', 'phone', 'departmentId', 'positionId', 'language', 'active'] as const;

/** Staff as the API shows them: the fields the caller may see, never a password (REQ-A19). */
@Injectable()
export class StaffViews {
  constructor(
    private readonly queries: StaffQueries,
    private readonly scope: Scope,
    private readonly context: Context,
  ) {}

  async of(rows: readonly Staff[]) {
    const zh = this.context.language === 'zh-CN';
    const roles = await this.queries.rolesOf(rows.map((r) => r.id));
    return rows.map((row) => {
      const seen = new Set(this.scope.fields('read', 'Staff', STAFF_FIELDS, row));
      const fields = Object.fromEntries(STAFF_FIELDS.filter((f) => seen.has(f)).map((f) => [f, row[f]]));
      const own = roles.filter((r) => r.staffId === row.id).map((r) => ({ id: r.id, code: r.code, name: zh ? r.nameZh : r.nameEn }));
      return { id: row.id, ...fields, roles: own, version: row.version, createdAt: iso(row.createdAt), updatedAt: iso(row.updatedAt) };
    });
  }
}
