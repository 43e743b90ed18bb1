import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { FieldSight } from '../../../platform/permissions/field-sight.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { LeaveListQuery } from '../staff/staff.dto.js';
import { Staff } from '../staff/staff.entity.js';
import { StaffLeave } from './staff-leave.entity.js';

type Days = Pick<StaffLeave, 'fromDay' | 'toDay' | 'reason'>;
/** Rules on leave name whose it is, and his department. */
const COLUMNS: Record<string, string> = { staffId: 'l.staffId', departmentId: 's.departmentId' };
const columnOf = (field: string): string | undefined => COLUMNS[field];
/** With whoever is away, whose department rules name. */
export type PlacedLeave = StaffLeave & { departmentId: number | null };

@Injectable()
export class LeaveRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly sight: FieldSight,
    private readonly clock: Clock,
  ) {}

  /** @throws field.forbidden (403) for somebody's leave where the caller does not see whose it is. */
  async list(list: LeaveListQuery): Promise<Page<PlacedLeave>> {
    const query = this.reachable('read');
    this.sight.narrow(query, 'Leave', list.staffId ? ['staffId'] : [], columnOf);
    if (list.staffId) query.andWhere('l.staffId = :staffId', { staffId: list.staffId });
    if (list.fromDay) query.andWhere('l.toDay >= :fromDay', { fromDay: list.fromDay });
    if (list.toDay) query.andWhere('l.fromDay <= :toDay', { toDay: list.toDay });
    const page = await pageOf(query, list, { fromDay: 'fromDay' }, '-fromDay');
    return { ...page, items: page.items.map(placed) };
  }

  async get(staffId: number, id: number, action: string): Promise<PlacedLeave | null> {
    const row = await this.reachable(action).andWhere('l.staffId = :staffId AND l.id = :id', { staffId, id }).getOne();
    return row && placed(row);
  }

  async find(id: number): Promise<PlacedLeave | null> {
    const row = await this.reachable('read').andWhere('l.id = :id', { id }).getOne();
    return row && placed(row);
  }

  /** The person, locked, so that two entries of his leave are checked one after the other. */
  person(staffId: number): Promise<Staff | null> {
    return this.database.repository(Staff).findOneBy({ id: staffId });
  }

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
    const query = this.table.createQueryBuilder('l').innerJoinAndSelect('l.staff', 's');
    return this.scope.narrow(query, this.scope.sql('Leave', action, columnOf));
  }

  private get table() {
    return this.database.repository(StaffLeave);
  }
}

const placed = ({ staff, ...leave }: StaffLeave): PlacedLeave => ({ ...leave, departmentId: staff!.departmentId });
