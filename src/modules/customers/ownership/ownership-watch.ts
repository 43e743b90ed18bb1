import { Injectable } from '@nestjs/common';
import { CalendarWatcher } from '../../../platform/settings/calendar.js';
import { StaffFollower } from '../../rbac/staff/staff.port.js';
import { DeadlineRefresh } from '../deadlines/deadline-refresh.service.js';
import { OwnershipRepository } from './ownership.repository.js';
import { CustomerTotals } from './totals.js';

/** A colleague's customers go with him to his new department, and their deadlines with its rules; his leave stops their clocks. */
@Injectable()
export class OwnershipStaffFollower extends StaffFollower {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly totals: CustomerTotals,
    private readonly refresh: DeadlineRefresh,
  ) {
    super();
  }

  async moved(staffId: number, departmentId: number | null): Promise<void> {
    const moved = await this.repository.moveDepartment(staffId, departmentId);
    await this.totals.changed(
      moved.flatMap((m) => [
        { departmentId: m.departmentId, ownerId: staffId, n: -m.n },
        { departmentId, ownerId: staffId, n: m.n },
      ]),
    );
    await this.refresh.later(staffId);
  }

  async leaveChanged(staffId: number): Promise<void> {
    await this.refresh.later(staffId);
  }
}

@Injectable()
export class OwnershipCalendarWatcher extends CalendarWatcher {
  constructor(private readonly refresh: DeadlineRefresh) {
    super();
  }

  async calendarChanged(): Promise<void> {
    await this.refresh.later();
  }
}
