import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { say } from '../../../platform/context/language.js';
import { Faults } from '../../../platform/http/faults.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { CustomerListFields } from '../list/customer-list-fields.service.js';
import { viewErrors } from './view.errors.js';
import { type Viewer, ViewRepository } from './view.repository.js';
import { type Kept, queryOf } from './view-shape.js';

/** What the caller may look at by a view, and with whom he may share it. */
@Injectable()
export class ViewRights {
  constructor(
    private readonly views: ViewRepository,
    private readonly fields: CustomerListFields,
    private readonly scope: Scope,
    private readonly directory: StaffDirectory,
    private readonly context: Context,
    private readonly wrong: Faults,
  ) {}

  get viewer(): Viewer {
    const { id, departmentId } = this.context.actor;
    return { id, departmentId };
  }

  /** What keeps the caller from using it: a filter that the list no longer has, or one by a field that he does not see. */
  faults(view: Kept): Fault[] {
    const { language } = this.context;
    const read = queryOf(view, language);
    if ('faults' in read) return read.faults;
    return this.fields.hidden(read.query).map((field) => ({
      path: field === view.sort?.replace('-', '') ? 'sort' : `filters.${field}`,
      code: 'field.forbidden',
      message: say(commonErrors['field.forbidden']().definition.text, language, { fields: field }),
    }));
  }

  /** @throws input.invalid (400), field.forbidden (403). */
  demandUsable(view: Kept): void {
    const read = queryOf(view, this.context.language);
    if ('faults' in read) throw commonErrors['input.invalid']({}, { faults: read.faults });
    const hidden = this.fields.hidden(read.query);
    if (hidden.length) throw commonErrors['field.forbidden']({ fields: hidden.join(', ') });
  }

  /** @throws view.share-outside (403), input.invalid (400) for a department that is not there. */
  async demandSharable(departmentId: number | null): Promise<void> {
    if (departmentId === null) return;
    if (!this.scope.can('share', 'SavedView', { departmentId })) throw viewErrors['view.share-outside']();
    if (!(await this.views.hasDepartment(departmentId))) this.wrong.demandNone([{ path: 'departmentId', code: 'reference.unknown' }]);
  }

  /** Departments with which the caller may share. */
  async departments(): Promise<{ id: number; name: string }[]> {
    const all = await this.directory.departments();
    return all.filter(({ id }) => this.scope.can('share', 'SavedView', { departmentId: id })).map(({ id, name }) => ({ id, name }));
  }

  mayChange({ ownerId, departmentId }: { ownerId: number; departmentId: number | null }): boolean {
    return ownerId === this.viewer.id || (departmentId !== null && this.scope.can('share', 'SavedView', { departmentId }));
  }
}
