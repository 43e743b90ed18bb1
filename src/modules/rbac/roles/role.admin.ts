import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { Context } from '../../../platform/context/context.js';
import { aboutRole } from './built-in.js';
import { builtInStays } from '../organisation/organisation.admin.js';
import { roleChange, type RoleChange, roleCreation, type RoleCreation, roleList, type RoleListQuery } from './role.dto.js';
import type { Role } from './role.entity.js';
import { RoleService } from './role.service.js';

/** Roles (REQ-B5, B9); what they may do is edited in the table behind each. */
@Injectable()
export class RoleAdmin {
  constructor(
    private readonly roles: RoleService,
    private readonly context: Context,
  ) {}

  async list(query: RoleListQuery) {
    const { items, total } = await this.roles.list(query);
    return { items: items.map((role) => this.row(role)), total };
  }

  async get(id: number): Promise<AdminRow> {
    const { permissions, ...role } = await this.roles.get(id);
    return { ...this.row(role), permissions: permissions.length };
  }

  async create(role: RoleCreation) {
    return this.get(await this.roles.create(role));
  }

  async update(id: number, change: RoleChange) {
    await this.roles.update(id, change);
    return this.get(id);
  }

  remove(id: number): Promise<void> {
    return this.roles.remove(id);
  }

  private row(role: Role): AdminRow {
    const { language } = this.context;
    return { ...role, name: language === 'zh-CN' ? role.nameZh : role.nameEn, about: aboutRole(role, language) };
  }
}

export const roleResource = adminResources.declare({
  id: 'roles',
  subject: 'Role',
  label: { 'zh-CN': '角色', en: 'Roles' },
  menu: 'organisation',
  position: 50,
  icon: 'Shield',
  title: 'name',
  source: shaped(RoleAdmin, { list: roleList, create: roleCreation, update: roleChange }),
  allowed: builtInStays,
  searchable: true,
  defaultSort: 'id',
  showComponent: 'RolePermissions',
  help: {
    'zh-CN': '角色决定能看什么、做什么。点开一个角色，查看它的权限。',
    en: 'Roles decide what somebody sees and does. Open one to see its permissions.',
  },
  invites: {
    to: 'update',
    help: {
      'zh-CN': '角色决定能看什么、做什么。点开一个角色，查看和修改它的权限；修改一秒内对所有人生效。',
      en: 'Roles decide what somebody sees and does. Open one to see and change its permissions; a change holds within a second.',
    },
  },
  properties: [
    { name: 'name', label: { 'zh-CN': '角色', en: 'Role' }, type: 'string', in: ['list'] },
    { name: 'nameZh', label: { 'zh-CN': '中文名称', en: 'Chinese name' }, type: 'string', required: true, in: ['new', 'edit'] },
    { name: 'nameEn', label: { 'zh-CN': '英文名称', en: 'English name' }, type: 'string', required: true, in: ['new', 'edit'] },
    {
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      type: 'string',
      required: true,
      in: ['list', 'show', 'new'],
      sort: 'code',
      help: { 'zh-CN': '小写字母、数字和连字符，之后不能修改', en: 'Small letters, digits and hyphens; it stays for good' },
    },
    { name: 'about', label: { 'zh-CN': '说明', en: 'Description' }, type: 'string', in: ['list'], field: 'description' },
    { name: 'description', label: { 'zh-CN': '说明', en: 'Description' }, type: 'text', in: ['new', 'edit'] },
    {
      name: 'secondStep',
      label: { 'zh-CN': '必须两步登录', en: 'Two-step sign-in' },
      type: 'boolean',
      in: ['list', 'new', 'edit'],
      help: {
        'zh-CN': '勾选后，持有此角色的员工须先设置两步登录，否则不能做任何其他操作',
        en: 'Whoever has the role must set up two-step sign-in before he can do anything else',
      },
    },
    { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', in: ['list', 'edit'], filter: 'active' },
    { name: 'builtIn', label: { 'zh-CN': '系统内置', en: 'Built in' }, type: 'boolean', in: ['list'] },
  ],
});
