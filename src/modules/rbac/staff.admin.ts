import { Injectable } from '@nestjs/common';
import { type AdminListQuery, adminResources, type AdminRow, type AdminSource } from '../../platform/admin/admin-resource.js';
import { ValidationPipe } from '../../platform/http/validation.pipe.js';
import { staffList } from './staff.dto.js';
import { StaffService } from './staff.service.js';
import { StaffViews } from './staff-views.js';

/** Colleagues as other screens name them. */
@Injectable()
export class StaffAdmin implements AdminSource {
  readonly knows = { sorts: ['name', 'username', 'createdAt'], filters: ['active'] };

  constructor(
    private readonly staff: StaffService,
    private readonly views: StaffViews,
    private readonly validation: ValidationPipe,
  ) {}

  async list({ filters, ...query }: AdminListQuery) {
    const page = await this.staff.list(await this.validation.parse(staffList, { ...query, ...filters }));
    return { items: (await this.views.of(page.items)).map(row), total: page.total };
  }

  async get(id: number): Promise<AdminRow> {
    return row((await this.views.of([await this.staff.get(id)]))[0]!);
  }
}

const row = (view: { id: number; roles: readonly { name: string }[] }): AdminRow => ({
  ...view,
  roles: view.roles.map((role) => role.name).join('、'),
});

export const staffResource = adminResources.declare({
  id: 'staff',
  subject: 'Staff',
  label: { 'zh-CN': '员工', en: 'Staff' },
  menu: 'system',
  position: 20,
  icon: 'Users',
  title: 'name',
  source: StaffAdmin,
  searchable: true,
  defaultSort: 'name',
  properties: [
    { name: 'name', label: { 'zh-CN': '姓名', en: 'Name' }, type: 'string', in: ['list', 'show'], sort: 'name' },
    { name: 'username', label: { 'zh-CN': '用户名', en: 'User name' }, type: 'string', in: ['list', 'show'], sort: 'username' },
    {
      name: 'departmentId',
      label: { 'zh-CN': '部门', en: 'Department' },
      type: 'reference',
      reference: 'departments',
      in: ['list', 'show'],
    },
    { name: 'roles', label: { 'zh-CN': '角色', en: 'Roles' }, type: 'string', in: ['list', 'show'] },
    { name: 'email', label: { 'zh-CN': '邮箱', en: 'E-mail' }, type: 'string', in: ['show'] },
    { name: 'phone', label: { 'zh-CN': '电话', en: 'Phone' }, type: 'string', in: ['show'] },
    { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', in: ['list', 'show'], filter: 'active' },
    { name: 'createdAt', label: { 'zh-CN': '创建时间', en: 'Created' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
  ],
});
