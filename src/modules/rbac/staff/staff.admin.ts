import { Injectable } from '@nestjs/common';
import type { AdminOutcome, AdminRow } from '../../../platform/admin/admin-source.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { deactivation, type StaffChange, type StaffCreation, type StaffListQuery, staffRoles } from './staff.dto.js';
import { StaffInvitations } from './staff-invitations.service.js';
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
    private readonly invitations: StaffInvitations,
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
    return { message: { 'zh-CN': '角色已更新，立即生效', en: 'The roles are changed and hold at once' }, redirect: pageOf(id) };
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
    return { message: { 'zh-CN': '已停用，并在所有设备上退出登录', en: 'Deactivated, and signed out everywhere' }, redirect: pageOf(id) };
  }

  async activate([id]: readonly number[]): Promise<AdminOutcome> {
    await this.states.activate(id!);
    return { message: { 'zh-CN': '已启用', en: 'Active again' }, redirect: pageOf(id) };
  }

  /** The link is shown only where no letter carries it. */
  async invite([id]: readonly number[]): Promise<AdminOutcome> {
    const { link, sent } = await this.invitations.invite(id!);
    if (sent)
      return {
        message: { 'zh-CN': '邀请已发送到他的邮箱，72 小时内有效', en: 'The invitation is on its way; it is good for 72 hours' },
        redirect: pageOf(id),
      };
    return {
      message: {
        'zh-CN': '请把此链接交给他本人，72 小时内有效，只能使用一次。',
        en: 'Give this link to him alone. It is good for 72 hours and works once.',
      },
      detail: link,
      note: { 'zh-CN': '请现在复制，关闭后不再显示：', en: 'Copy it now; it is not shown again:' },
      redirect: pageOf(id),
    };
  }

  async sendReset([id]: readonly number[]): Promise<AdminOutcome> {
    const sent = await this.invitations.sendReset(id!);
    return {
      message: sent
        ? { 'zh-CN': '重置链接已发送到他的邮箱，一小时内有效', en: 'The link is on its way; it is good for one hour' }
        : { 'zh-CN': '没有发送：尚未配置邮件服务器', en: 'Nothing was sent: no mail server is configured' },
      redirect: pageOf(id),
    };
  }
}

const pageOf = (id: number | undefined): string => `/admin/resources/staff/records/${id}/show`;
