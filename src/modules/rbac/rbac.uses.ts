import { recordUses } from '../../platform/records/record-uses.js';

const STAFF = { 'zh-CN': '员工 {n} 人', en: 'staff: {n}' };

/** What refers to rows that people keep: a refused deletion names it. */
export const rbacUses = [
  recordUses.declare({
    of: 'department',
    table: 'department',
    column: 'parentId',
    words: { 'zh-CN': '下级部门 {n} 个', en: 'departments below: {n}' },
  }),
  recordUses.declare({ of: 'department', table: 'staff', column: 'departmentId', words: STAFF }),
  recordUses.declare({ of: 'job_position', table: 'staff', column: 'positionId', words: STAFF }),
  recordUses.declare({ of: 'role', table: 'staff_role', column: 'roleId', words: STAFF }),
  recordUses.declare({
    of: 'permission_menu',
    table: 'permission_group',
    column: 'menuId',
    words: { 'zh-CN': '权限组 {n} 个', en: 'permission groups: {n}' },
  }),
  recordUses.declare({
    of: 'permission_group',
    table: 'permission',
    column: 'groupId',
    words: { 'zh-CN': '权限 {n} 项', en: 'permissions: {n}' },
  }),
];
