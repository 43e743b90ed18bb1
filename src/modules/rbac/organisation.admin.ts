import { adminMenus } from '../../platform/admin/admin-resource.js';

/** People and what they may do, apart from the settings of the system. */
export const organisationMenu = adminMenus.declare({
  code: 'organisation',
  label: { 'zh-CN': '组织与权限', en: 'Organisation' },
  icon: 'Briefcase',
  position: 80,
});
