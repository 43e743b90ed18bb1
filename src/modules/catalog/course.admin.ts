import { adminResources } from '../../platform/admin/admin-resource.js';
import { shaped } from '../../platform/admin/admin-source.js';
import { courseChange, courseCreation, courseList } from './course.dto.js';
import { CourseService } from './course.service.js';

export const courseResource = adminResources.declare({
  id: 'courses',
  subject: 'Course',
  label: { 'zh-CN': '课程', en: 'Courses' },
  menu: 'teaching',
  icon: 'BookOpen',
  title: 'name',
  source: shaped(CourseService, { list: courseList, create: courseCreation, update: courseChange }),
  searchable: ['name'],
  defaultSort: 'name',
  empty: { 'zh-CN': '还没有课程', en: 'No courses yet' },
  invites: { to: 'create', empty: { 'zh-CN': '还没有课程，请先新增', en: 'No courses yet; add one first' } },
  properties: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', required: true, sort: 'name' },
    { name: 'outline', label: { 'zh-CN': '课程大纲', en: 'Syllabus' }, type: 'text', in: ['show', 'new', 'edit'] },
    { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', filter: 'active', initial: true },
    {
      name: 'createdAt',
      label: { 'zh-CN': '创建时间', en: 'Created' },
      type: 'instant',
      field: null,
      in: ['list', 'show'],
      sort: 'createdAt',
    },
  ],
});
