import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { FieldSight } from '../../../platform/permissions/field-sight.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Department } from './department.entity.js';
import { DEPARTMENT_SORTS, DEPARTMENT_TELLS, type DepartmentListQuery } from './organisation.dto.js';

const column = (field: string): string => `d.${field}`;

@Injectable()
export class DepartmentRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly sight: FieldSight,
    private readonly clock: Clock,
  ) {}

  /** Along the tree, for those who see it. @throws field.forbidden (403) for a filter or sort by what the caller sees nowhere. */
  async list(list: DepartmentListQuery): Promise<Page<Department>> {
    const query = this.scope.query(Department, 'd', 'Department');
    const sort = list.sort ?? (this.sight.everywhere('Department', DEPARTMENT_TELLS.path) ? 'path' : 'id');
    const ordered = sort.replace(/^-/, '');
    const filtered = list.parentId === undefined ? [] : ['parentId'];
    this.sight.narrow(query, 'Department', [...filtered, ordered === 'path' ? DEPARTMENT_TELLS.path : ordered], column);
    if (list.parentId !== undefined) query.andWhere('d.parentId = :parentId', { parentId: list.parentId });
    this.sight.searched(query, list.search, 'Department', ['name'], column);
    return pageOf(query, { ...list, sort }, { ...DEPARTMENT_SORTS, id: 'id' }, 'path');
  }

  get(id: number, action: string): Promise<Department | null> {
    return this.scope.query(Department, 'd', 'Department', action).andWhere('d.id = :id', { id }).getOne();
  }

  /** One the caller has just written: his reach was computed before. */
  written(id: number): Promise<Department> {
    return this.table.findOneByOrFail({ id });
  }

  /** Its path ends in its id, which the database gives: written in two steps of one transaction. */
  async insert(values: Pick<Department, 'code' | 'name' | 'parentId'>, parentPath: string): Promise<number> {
    const now = this.clock.now();
    const id = Number((await this.table.insert({ ...values, path: '', version: 1, createdAt: now, updatedAt: now })).identifiers[0]!['id']);
    await this.table.update({ id }, { path: `${parentPath}${id}/` });
    return id;
  }

  async update(id: number, version: number, values: Partial<Pick<Department, 'code' | 'name' | 'parentId'>>): Promise<boolean> {
    return (await this.table.update({ id, version }, { ...values, version: version + 1, updatedAt: this.clock.now() })).affected === 1;
  }

  /** The department with everything below it gets a new beginning of its path. */
  async movePaths(from: string, to: string): Promise<void> {
    const { dialect } = this.database;
    await this.database.run(`UPDATE department SET path = ${dialect.concat('?', `SUBSTR(path, ${from.length + 1})`)} WHERE path LIKE ?`, [
      to,
      `${from}%`,
    ]);
  }

  /** With everything below it. */
  async treeOf(path: string): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>('SELECT id FROM department WHERE path LIKE ? ORDER BY id', [`${path}%`]);
    return rows.map(({ id }) => id);
  }

  async longestPathBelow(path: string): Promise<number> {
    const [row] = await this.database.rows<{ longest: number }>('SELECT MAX(LENGTH(path)) AS longest FROM department WHERE path LIKE ?', [
      `${path}%`,
    ]);
    return Number(row?.longest ?? 0);
  }

  async delete(id: number): Promise<void> {
    await this.table.delete({ id });
  }

  private get table() {
    return this.database.repository(Department);
  }
}
