import { CRUD, type PermissionSet } from '../../../platform/permissions/permission-set.js';

/** Who may look at, stop and take back what was done to many customers; each customer is asked for besides. */
export const changePermissions: PermissionSet = {
  menu: { code: 'customers', label: { 'zh-CN': '客户', en: 'Customers' } },
  group: { code: 'changes', label: { 'zh-CN': '批量操作', en: 'Bulk changes' } },
  subjects: [
    {
      subject: 'ChangeSet',
      label: { 'zh-CN': '批量操作', en: 'Bulk changes' },
      actions: { read: CRUD.read, undo: { 'zh-CN': '停止与撤销', en: 'Stop and undo' } },
      scopes: { own: { createdById: '${user.id}' } },
      defaults: {
        operations: { read: 'all', undo: 'all' },
        'sales-director': { read: 'all', undo: 'all' },
        'sales-supervisor': { read: 'own', undo: 'own' },
        salesperson: { read: 'own', undo: 'own' },
      },
    },
  ],
};
