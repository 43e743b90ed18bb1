import { CRUD, crudWithin, heldBy, type PermissionSet } from '../../../platform/permissions/permission-set.js';

const scopes = heldBy('staffId');

export const assignmentPermissions: PermissionSet = {
  menu: { code: 'customers', label: { 'zh-CN': '客户', en: 'Customers' } },
  group: { code: 'distribution', label: { 'zh-CN': '自动分配', en: 'Distribution' } },
  subjects: [
    {
      subject: 'Quota',
      label: { 'zh-CN': '权重与承单数', en: 'Quotas' },
      actions: CRUD,
      scopes,
      defaults: {
        operations: crudWithin('all'),
        'sales-director': crudWithin('tree'),
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
      actions: { read: CRUD.read },
      scopes,
      defaults: {
        operations: { read: 'all' },
        'sales-director': { read: 'all' },
        'sales-supervisor': { read: 'tree' },
        salesperson: { read: 'own' },
      },
    },
  ],
};
