import type { Language, Text } from '../../../platform/context/language.js';
import type { BuiltInRole } from '../../../platform/permissions/permission-set.js';

interface Named {
  nameZh: string;
  nameEn: string;
}
interface Described extends Named {
  /** What it is for, said until administrators describe it themselves. */
  about: Text;
}

/** Roles every installation starts with; they can be changed, but not removed. */
export const BUILT_IN_ROLES: Record<BuiltInRole, Described> = {
  administrator: {
    nameZh: '管理员',
    nameEn: 'Administrator',
    about: {
      'zh-CN': '管理组织、角色、权限、设置和日志，可以做一切操作，但不因此持有客户',
      en: 'Organisation, roles, permissions, settings and logs: may do everything, yet holds no customers by it',
    },
  },
  operations: {
    nameZh: '运营',
    nameEn: 'Operations',
    about: {
      'zh-CN': '录入、导入和分配客户，维护规则、字典和工作日历',
      en: 'Enters, imports and distributes customers; keeps rules, dictionaries and the calendar',
    },
  },
  'sales-director': {
    nameZh: '销售总监',
    nameEn: 'Sales director',
    about: { 'zh-CN': '查看和管理所有部门的客户与跟进', en: 'Sees and manages the customers of all departments and their follow-up' },
  },
  'sales-supervisor': {
    nameZh: '销售主管',
    nameEn: 'Sales supervisor',
    about: {
      'zh-CN': '查看和管理本部门及下级部门的客户与跟进',
      en: 'Sees and manages the customers of the own department and those below',
    },
  },
  salesperson: {
    nameZh: '销售',
    nameEn: 'Salesperson',
    about: { 'zh-CN': '持有并跟进自己的客户，从公海领取', en: 'Holds and follows up customers, and claims from the public pool' },
  },
  lecturer: {
    nameZh: '讲师',
    nameEn: 'Lecturer',
    about: { 'zh-CN': '查看课程，编写课程大纲', en: 'Reads the courses and writes their outlines' },
  },
  'class-tutor': {
    nameZh: '班主任',
    nameEn: 'Class tutor',
    about: { 'zh-CN': '查看客户，记录与客户的往来', en: 'Reads customers and records what was said with them' },
  },
  'service-agent': {
    nameZh: '客服',
    nameEn: 'Service agent',
    about: { 'zh-CN': '查看客户，记录与客户的往来', en: 'Reads customers and records what was said with them' },
  },
  finance: {
    nameZh: '财务',
    nameEn: 'Finance',
    about: { 'zh-CN': '查看客户和往来记录', en: 'Reads customers and what was said with them' },
  },
};
/** What a role is for: in its administrators' words, or in ours for one that the product brings. */
export const aboutRole = ({ code, description }: { code: string; description: string | null }, language: Language): string | null =>
  description ?? (BUILT_IN_ROLES as Readonly<Record<string, Described | undefined>>)[code]?.about[language] ?? null;
export const ADMINISTRATOR = 'administrator' satisfies BuiltInRole;

/** REQ-C4 */
export const BUILT_IN_POSITIONS: Record<string, Named> = {
  staff: { nameZh: '普通员工', nameEn: 'Staff' },
  'department-supervisor': { nameZh: '部门主管', nameEn: 'Department supervisor' },
  'head-of-organisation': { nameZh: '机构负责人', nameEn: 'Head of organisation' },
};
