import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/context/clock.js';
import { Database } from '../../platform/database/database.js';
import { searched } from '../../platform/database/search.js';
import { type Page, pageOf } from '../../platform/http/list-query.js';
import { POSITION_SORTS, type PositionCreation, type PositionListQuery } from './organisation.dto.js';
import { Position } from './position.entity.js';

@Injectable()
export class PositionRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(list: PositionListQuery): Promise<Page<Position>> {
    const query = this.table.createQueryBuilder('p').where('1=1');
    searched(query, list.search, 'p.nameZh', 'p.nameEn');
    return pageOf(query, list, POSITION_SORTS, 'id');
  }

  get(id: number): Promise<Position | null> {
    return this.table.findOneBy({ id });
  }

  async insert(values: PositionCreation): Promise<number> {
    const now = this.clock.now();
    return Number(
      (await this.table.insert({ ...values, builtIn: false, version: 1, createdAt: now, updatedAt: now })).identifiers[0]!['id'],
    );
  }

  async update(id: number, version: number, values: Pick<Position, 'nameZh' | 'nameEn'>): Promise<boolean> {
    return (await this.table.update({ id, version }, { ...values, version: version + 1, updatedAt: this.clock.now() })).affected === 1;
  }

  async delete(id: number): Promise<void> {
    await this.table.delete({ id });
  }

  private get table() {
    return this.database.repository(Position);
  }
}
