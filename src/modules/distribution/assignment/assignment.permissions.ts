import type { PermissionSet } from '../../../platform/permissions/permission-set.js';

const scopes = {
  own: { staffId: '${user.id}' },
  department: { departmentId: '${user.departmentId}' },
  tree: { departmentId: { $in: '${user.departmentTreeIds}' } },
} as const;

export const assignmentPermissions: PermissionSet = {
  menu: { code: 'customers', label: { 'zh-CN': '客户', en: 'Customers' } },
  group: { code: 'distribution', label: { 'zh-CN': '自动分配', en: 'Distribution' } },
  subjects: [
    {
      subject: 'Quota',
      label: { 'zh-CN': '权重与承单数', en: 'Quotas' },
      actions: {
        read: { 'zh-CN': '查看', en: 'Read' },
        create: { 'zh-CN': '新增', en: 'Add' },
        update: { 'zh-CN': '修改', en: 'Change' },
        delete: { 'zh-CN': '删除', en: 'Delete' },
      },
      scopes,
      defaults: {
        operations: { read: 'all', create: 'all', update: 'all', delete: 'all' },
        'sales-director': { read: 'tree', create: 'tree', update: 'tree', delete: 'tree' },
        'sales-supervisor': { read: 'tree' },
        salesperson: { read: 'own' },
      },
    },
    {
      subject: 'Distribution',
      label: { 'zh-CN': '分配', en: 'Distribution' },
      actions: {
        read: { 'zh-CN': '查看当前轮次与预览', en: 'See the present round and the preview' },
        run: { 'zh-CN': '立即分配', en: 'Run' },
      },
      defaults: {
        operations: { read: 'all', run: 'all' },
        'sales-director': { read: 'all', run: 'all' },
        'sales-supervisor': { read: 'all' },
      },
    },
    {
      subject: 'Assignment',
      label: { 'zh-CN': '分配结果与原因', en: 'Assignments and their reasons' },
      actions: { read: { 'zh-CN': '查看', en: 'Read' } },
      scopes,
      defaults: {
        operations: { read: 'all' },
        'sales-director': { read: 'tree' },
        'sales-supervisor': { read: 'tree' },
        salesperson: { read: 'own' },
      },
    },
  ],
};
