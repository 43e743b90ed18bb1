import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { LeaveListQuery } from '../staff/staff.dto.js';
import { Staff } from '../staff/staff.entity.js';
import { StaffLeave } from './staff-leave.entity.js';

type Days = Pick<StaffLeave, 'fromDay' | 'toDay' | 'reason'>;
/** Rules on leave name whose it is, and his department. */
const COLUMNS: Record<string, string> = { staffId: 'l.staffId', departmentId: 's.departmentId' };

@Injectable()
export class LeaveRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly clock: Clock,
  ) {}

  list(list: LeaveListQuery): Promise<Page<StaffLeave>> {
    const query = this.reachable('read');
    if (list.staffId) query.andWhere('l.staffId = :staffId', { staffId: list.staffId });
    if (list.fromDay) query.andWhere('l.toDay >= :fromDay', { fromDay: list.fromDay });
    if (list.toDay) query.andWhere('l.fromDay <= :toDay', { toDay: list.toDay });
    return pageOf(query, list, { fromDay: 'fromDay' }, '-fromDay');
  }

  get(staffId: number, id: number, action: string): Promise<StaffLeave | null> {
    return this.reachable(action).andWhere('l.staffId = :staffId AND l.id = :id', { staffId, id }).getOne();
  }

  find(id: number): Promise<StaffLeave | null> {
    return this.reachable('read').andWhere('l.id = :id', { id }).getOne();
  }

  /** The person, locked, so that two entries of his leave are checked one after the other. */
  lockedPerson(staffId: number): Promise<Staff | null> {
    return this.database.lock(this.database.repository(Staff).createQueryBuilder('s').where('s.id = :staffId', { staffId })).getOne();
  }

  overlaps(staffId: number, { fromDay, toDay }: Pick<StaffLeave, 'fromDay' | 'toDay'>, exceptId: number): Promise<boolean> {
    return this.table
      .createQueryBuilder('l')
      .where('l.staffId = :staffId AND l.toDay >= :fromDay AND l.fromDay <= :toDay AND l.id <> :exceptId', {
        staffId,
        fromDay,
        toDay,
        exceptId,
      })
      .getExists();
  }

  async insert(staffId: number, days: Days, createdById: number | null): Promise<number> {
    const now = this.clock.now();
    return Number(
      (await this.table.insert({ staffId, ...days, createdById, version: 1, createdAt: now, updatedAt: now })).identifiers[0]!['id'],
    );
  }

  async update(id: number, version: number, days: Days): Promise<boolean> {
    return (await this.table.update({ id, version }, { ...days, version: version + 1, updatedAt: this.clock.now() })).affected === 1;
  }

  async delete(id: number): Promise<void> {
    await this.table.delete({ id });
  }

  private reachable(action: string) {
    const query = this.table.createQueryBuilder('l').innerJoin(Staff, 's', 's.id = l.staffId');
    return this.scope.narrow(
      query,
      this.scope.sql('Leave', action, (field) => COLUMNS[field]),
    );
  }

  private get table() {
    return this.database.repository(StaffLeave);
  }
}
