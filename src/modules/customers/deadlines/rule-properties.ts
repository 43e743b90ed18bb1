import type { AdminProperty } from '../../../platform/admin/admin-resource.js';

/** What the screens of all rules have in common. */
export const ruleName: AdminProperty = {
  name: 'name',
  label: { 'zh-CN': '名称', en: 'Name' },
  type: 'string',
  required: true,
  sort: 'name',
};
export const ruleDepartment: AdminProperty = {
  name: 'departmentId',
  label: { 'zh-CN': '部门（含下级）', en: 'Department (and below)' },
  type: 'reference',
  reference: 'departments',
  filter: 'departmentId',
  help: { 'zh-CN': '留空表示所有部门', en: 'Empty: all departments' },
  without: { 'zh-CN': '所有部门', en: 'All departments' },
};
export const ruleActive: AdminProperty = { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', initial: true };
