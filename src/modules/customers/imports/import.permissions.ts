import { CRUD, crudWithin, type PermissionSet } from '../../../platform/permissions/permission-set.js';

/** REQ-B20: operations and the sales director import. */
export const importPermissions: PermissionSet = {
  menu: { code: 'customers', label: { 'zh-CN': '客户', en: 'Customers' } },
  group: { code: 'imports', label: { 'zh-CN': '导入', en: 'Imports' } },
  subjects: [
    {
      subject: 'Import',
      label: { 'zh-CN': '客户导入', en: 'Customer imports' },
      actions: {
        read: CRUD.read,
        create: { 'zh-CN': '导入', en: 'Import' },
        cancel: { 'zh-CN': '取消', en: 'Cancel' },
        undo: { 'zh-CN': '撤销', en: 'Undo' },
      },
      scopes: { own: { createdById: '${user.id}' } },
      defaults: {
        operations: { read: 'all', create: 'all', cancel: 'all', undo: 'all' },
        'sales-director': { read: 'own', create: 'all', cancel: 'own', undo: 'own' },
      },
    },
    {
      subject: 'ImportProfile',
      label: { 'zh-CN': '导入方案', en: 'Import profiles' },
      actions: CRUD,
      defaults: { operations: crudWithin('all'), 'sales-director': crudWithin('all') },
    },
  ],
};
