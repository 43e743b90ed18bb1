import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import type { PlacedLeave } from './leave.repository.js';
import { LeaveService } from './leave.service.js';
import { LeaveViews } from './leave-views.js';
import { StaffDirectory } from '../staff/staff-directory.service.js';
import { leaveChange, type LeaveChange, leaveEntry, type LeaveEntry, type LeaveListQuery, leaveOverview } from '../staff/staff.dto.js';

@Injectable()
export class LeaveAdmin {
  constructor(
    private readonly leave: LeaveService,
    private readonly views: LeaveViews,
    private readonly directory: StaffDirectory,
  ) {}

  async list(query: LeaveListQuery) {
    const { items, total } = await this.leave.list(query);
    return { items: await this.rows(items), total };
  }

  async get(id: number): Promise<AdminRow> {
    return (await this.rows([await this.leave.find(id)]))[0]!;
  }

  async create({ staffId, ...leave }: LeaveEntry): Promise<AdminRow> {
    const made = await this.leave.create(staffId, leave);
    return (await this.rows([await this.leave.get(staffId, made, 'create')]))[0]!;
  }

  async update(id: number, change: LeaveChange): Promise<AdminRow> {
    const { staffId } = await this.leave.find(id);
    await this.leave.update(staffId, id, change);
    return this.get(id);
  }

  async remove(id: number): Promise<void> {
    const { staffId } = await this.leave.find(id);
    await this.leave.remove(staffId, id);
  }

  private async rows(items: readonly PlacedLeave[]): Promise<AdminRow[]> {
    const people = await this.directory.many(items.flatMap((row) => [row.staffId, row.createdById ?? row.staffId]));
    const nameOf = (staffId: number | null) => (staffId === null ? null : (people.get(staffId)?.name ?? null));
    return items.map((row) => {
      const view = this.views.of(row);
      const away =
        'staffId' in view
          ? {
              staffId: { id: row.staffId, title: nameOf(row.staffId) ?? `#${row.staffId}` },
              title: `${nameOf(row.staffId) ?? ''} ${row.fromDay}`,
            }
          : {};
      return { ...view, ...away, createdByName: nameOf(row.createdById) };
    });
  }
}

export const leaveResource = adminResources.declare({
  id: 'leave',
  subject: 'Leave',
  label: { 'zh-CN': '请假', en: 'Leave' },
  menu: 'organisation',
  position: 40,
  icon: 'Sunset',
  title: 'title',
  source: shaped(LeaveAdmin, { list: leaveOverview, create: leaveEntry, update: leaveChange }),
  defaultSort: '-fromDay',
  help: {
    'zh-CN': '请假的日子不分配新客户，也不计入跟进和成单期限。自己的请假由上级登记。',
    en: 'Days of leave: nobody is given customers then, and deadlines do not count them. Yours is entered by somebody who manages you.',
  },
  empty: { 'zh-CN': '没有请假记录', en: 'No leave is entered' },
  properties: [
    { name: 'title', label: { 'zh-CN': '请假', en: 'Leave' }, type: 'string', field: 'staffId', in: [] },
    {
      name: 'staffId',
      label: { 'zh-CN': '员工', en: 'Colleague' },
      type: 'reference',
      reference: 'staff',
      in: ['list', 'show', 'new'],
      required: true,
      filter: 'staffId',
    },
    { name: 'fromDay', label: { 'zh-CN': '第一天', en: 'First day' }, type: 'day', field: null, required: true, sort: 'fromDay' },
    { name: 'toDay', label: { 'zh-CN': '最后一天', en: 'Last day' }, type: 'day', field: null, required: true },
    {
      name: 'period',
      label: { 'zh-CN': '日期在', en: 'Within' },
      type: 'day',
      field: null,
      in: [],
      filterRange: { from: 'fromDay', to: 'toDay' },
    },
    { name: 'reason', label: { 'zh-CN': '原因', en: 'Reason' }, type: 'string', field: null },
    { name: 'createdByName', label: { 'zh-CN': '登记人', en: 'Entered by' }, type: 'string', field: null, in: ['show'] },
  ],
});
