import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../../platform/context/business-time.js';
import type { AppAbility } from '../../platform/permissions/ability.js';
import { DirectoryRepository, type DepartmentCard, type StaffCard } from './directory.repository.js';
import { StaffPrincipals } from './staff-principals.js';

export type { DepartmentCard, StaffCard } from './directory.repository.js';

/** What other modules ask about staff. Without scope: it answers modules, not people. */
@Injectable()
export class StaffDirectory {
  constructor(
    private readonly repository: DirectoryRepository,
    private readonly time: BusinessTime,
    private readonly principals: StaffPrincipals,
  ) {}

  /** Inactive colleagues too. */
  async get(id: number): Promise<StaffCard | null> {
    return (await this.many([id])).get(id) ?? null;
  }

  async many(ids: readonly number[]): Promise<Map<number, StaffCard>> {
    return new Map((await this.repository.staff(ids)).map((s) => [s.id, s]));
  }

  async nameOf(id: number): Promise<string | null> {
    return (await this.get(id))?.name ?? null;
  }

  /** What an active colleague may do; null when he is not active. */
  async abilityOf(id: number): Promise<AppAbility | null> {
    return (await this.principals.load(id))?.ability ?? null;
  }

  /** What each of these active colleagues may do; the others are absent. */
  async abilitiesOf(ids: readonly number[]): Promise<Map<number, AppAbility>> {
    return new Map([...(await this.principals.loadMany(ids))].map(([id, { ability }]) => [id, ability]));
  }

  activeInDepartments(departmentIds: readonly number[]): Promise<StaffCard[]> {
    return this.repository.activeIn(departmentIds);
  }

  /** Active colleagues who have one of these roles. */
  activeWithRoles(codes: readonly string[]): Promise<StaffCard[]> {
    return this.repository.activeWithRoles(codes);
  }

  async isOnLeave(staffId: number, day: Day): Promise<boolean> {
    return (await this.repository.leave([staffId], day, day)).length > 0;
  }

  /** Every day of leave between two days, both included; people without any are absent from the map. */
  async leaveDays(staffIds: readonly number[], fromDay: Day, toDay: Day): Promise<Map<number, Set<Day>>> {
    const days = new Map<number, Set<Day>>();
    for (const leave of await this.repository.leave(staffIds, fromDay, toDay)) {
      const own = days.get(leave.staffId) ?? new Set<Day>();
      const last = leave.toDay < toDay ? leave.toDay : toDay;
      for (let day = leave.fromDay > fromDay ? leave.fromDay : fromDay; day <= last; day = this.time.addDays(day, 1)) own.add(day);
      days.set(leave.staffId, own);
    }
    return days;
  }

  department(id: number): Promise<DepartmentCard | null> {
    return this.repository.department(id);
  }

  departments(): Promise<DepartmentCard[]> {
    return this.repository.departments();
  }

  /** The department and all below it; [] when there is none. */
  departmentTree(id: number): Promise<number[]> {
    return this.repository.treeOf(id);
  }
}
