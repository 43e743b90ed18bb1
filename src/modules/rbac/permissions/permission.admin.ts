import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { Context } from '../../../platform/context/context.js';
import { builtInStays } from '../organisation/organisation.admin.js';
import type { Permission } from './permission.entity.js';
import { PermissionService } from './permission.service.js';
import {
  permissionChange,
  type PermissionChange,
  permissionCreation,
  type PermissionCreation,
  permissionList,
  type PermissionListQuery,
} from '../roles/role.dto.js';
import { RightsViews } from '../rights/rights-views.js';
import { SubjectCatalogue } from './subject-catalogue.js';

/** The permissions there are; administrators add narrower ones (REQ-B4, B8, B11). */
@Injectable()
export class PermissionAdmin {
  constructor(
    private readonly permissions: PermissionService,
    private readonly views: RightsViews,
    private readonly catalogue: SubjectCatalogue,
    private readonly context: Context,
  ) {}

  async list(query: PermissionListQuery) {
    const { items, total } = await this.permissions.list(query);
    return { items: items.map((row) => this.row(row)), total };
  }

  async get(id: number): Promise<AdminRow> {
    return this.row(await this.permissions.get(id));
  }

  async create(permission: PermissionCreation) {
    return this.get(await this.permissions.create(permission));
  }

  async update(id: number, change: PermissionChange) {
    await this.permissions.update(id, change);
    return this.get(id);
  }

  remove(id: number): Promise<void> {
    return this.permissions.remove(id);
  }

  private row(permission: Permission): AdminRow {
    const { actionName, subjectName } = permission;
    return { ...this.views.permission(permission), about: this.catalogue.nameOf(actionName, subjectName, this.context.language) };
  }
}

export const permissionResource = adminResources.declare({
  id: 'permissions',
  subject: 'Permission',
  label: { 'zh-CN': '权限项', en: 'Permissions' },
  menu: 'organisation',
  position: 60,
  icon: 'Key',
  title: 'title',
  source: shaped(PermissionAdmin, { list: permissionList, create: permissionCreation, update: permissionChange }),
  allowed: builtInStays,
  searchable: true,
  defaultSort: 'id',
  help: {
    'zh-CN': '系统自带的权限项不能改变含义；管理员可以新增带条件的权限项（例如只看百度来源的线索），再授予角色。',
    en: 'What the product brings keeps its meaning. Administrators may add narrower ones (only leads from Baidu, say) and give them to roles.',
  },
  properties: [
    { name: 'title', label: { 'zh-CN': '权限项', en: 'Permission' }, type: 'string', in: ['list'] },
    { name: 'titleZh', label: { 'zh-CN': '中文名称', en: 'Chinese title' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
    { name: 'titleEn', label: { 'zh-CN': '英文名称', en: 'English title' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
    {
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      type: 'string',
      required: true,
      in: ['list', 'show', 'new'],
      sort: 'code',
      help: { 'zh-CN': '唯一，如 customers_Customer.read-baidu', en: 'Of its own: customers_Customer.read-baidu' },
    },
    { name: 'about', label: { 'zh-CN': '对象与操作', en: 'What it is about' }, type: 'string', in: ['show'] },
    {
      name: 'subject',
      label: { 'zh-CN': '对象', en: 'Subject' },
      type: 'choice',
      choicesOf: 'subjects',
      required: true,
      in: ['show', 'new'],
      filter: 'subject',
    },
    {
      name: 'action',
      label: { 'zh-CN': '操作', en: 'Action' },
      type: 'choice',
      choicesOf: 'actions',
      required: true,
      in: ['show', 'new'],
      filter: 'action',
      help: { 'zh-CN': '该对象有的操作', en: 'One that the subject knows' },
    },
    {
      name: 'groupId',
      label: { 'zh-CN': '权限组', en: 'Group' },
      type: 'reference',
      reference: 'permission-groups',
      required: true,
      filter: 'groupId',
    },
    {
      name: 'parentId',
      label: { 'zh-CN': '所属菜单项', en: 'Menu entry' },
      type: 'reference',
      reference: 'permissions',
      in: ['show', 'new', 'edit'],
      help: {
        'zh-CN': '没有自己页面的权限项，归在哪一项下面',
        en: 'For one that has no page of its own: the permission under whose entry it stands',
      },
    },
    {
      name: 'conditions',
      label: { 'zh-CN': '条件', en: 'Conditions' },
      type: 'json',
      help: {
        'zh-CN': '只对符合条件的记录有效，如 {"source": "baidu", "ownerId": "${user.id}"}',
        en: 'Holds for rows like these only: {"source": "baidu", "ownerId": "${user.id}"}',
      },
    },
    {
      name: 'fields',
      label: { 'zh-CN': '字段', en: 'Fields' },
      type: 'json',
      help: { 'zh-CN': '只对这些字段有效，如 ["name", "phone"]；留空为全部', en: 'Only these: ["name", "phone"]; empty for all' },
    },
    {
      name: 'inverted',
      label: { 'zh-CN': '禁止', en: 'Forbids' },
      type: 'boolean',
      in: ['show', 'new', 'edit'],
      help: { 'zh-CN': '禁止优先于任何角色的允许', en: 'A prohibition wins over what any role allows' },
    },
    { name: 'builtIn', label: { 'zh-CN': '系统自带', en: 'Built in' }, type: 'boolean', in: ['list', 'show'] },
  ],
});
