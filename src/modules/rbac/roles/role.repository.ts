import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { searched } from '../../../platform/database/search.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { ROLE_SORTS, type RoleListQuery } from './role.dto.js';
import { Role, RolePermission } from './role.entity.js';
import type { NewGrant } from '../rights/seed.repository.js';

type Changed = Pick<Role, 'nameZh' | 'nameEn' | 'description' | 'active' | 'secondStep'>;
const AT_ONCE = 200;

@Injectable()
export class RoleRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(list: RoleListQuery): Promise<Page<Role>> {
    const query = this.table.createQueryBuilder('r').where('1=1');
    if (list.active !== undefined) query.andWhere('r.active = :active', { active: list.active });
    searched(query, list.search, 'r.nameZh', 'r.nameEn');
    return pageOf(query, list, ROLE_SORTS, 'id');
  }

  get(id: number): Promise<Role | null> {
    return this.table.findOneBy({ id });
  }

  all(): Promise<Role[]> {
    return this.table.find({ order: { id: 'ASC' } });
  }

  permissionsOf(roleId: number): Promise<RolePermission[]> {
    return this.database.repository(RolePermission).find({ where: { roleId }, relations: { permission: true }, order: { id: 'ASC' } });
  }

  async insert(values: Pick<Role, 'code' | 'nameZh' | 'nameEn' | 'description' | 'secondStep'>): Promise<number> {
    const now = this.clock.now();
    return Number(
      (await this.table.insert({ ...values, builtIn: false, active: true, version: 1, createdAt: now, updatedAt: now })).identifiers[0]![
        'id'
      ],
    );
  }

  async update(id: number, version: number, values: Partial<Changed>): Promise<boolean> {
    return (await this.table.update({ id, version }, { ...values, version: version + 1, updatedAt: this.clock.now() })).affected === 1;
  }

  async replacePermissions(roleId: number, grants: readonly NewGrant[]): Promise<void> {
    const table = this.database.repository(RolePermission);
    await table.delete({ roleId });
    for (let i = 0; i < grants.length; i += AT_ONCE) await table.insert(grants.slice(i, i + AT_ONCE) as never);
  }

  async delete(id: number): Promise<void> {
    await this.table.delete({ id });
  }

  private get table() {
    return this.database.repository(Role);
  }
}
