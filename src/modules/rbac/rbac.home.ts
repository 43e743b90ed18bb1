import { Injectable } from '@nestjs/common';
import { homeCards, type HomeCardContent, type HomeCardSource } from '../../platform/admin/home-card.js';
import { BusinessTime } from '../../platform/context/business-time.js';
import { Clock } from '../../platform/context/clock.js';
import { FieldSight } from '../../platform/permissions/field-sight.js';
import { LeaveService } from './leave/leave.service.js';
import { StaffDirectory } from './staff/staff-directory.service.js';
import { StaffService } from './staff/staff.service.js';

const ROWS = 5;

/** Who is away today: his clocks stand still and he receives nobody. */
@Injectable()
export class AwayCard implements HomeCardSource {
  constructor(
    private readonly leave: LeaveService,
    private readonly directory: StaffDirectory,
    private readonly sight: FieldSight,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  async card(): Promise<HomeCardContent> {
    const today = this.time.dayOf(this.clock.now());
    const away = await this.leave.list({ page: 1, pageSize: ROWS, fromDay: today, toDay: today });
    const names = await this.directory.namesOf(away.items.map((one) => one.staffId));
    return {
      value: away.total,
      hint: away.total
        ? { 'zh-CN': '期限暂停，不参与分配', en: 'deadlines stand still, no new customers' }
        : { 'zh-CN': '今天没有人请假', en: 'nobody is on leave today' },
      link: `/admin/resources/leave?filters.period~~from=${today}&filters.period~~to=${today}`,
      rows: away.items.map((one) => ({
        text: (this.sight.sees('Leave', 'staffId', one) && names.get(one.staffId)) || `#${one.id}`,
        value: `→ ${one.toDay}`,
        link: `/admin/resources/leave/records/${one.id}/show`,
      })),
    };
  }
}

/** For whoever keeps the accounts. */
@Injectable()
export class StaffCard implements HomeCardSource {
  constructor(private readonly staff: StaffService) {}

  async card(): Promise<HomeCardContent> {
    const { total } = await this.staff.list({ page: 1, pageSize: 1, active: true });
    return {
      value: total,
      hint: { 'zh-CN': '启用的账号', en: 'active accounts' },
      link: '/admin/resources/staff?filters.active=true',
    };
  }
}

export const rbacCards = [
  homeCards.declare({
    name: 'away',
    label: { 'zh-CN': '今天请假', en: 'Away today' },
    permission: { action: 'create', subject: 'Leave' },
    source: AwayCard,
    position: 50,
  }),
  homeCards.declare({
    name: 'staff',
    label: { 'zh-CN': '员工', en: 'Staff' },
    permission: { action: 'invite', subject: 'Staff' },
    source: StaffCard,
    position: 70,
  }),
];
