import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { Page } from '../../platform/http/list-query.js';
import type { RecordKind } from '../../platform/records/record-kind.js';
import { Records } from '../../platform/records/records.js';
import { COURSE_FIELDS, type CourseChange, type CourseCreation, type CourseList, courseView, type CourseView } from './course.dto.js';
import { Course } from './course.entity.js';

const COURSES: RecordKind<Course> = {
  entity: Course,
  subject: 'Course',
  fields: COURSE_FIELDS,
  initial: { outline: null, active: true },
  names: ['name'],
  sorts: { name: 'name', createdAt: 'id' },
};

/** 课程 with its syllabus (REQ-G1, REQ-J4). One that is referred to is deactivated, not deleted. */
@Injectable()
export class CourseService {
  constructor(private readonly records: Records) {}

  list(query: CourseList): Promise<Page<CourseView>> {
    return this.records.page(COURSES, query, courseView);
  }

  /** @throws not-found (404), also for one outside the caller's scope. */
  get(id: number): Promise<CourseView> {
    return this.records.show(COURSES, id, courseView);
  }

  /** @throws unique.violated (409) for a name that is taken. */
  @Transactional()
  async create(course: CourseCreation): Promise<CourseView> {
    return this.get(await this.records.add(COURSES, course));
  }

  /** @throws not-found (404), stale (409), unique.violated (409). */
  @Transactional()
  async update(id: number, change: CourseChange): Promise<CourseView> {
    await this.records.change(COURSES, id, change);
    return this.get(id);
  }

  /** @throws not-found (404), in-use (409): one that is referred to is deactivated instead. */
  @Transactional()
  remove(id: number): Promise<void> {
    return this.records.remove(COURSES, id);
  }
}
