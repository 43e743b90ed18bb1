import { type AdminProperty, adminResources } from '../../../platform/admin/admin-resource.js';
import { shaped } from '../../../platform/admin/admin-source.js';
import { builtInStays } from '../organisation/organisation.admin.js';
import { PermissionGroups } from './permission-groups.service.js';
import { PermissionMenus } from './permission-menus.service.js';
import { groupChange, groupCreation, groupList, menuChange, menuCreation, menuList } from '../roles/role.dto.js';

const TITLES: readonly AdminProperty[] = [
  { name: 'title', label: { 'zh-CN': '名称', en: 'Title' }, type: 'string', in: ['list'] },
  { name: 'titleZh', label: { 'zh-CN': '中文名称', en: 'Chinese title' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
  { name: 'titleEn', label: { 'zh-CN': '英文名称', en: 'English title' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
  { name: 'code', label: { 'zh-CN': '代码', en: 'Code' }, type: 'string', required: true, in: ['list', 'show', 'new'] },
];
const PLACE: readonly AdminProperty[] = [
  { name: 'sortNo', label: { 'zh-CN': '顺序', en: 'Order' }, type: 'number', sort: 'sortNo' },
  { name: 'builtIn', label: { 'zh-CN': '系统自带', en: 'Built in' }, type: 'boolean', in: ['list', 'show'] },
];

export const permissionGroupResource = adminResources.declare({
  id: 'permission-groups',
  subject: 'Permission',
  label: { 'zh-CN': '权限组', en: 'Permission groups' },
  menu: 'organisation',
  position: 70,
  icon: 'Folder',
  title: 'title',
  source: shaped(PermissionGroups, { list: groupList, create: groupCreation, update: groupChange }),
  allowed: builtInStays,
  defaultSort: 'sortNo',
  searchable: true,
  help: {
    'zh-CN': '权限项按“菜单 → 权限组 → 权限项”排列，只影响显示，不给予权限。',
    en: 'Permissions are ordered by menu and group. That is about screens only; it gives no rights.',
  },
  properties: [
    ...TITLES,
    {
      name: 'menuId',
      label: { 'zh-CN': '菜单', en: 'Menu' },
      type: 'reference',
      reference: 'permission-menus',
      required: true,
      filter: 'menuId',
    },
    ...PLACE,
  ],
});

export const permissionMenuResource = adminResources.declare({
  id: 'permission-menus',
  subject: 'Permission',
  label: { 'zh-CN': '权限菜单', en: 'Permission menus' },
  menu: 'organisation',
  position: 80,
  icon: 'Menu',
  title: 'title',
  source: shaped(PermissionMenus, { list: menuList, create: menuCreation, update: menuChange }),
  allowed: builtInStays,
  defaultSort: 'sortNo',
  searchable: true,
  help: { 'zh-CN': '权限组之上的一层。', en: 'The level above the groups.' },
  properties: [...TITLES, ...PLACE],
});
