import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { searched } from '../../platform/database/search.js';
import { type ListQuery, type Page, pageOf } from '../../platform/http/list-query.js';
import { Scope } from '../../platform/permissions/scope.js';
import { Campus } from './campus.entity.js';

const SORTS = { name: 'name', createdAt: 'id' };

@Injectable()
export class CampusRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  page(list: ListQuery & { active?: boolean | undefined }): Promise<Page<Campus>> {
    const query = this.scope.query(Campus, 'campus', 'Campus');
    if (list.active !== undefined) query.andWhere('campus.active = :active', { active: list.active });
    searched(query, list.search, 'campus.name');
    return pageOf(query, list, SORTS, 'name');
  }

  /** Null for one outside the caller's scope. */
  find(id: number, action = 'read'): Promise<Campus | null> {
    return this.scope.query(Campus, 'campus', 'Campus', action).andWhere('campus.id = :id', { id }).getOne();
  }

  async insert(values: Omit<Campus, 'id' | 'version'>): Promise<number> {
    const { identifiers } = await this.database.repository(Campus).insert(values);
    return Number(identifiers[0]!['id']);
  }

  /** @returns false when the row is gone or no longer has that version. */
  async update(id: number, version: number, values: Partial<Campus>): Promise<boolean> {
    return (await this.database.repository(Campus).update({ id, version }, values)).affected === 1;
  }

  async remove(id: number): Promise<boolean> {
    return (await this.database.repository(Campus).delete({ id })).affected === 1;
  }
}
