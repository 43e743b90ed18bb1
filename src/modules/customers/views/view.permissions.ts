import type { PermissionSet } from '../../../platform/permissions/permission-set.js';

/** Everybody keeps views of his own without a permission; this one is for giving them to others. */
export const viewPermissions: PermissionSet = {
  menu: { code: 'customers', label: { 'zh-CN': '客户', en: 'Customers' } },
  group: { code: 'customers', label: { 'zh-CN': '客户与跟进', en: 'Customers and interactions' } },
  subjects: [
    {
      subject: 'SavedView',
      label: { 'zh-CN': '列表视图', en: 'Views of lists' },
      actions: { share: { 'zh-CN': '共享给部门，并维护已共享的', en: 'Share with a department, and look after those that are' } },
      fields: { departmentId: { 'zh-CN': '部门', en: 'Department' } },
      scopes: {
        department: { departmentId: '${user.departmentId}' },
        tree: { departmentId: { $in: '${user.departmentTreeIds}' } },
      },
      defaults: { operations: { share: 'all' }, 'sales-director': { share: 'tree' }, 'sales-supervisor': { share: 'tree' } },
    },
  ],
};
