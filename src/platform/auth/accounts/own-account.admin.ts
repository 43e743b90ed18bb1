import { adminPages } from '../../admin/admin-page.js';

/** Reached by one's own name at the top of every page. */
export const accountPage = adminPages.declare({
  name: 'account',
  label: { 'zh-CN': '我的账号', en: 'My account' },
  icon: 'User',
  permission: 'signed-in',
  component: 'MyAccount',
});
