import { Injectable } from '@nestjs/common';
import { type AdminListQuery, adminResources, type AdminSource } from '../../platform/admin/admin-resource.js';
import { ValidationPipe } from '../../platform/http/validation.pipe.js';
import { courseChange, courseCreation, courseList } from './course.dto.js';
import { CourseService } from './course.service.js';

@Injectable()
export class CourseAdmin implements AdminSource {
  readonly knows = {
    fields: ['id', 'name', 'outline', 'active', 'createdAt', 'updatedAt'],
    sorts: ['name', 'createdAt'],
    filters: ['active'],
  };

  constructor(
    private readonly courses: CourseService,
    private readonly validation: ValidationPipe,
  ) {}

  async list({ filters, ...query }: AdminListQuery) {
    return this.courses.list(await this.validation.parse(courseList, { ...query, ...filters }));
  }

  get(id: number) {
    return this.courses.get(id);
  }

  async create(values: Record<string, unknown>) {
    return this.courses.create(await this.validation.parse(courseCreation, values));
  }

  async update(id: number, values: Record<string, unknown>) {
    return this.courses.update(id, await this.validation.parse(courseChange, values));
  }

  remove(id: number) {
    return this.courses.remove(id);
  }
}

export const courseResource = adminResources.declare({
  id: 'courses',
  subject: 'Course',
  label: { 'zh-CN': '课程', en: 'Courses' },
  menu: 'teaching',
  icon: 'BookOpen',
  title: 'name',
  source: CourseAdmin,
  searchable: true,
  defaultSort: 'name',
  empty: { 'zh-CN': '还没有课程，请先新增', en: 'No courses yet; add one first' },
  properties: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', required: true, sort: 'name' },
    { name: 'outline', label: { 'zh-CN': '课程大纲', en: 'Syllabus' }, type: 'text', in: ['show', 'new', 'edit'] },
    { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', filter: 'active' },
    { name: 'createdAt', label: { 'zh-CN': '创建时间', en: 'Created' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
  ],
});
