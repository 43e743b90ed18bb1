import { adminPages } from '../../../platform/admin/admin-page.js';

/** Why somebody may, or may not (REQ-B19). */
export const explainPage = adminPages.declare({
  name: 'explain',
  label: { 'zh-CN': '权限解释', en: 'Who may what' },
  menu: 'organisation',
  position: 90,
  icon: 'HelpCircle',
  permission: { action: 'explain', subject: 'Permission' },
  component: 'ExplainRights',
});
