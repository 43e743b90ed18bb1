import { adminPages } from '../../../platform/admin/admin-page.js';
import type { AdminAction } from '../../../platform/admin/admin-resource.js';

export const exportPage = adminPages.declare({
  name: 'customer-exports',
  label: { 'zh-CN': '导出客户', en: 'Exports' },
  menu: 'customers',
  position: 75,
  icon: 'Download',
  permission: { action: 'export', subject: 'Customer' },
  component: 'CustomerExports',
});

export const exportAction: AdminAction = {
  name: 'exportChosen',
  kind: 'bulk',
  label: { 'zh-CN': '导出所选', en: 'Export these' },
  permission: 'export',
  icon: 'Download',
  confirm: { 'zh-CN': '将所选客户导出为 .xlsx 文件？', en: 'Export these customers as an .xlsx file?' },
  method: 'exportChosen',
};
