import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing, given } from '../../../platform/http/given.js';
import type { Page } from '../../../platform/http/list-query.js';
import { FieldSight } from '../../../platform/permissions/field-sight.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { RecordUses } from '../../../platform/records/record-uses.js';
import type { Department } from './department.entity.js';
import { DepartmentRepository } from './department.repository.js';
import { DepartmentMoves } from './department-moves.service.js';
import {
  type DepartmentChange,
  type DepartmentCreation,
  type DepartmentListQuery,
  DEPARTMENT_TELLS,
  departmentView,
  type DepartmentView,
} from './organisation.dto.js';
import { RightsLedger } from '../rights/rights-ledger.js';

/** What people set, as far as their field rules go. */
const WRITTEN = ['code', 'name', 'parentId'] as const;

/** The tree of departments (REQ-C1, C2). It decides whom supervisors see, so a change of it is a change of rights. */
@Injectable()
export class DepartmentService {
  constructor(
    private readonly repository: DepartmentRepository,
    private readonly scope: Scope,
    private readonly sight: FieldSight,
    private readonly moves: DepartmentMoves,
    private readonly ledger: RightsLedger,
    private readonly uses: RecordUses,
  ) {}

  async list(query: DepartmentListQuery): Promise<Page<DepartmentView>> {
    const page = await this.repository.list(query);
    return { ...page, items: page.items.map((row) => this.shown(row)) };
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<DepartmentView> {
    return this.shown(await this.row(id, 'read'));
  }

  /** @throws input.invalid (400) for a parent out of reach, field.forbidden (403), unique.violated (409) */
  @Transactional()
  async create(creation: DepartmentCreation): Promise<DepartmentView> {
    const { code, name, parentId = null } = creation;
    await this.ledger.open();
    this.scope.demandFields('create', 'Department', Object.keys(given(creation)), WRITTEN, { id: 0, code, name, parentId });
    const parentPath = await this.moves.roomBelow(parentId);
    const id = await this.repository.insert({ code, name, parentId }, parentPath);
    await this.ledger.record({ subject: 'Department', subjectId: id, action: 'create', after: { code, name, parentId } });
    return this.shown(await this.repository.written(id));
  }

  /** @throws not-found (404), forbidden, field.forbidden, rights.beyond-own (403), stale, department.cycle, unique.violated (409) */
  @Transactional()
  async update(id: number, { version, ...change }: DepartmentChange): Promise<DepartmentView> {
    await this.ledger.open();
    const before = await this.row(id, 'update');
    const named = given(change);
    this.scope.demandFields('update', 'Department', Object.keys(named), WRITTEN, before);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, named)) return this.shown(before);
    const { code = before.code, name = before.name, parentId = before.parentId } = change;
    if (parentId !== before.parentId) await this.moves.move(before, parentId);
    if (!(await this.repository.update(id, before.version, { code, name, parentId }))) throw commonErrors.stale();
    // nobody changes one to what he may not change
    for (const action of ['read', 'update']) if (!(await this.repository.get(id, action))) throw commonErrors.forbidden();
    const { code: oldCode, name: oldName, parentId: oldParentId } = before;
    await this.ledger.record({
      subject: 'Department',
      subjectId: id,
      action: 'update',
      before: { code: oldCode, name: oldName, parentId: oldParentId },
      after: { code, name, parentId },
    });
    return this.shown(await this.repository.written(id));
  }

  /** Only an empty one. @throws not-found (404), in-use, conflict (409) */
  @Transactional()
  async remove(id: number): Promise<void> {
    await this.ledger.open();
    const row = await this.row(id, 'delete');
    const { code, name } = row;
    const uses = await this.uses.ofRow('department', id);
    if (uses) throw commonErrors['in-use']({ what: this.uses.named(this.sight.sees('Department', 'name', row) ? name : `#${id}`, uses) });
    await this.repository.delete(id);
    await this.ledger.record({ subject: 'Department', subjectId: id, action: 'delete', before: { code, name } });
  }

  private shown(row: Department): DepartmentView {
    return this.sight.shown('Department', departmentView(row), row, DEPARTMENT_TELLS);
  }

  private async row(id: number, action: string): Promise<Department> {
    const row = await this.repository.get(id, action);
    if (!row) throw commonErrors['not-found']();
    return row;
  }
}
