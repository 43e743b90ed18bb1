import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { searched } from '../../platform/database/search.js';
import { type ListQuery, type Page, pageOf } from '../../platform/http/list-query.js';
import { Scope } from '../../platform/permissions/scope.js';
import { Course } from './course.entity.js';

const SORTS = { name: 'name', createdAt: 'id' };

@Injectable()
export class CourseRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  page(list: ListQuery & { active?: boolean | undefined }): Promise<Page<Course>> {
    const query = this.scope.query(Course, 'course', 'Course');
    if (list.active !== undefined) query.andWhere('course.active = :active', { active: list.active });
    searched(query, list.search, 'course.name');
    return pageOf(query, list, SORTS, 'name');
  }

  /** Null for one outside the caller's scope. */
  find(id: number, action = 'read'): Promise<Course | null> {
    return this.scope.query(Course, 'course', 'Course', action).andWhere('course.id = :id', { id }).getOne();
  }

  async insert(values: Omit<Course, 'id' | 'version'>): Promise<number> {
    const { identifiers } = await this.database.repository(Course).insert(values);
    return Number(identifiers[0]!['id']);
  }

  /** @returns false when the row is gone or no longer has that version. */
  async update(id: number, version: number, values: Partial<Course>): Promise<boolean> {
    return (await this.database.repository(Course).update({ id, version }, values)).affected === 1;
  }

  async remove(id: number): Promise<boolean> {
    return (await this.database.repository(Course).delete({ id })).affected === 1;
  }
}
