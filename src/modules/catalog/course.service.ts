import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/context/clock.js';
import { foreignKeyViolation } from '../../platform/database/database-errors.js';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { changesNothing, given } from '../../platform/http/given.js';
import type { Page } from '../../platform/http/list-query.js';
import { Scope } from '../../platform/permissions/scope.js';
import { CourseRepository } from './course.repository.js';
import { courseView, type CourseChange, type CourseCreation, type CourseList, type CourseView } from './course.dto.js';

const FIELDS = ['name', 'outline', 'active'];

/** 课程 with its syllabus (REQ-G1, REQ-J4). One that is referred to is deactivated, not deleted. */
@Injectable()
export class CourseService {
  constructor(
    private readonly repository: CourseRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly scope: Scope,
  ) {}

  async list(query: CourseList): Promise<Page<CourseView>> {
    const page = await this.repository.page(query);
    return { ...page, items: page.items.map(courseView) };
  }

  /** @throws not-found (404), also for one outside the caller's scope. */
  async get(id: number): Promise<CourseView> {
    const course = await this.repository.find(id);
    if (!course) throw commonErrors['not-found']();
    return courseView(course);
  }

  /** @throws unique.violated (409) for a name that is taken. */
  @Transactional()
  async create(body: CourseCreation): Promise<CourseView> {
    this.scope.demand('create', 'Course');
    const now = this.clock.now();
    const values = { name: body.name, outline: body.outline ?? null, active: body.active ?? true };
    const id = await this.repository.insert({ ...values, createdAt: now, updatedAt: now });
    await this.audit.record({ subject: 'Course', subjectId: id, action: 'create', after: values });
    return this.get(id);
  }

  /** @throws not-found (404), stale (409), unique.violated (409). */
  @Transactional()
  async update(id: number, { version, ...change }: CourseChange): Promise<CourseView> {
    const before = await this.reachable(id, 'update');
    this.scope.demandFields('update', 'Course', Object.keys(given(change)), FIELDS, before);
    const after = { ...pick(before), ...given(change) };
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, change)) return before;
    const found = await this.repository.update(id, before.version, { ...after, updatedAt: this.clock.now() });
    if (!found) throw commonErrors.stale();
    await this.audit.record({ subject: 'Course', subjectId: id, action: 'update', before: pick(before), after });
    return this.get(id);
  }

  /** @throws not-found (404), in-use (409): one that is referred to is deactivated instead. */
  @Transactional()
  async remove(id: number): Promise<void> {
    const before = await this.reachable(id, 'delete');
    try {
      await this.repository.remove(id);
    } catch (error) {
      throw foreignKeyViolation(error) ? commonErrors['in-use']({ what: before.name }) : error;
    }
    await this.audit.record({ subject: 'Course', subjectId: id, action: 'delete', before: pick(before) });
  }

  private async reachable(id: number, action: string): Promise<CourseView> {
    const row = await this.repository.find(id, action);
    if (row) return courseView(row);
    await this.get(id);
    throw commonErrors.forbidden();
  }
}

const pick = ({ name, outline, active }: CourseView) => ({ name, outline, active });
