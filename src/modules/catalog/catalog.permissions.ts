import { CRUD, crudWithin, type PermissionSet } from '../../platform/permissions/permission-set.js';

const readers = {
  'sales-director': { read: 'all' },
  'sales-supervisor': { read: 'all' },
  salesperson: { read: 'all' },
  lecturer: { read: 'all' },
  'class-tutor': { read: 'all' },
  'service-agent': { read: 'all' },
  finance: { read: 'all' },
} as const;
const keepers = { operations: crudWithin('all') };

export const catalogPermissions: PermissionSet = {
  menu: { code: 'teaching', label: { 'zh-CN': '教学', en: 'Teaching' } },
  group: { code: 'catalog', label: { 'zh-CN': '校区与课程', en: 'Campuses and courses' } },
  subjects: [
    { subject: 'Campus', label: { 'zh-CN': '校区', en: 'Campus' }, actions: CRUD, defaults: { ...readers, ...keepers } },
    // a lecturer writes the syllabus of what he teaches
    {
      subject: 'Course',
      label: { 'zh-CN': '课程', en: 'Course' },
      actions: CRUD,
      defaults: { ...readers, ...keepers, lecturer: { read: 'all', update: { scope: 'all', fields: ['outline'] } } },
      fields: {
        name: { 'zh-CN': '名称', en: 'Name' },
        outline: { 'zh-CN': '课程大纲', en: 'Syllabus' },
        active: { 'zh-CN': '启用', en: 'Active' },
      },
      types: { active: 'flag' },
    },
  ],
};
