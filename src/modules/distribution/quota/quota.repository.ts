import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { Database, marks } from '../../../platform/database/database.js';
import { searched } from '../../../platform/database/search.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import { QUOTA_SORTS, type QuotaList, type QuotaRow } from './quota.dto.js';
import { Quota } from './quota.entity.js';

@Injectable()
export class QuotaRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  async page(list: QuotaList): Promise<Page<QuotaRow>> {
    const query = this.reachable('read');
    if (list.staffId?.length) query.andWhere('q.staffId IN (:...staffIds)', { staffIds: list.staffId });
    if (list.active !== undefined) query.andWhere('q.active = :active', { active: list.active });
    if (list.departmentId) query.andWhere('s.departmentId = :departmentId', { departmentId: list.departmentId });
    searched(query, list.search, 's.name');
    const page = await pageOf(query, list, QUOTA_SORTS, '-weight');
    return { ...page, items: page.items.map(withStaff) };
  }

  async find(id: number, action: string): Promise<QuotaRow | null> {
    const found = await this.reachable(action).andWhere('q.id = :id', { id }).getOne();
    return found && withStaff(found);
  }

  async knownCourses(ids: readonly number[]): Promise<Set<number>> {
    const rows = await this.database.rows<{ id: number }>(`SELECT id FROM course WHERE id IN (${marks(ids)})`, ids);
    return new Set(rows.map(({ id }) => id));
  }

  /** Is this person's quota one that the caller may set? */
  async staffInReach(staffId: number, action: string): Promise<boolean> {
    const query = this.database
      .repository(Staff)
      .createQueryBuilder('s')
      .where('s.id = :staffId AND s.active = :yes', { staffId, yes: true });
    this.scope.narrow(query, this.scope.sql('Quota', action, columnOf));
    return (await query.getCount()) > 0;
  }

  async insert(quota: Omit<Quota, 'id' | 'staff'>): Promise<number> {
    const result = await this.database.repository(Quota).insert(quota as never);
    return Number(result.identifiers[0]!['id']);
  }

  async update(id: number, version: number, change: Partial<Quota>): Promise<boolean> {
    const result = await this.database.repository(Quota).update({ id, version }, { ...change, version: version + 1 } as never);
    return result.affected === 1;
  }

  async delete(ids: readonly number[]): Promise<void> {
    await this.database.repository(Quota).delete({ id: In([...ids]) });
  }

  private reachable(action: string): SelectQueryBuilder<Quota> {
    const query = this.database.repository(Quota).createQueryBuilder('q').innerJoinAndSelect('q.staff', 's');
    return this.scope.narrow(query, this.scope.sql('Quota', action, columnOf));
  }
}

/** A quota is reached through the person it is for. */
const columnOf = (field: string): string | undefined => ({ staffId: 's.id', departmentId: 's.departmentId' })[field];

const withStaff = (quota: Quota): QuotaRow => ({ ...quota, staffName: quota.staff!.name, departmentId: quota.staff!.departmentId });
