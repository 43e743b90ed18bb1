import { Injectable } from '@nestjs/common';
import type { AdminOutcome, AdminRow } from '../../../platform/admin/admin-source.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { deactivation, type StaffChange, type StaffCreation, type StaffListQuery, staffRoles } from './staff.dto.js';
import { StaffAccessAdmin, staffPage } from './staff-access.admin.js';
import { StaffRolesService } from './staff-roles.service.js';
import { StaffRows } from './staff-rows.js';
import { StaffService } from './staff.service.js';
import { StaffStateService } from './staff-state.service.js';

/** Colleagues, their accounts and their roles in the back office (REQ-A14, A15, B9). */
@Injectable()
export class StaffAdmin {
  constructor(
    private readonly staff: StaffService,
    private readonly states: StaffStateService,
    private readonly roles: StaffRolesService,
    private readonly access: StaffAccessAdmin,
    private readonly rows: StaffRows,
    private readonly validation: ValidationPipe,
  ) {}

  async list(query: StaffListQuery) {
    const page = await this.staff.list(query);
    return { items: await this.rows.of(page.items), total: page.total };
  }

  async get(id: number): Promise<AdminRow> {
    return (await this.rows.of([await this.staff.get(id)]))[0]!;
  }

  async create(colleague: StaffCreation): Promise<AdminRow> {
    const id = await this.staff.create(colleague);
    return (await this.rows.of([await this.staff.get(id, 'create')]))[0]!;
  }

  async update(id: number, change: StaffChange): Promise<AdminRow> {
    await this.staff.update(id, change);
    return (await this.rows.of([await this.staff.get(id, 'update')]))[0]!;
  }

  remove(id: number): Promise<void> {
    return this.staff.remove(id);
  }

  async assignRoles([id]: readonly number[], inputs: Record<string, unknown>): Promise<AdminOutcome> {
    await this.roles.replace(id!, await this.validation.parse(staffRoles, { roleIds: inputs['roleIds'] ?? [] }));
    return { message: { 'zh-CN': '角色已更新，立即生效', en: 'The roles are changed and hold at once' }, redirect: staffPage(id) };
  }

  async deactivate([id]: readonly number[], { fate, to, rest: where }: Record<string, unknown>): Promise<AdminOutcome> {
    const handOver =
      fate === 'pool' ? { toPool: true } : fate === 'colleague' ? { ...(to ? { to } : {}), ...(where ? { rest: where } : {}) } : undefined;
    const choice = await this.validation.parse(deactivation, { ...(handOver ? { handOver } : {}) });
    const rest = await this.states.deactivate(id!, choice.handOver as never);
    const stayed = rest.reduce((sum, { count }) => sum + count, 0);
    const detail = rest.flatMap(({ reasons }) => reasons.map((r) => `${r.count}: ${r.detail}`)).join('\n');
    if (stayed)
      return {
        message: {
          'zh-CN': `已停用；接收人未能接收 ${stayed} 个，已转为${rest[0]!.where === 'pool' ? '公海' : '待分配'}`,
          en: `Deactivated; ${stayed} could not go to the colleague and ${rest[0]!.where === 'pool' ? 'went to the pool' : 'wait to be distributed'}`,
        },
        detail,
      };
    return {
      message: { 'zh-CN': '已停用，并在所有设备上退出登录', en: 'Deactivated, and signed out everywhere' },
      redirect: staffPage(id),
    };
  }

  async activate([id]: readonly number[]): Promise<AdminOutcome> {
    await this.states.activate(id!);
    return { message: { 'zh-CN': '已启用', en: 'Active again' }, redirect: staffPage(id) };
  }

  invite([id]: readonly number[]): Promise<AdminOutcome> {
    return this.access.invite(id!);
  }

  sendReset([id]: readonly number[]): Promise<AdminOutcome> {
    return this.access.sendReset(id!);
  }

  resetSecondStep([id]: readonly number[]): Promise<AdminOutcome> {
    return this.access.resetSecondStep(id!);
  }

  signOut([id]: readonly number[]): Promise<AdminOutcome> {
    return this.access.signOut(id!);
  }
}
