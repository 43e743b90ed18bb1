import { Injectable } from '@nestjs/common';
import { SecondStepRepository } from '../../../platform/auth/second-step/second-step.repository.js';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { Staff } from './staff.entity.js';
import { StaffQueries } from './staff-queries.repository.js';

export const STAFF_FIELDS = ['username', 'name', 'email', 'phone', 'departmentId', 'positionId', 'language', 'active'] as const;

/** Staff as the API shows them: the fields the caller may see, never a password (REQ-A19). `secondStep`: only to who may reset it. */
@Injectable()
export class StaffViews {
  constructor(
    private readonly queries: StaffQueries,
    private readonly secondSteps: SecondStepRepository,
    private readonly scope: Scope,
    private readonly context: Context,
  ) {}

  async of(rows: readonly Staff[]) {
    const zh = this.context.language === 'zh-CN';
    const roles = await this.queries.rolesOf(rows.map((r) => r.id));
    const resettable = rows.filter((row) => this.scope.can('reset-second-step', 'Staff', row)).map((row) => row.id);
    const on = new Set(resettable.length ? await this.secondSteps.on(resettable) : []);
    return rows.map((row) => {
      const seen = new Set(this.scope.fields('read', 'Staff', STAFF_FIELDS, row));
      const fields = Object.fromEntries(STAFF_FIELDS.filter((f) => seen.has(f)).map((f) => [f, row[f]]));
      const own = roles.filter((r) => r.staffId === row.id).map((r) => ({ id: r.id, code: r.code, name: zh ? r.nameZh : r.nameEn }));
      const secondStep = resettable.includes(row.id) ? { secondStep: on.has(row.id) } : {};
      const at = { createdAt: iso(row.createdAt), updatedAt: iso(row.updatedAt) };
      return { id: row.id, ...fields, roles: own, ...secondStep, version: row.version, ...at };
    });
  }
}
