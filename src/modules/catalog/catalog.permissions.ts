import type { PermissionSet } from '../../platform/permissions/permission-set.js';

const actions = {
  read: { 'zh-CN': '查看', en: 'Read' },
  create: { 'zh-CN': '新增', en: 'Add' },
  update: { 'zh-CN': '修改', en: 'Change' },
  delete: { 'zh-CN': '删除', en: 'Delete' },
} as const;

const readers = {
  'sales-director': { read: 'all' },
  'sales-supervisor': { read: 'all' },
  salesperson: { read: 'all' },
  lecturer: { read: 'all' },
  'class-tutor': { read: 'all' },
  'service-agent': { read: 'all' },
  finance: { read: 'all' },
} as const;
const keepers = { operations: { read: 'all', create: 'all', update: 'all', delete: 'all' } } as const;

export const catalogPermissions: PermissionSet = {
  menu: { code: 'teaching', label: { 'zh-CN': '教学', en: 'Teaching' } },
  group: { code: 'catalog', label: { 'zh-CN': '校区与课程', en: 'Campuses and courses' } },
  subjects: [
    { subject: 'Campus', label: { 'zh-CN': '校区', en: 'Campus' }, actions, defaults: { ...readers, ...keepers } },
    // a lecturer writes the syllabus of what he teaches
    {
      subject: 'Course',
      label: { 'zh-CN': '课程', en: 'Course' },
      actions,
      defaults: { ...readers, ...keepers, lecturer: { read: 'all', update: { scope: 'all', fields: ['outline'] } } },
      fields: {
        name: { 'zh-CN': '名称', en: 'Name' },
        outline: { 'zh-CN': '课程大纲', en: 'Syllabus' },
        active: { 'zh-CN': '启用', en: 'Active' },
      },
    },
  ],
};
