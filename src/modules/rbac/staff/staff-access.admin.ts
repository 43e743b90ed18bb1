import { Injectable } from '@nestjs/common';
import type { AdminOutcome } from '../../../platform/admin/admin-source.js';
import { StaffAccess } from './staff-access.service.js';
import { StaffInvitations } from './staff-invitations.service.js';

/** How the back office says what became of a colleague's way in: invitation, password, second step, sign-ins. */
@Injectable()
export class StaffAccessAdmin {
  constructor(
    private readonly invitations: StaffInvitations,
    private readonly access: StaffAccess,
  ) {}

  /** The link is shown only where no letter carries it. */
  async invite(id: number): Promise<AdminOutcome> {
    const { link, sent } = await this.invitations.invite(id);
    if (sent)
      return {
        message: { 'zh-CN': '邀请已发送到他的邮箱，72 小时内有效', en: 'The invitation is on its way; it is good for 72 hours' },
        redirect: staffPage(id),
      };
    return {
      message: {
        'zh-CN': '请把此链接交给他本人，72 小时内有效，只能使用一次。',
        en: 'Give this link to him alone. It is good for 72 hours and works once.',
      },
      detail: link,
      note: { 'zh-CN': '请现在复制，关闭后不再显示：', en: 'Copy it now; it is not shown again:' },
      redirect: staffPage(id),
    };
  }

  async sendReset(id: number): Promise<AdminOutcome> {
    const sent = await this.invitations.sendReset(id);
    return {
      message: sent
        ? { 'zh-CN': '重置链接已发送到他的邮箱，一小时内有效', en: 'The link is on its way; it is good for one hour' }
        : { 'zh-CN': '没有发送：尚未配置邮件服务器', en: 'Nothing was sent: no mail server is configured' },
      redirect: staffPage(id),
    };
  }

  async resetSecondStep(id: number): Promise<AdminOutcome> {
    await this.access.resetSecondStep(id);
    return {
      message: { 'zh-CN': '已重置，他会收到通知', en: 'Reset; he is told' },
      redirect: staffPage(id),
    };
  }

  async signOut(id: number): Promise<AdminOutcome> {
    await this.access.signOut(id);
    return { message: { 'zh-CN': '已在所有设备上退出登录', en: 'Signed out everywhere' }, redirect: staffPage(id) };
  }
}

export const staffPage = (id: number | undefined): string => `/admin/resources/staff/records/${id}/show`;
