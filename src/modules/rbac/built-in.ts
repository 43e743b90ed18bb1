import type { BuiltInRole } from '../../platform/permissions/permission-set.js';

interface Named {
  nameZh: string;
  nameEn: string;
}

/** Roles every installation starts with; they can be changed, but not removed. */
export const BUILT_IN_ROLES: Record<BuiltInRole, Named> = {
  administrator: { nameZh: '管理员', nameEn: 'Administrator' },
  operations: { nameZh: '运营', nameEn: 'Operations' },
  'sales-director': { nameZh: '销售总监', nameEn: 'Sales director' },
  'sales-supervisor': { nameZh: '销售主管', nameEn: 'Sales supervisor' },
  salesperson: { nameZh: '销售', nameEn: 'Salesperson' },
  lecturer: { nameZh: '讲师', nameEn: 'Lecturer' },
  'class-tutor': { nameZh: '班主任', nameEn: 'Class tutor' },
  'service-agent': { nameZh: '客服', nameEn: 'Service agent' },
  finance: { nameZh: '财务', nameEn: 'Finance' },
};
export const ADMINISTRATOR = 'administrator' satisfies BuiltInRole;

/** REQ-C4 */
export const BUILT_IN_POSITIONS: Record<string, Named> = {
  staff: { nameZh: '普通员工', nameEn: 'Staff' },
  'department-supervisor': { nameZh: '部门主管', nameEn: 'Department supervisor' },
  'head-of-organisation': { nameZh: '机构负责人', nameEn: 'Head of organisation' },
};
