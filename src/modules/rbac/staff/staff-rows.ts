import { Injectable } from '@nestjs/common';
import type { AdminRow } from '../../../platform/admin/admin-source.js';
import { Context } from '../../../platform/context/context.js';
import { StaffQueries } from './staff-queries.repository.js';
import type { Staff } from './staff.entity.js';
import { StaffViews } from './staff-views.js';

/** What decides about the buttons of a row; it never leaves the server. */
export interface StaffState {
  /** null to whoever does not see it. */
  active: boolean | null;
  /** Has set no password yet. */
  waiting: boolean;
  hasEmail: boolean;
  own: boolean;
  /** Two-step sign-in is on, as far as the caller may reset it. */
  secondStep: boolean;
}

/** Staff as the back office lists them: what the API shows, with the names of what it refers to. */
@Injectable()
export class StaffRows {
  constructor(
    private readonly views: StaffViews,
    private readonly queries: StaffQueries,
    private readonly context: Context,
  ) {}

  async of(rows: readonly Staff[]): Promise<AdminRow[]> {
    const { departments, positions } = await this.queries.placesOf(rows);
    const views = (await this.views.of(rows)) as (AdminRow & { roles: readonly { id: number; name: string }[]; secondStep?: boolean })[];
    const zh = this.context.language === 'zh-CN';
    return views.map((view, i) => {
      const { departmentId, positionId, passwordChangedAt, ...row } = rows[i]!;
      const position = positionId === null ? undefined : positions.get(positionId);
      const waiting = passwordChangedAt === null;
      const active = 'active' in view ? row.active : null;
      const hasEmail = !('email' in view) || row.email !== null;
      const state: StaffState = { active, waiting, hasEmail, own: view.id === this.context.actor.id, secondStep: view.secondStep === true };
      return {
        ...view,
        ...(departmentId !== null && 'departmentId' in view
          ? { departmentId: { id: departmentId, title: departments.get(departmentId) ?? `#${departmentId}` } }
          : {}),
        ...(position && 'positionId' in view ? { positionId: { id: position.id, title: zh ? position.nameZh : position.nameEn } } : {}),
        waiting,
        state,
      };
    });
  }
}
