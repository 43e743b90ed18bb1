import { adminMenus } from '../../../platform/admin/admin-page.js';
import type { AdminRow } from '../../../platform/admin/admin-source.js';

/** People and what they may do, apart from the settings of the system. */
export const organisationMenu = adminMenus.declare({
  code: 'organisation',
  label: { 'zh-CN': '组织与权限', en: 'Organisation' },
  icon: 'Briefcase',
  position: 80,
});

/** What the product brings may be renamed, not deleted. */
export const builtInStays = ({ builtIn }: AdminRow): readonly string[] => (builtIn ? ['edit'] : ['edit', 'delete']);
