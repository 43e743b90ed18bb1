import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { NAMED } from '../../../platform/notifications/name-list.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { CustomersCalled } from '../../customers/customers-called.service.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { customersReceived, customersStranded } from './assignment.messages.js';
import { AssignmentRepository } from './assignment.repository.js';
import { RosterRepository } from './roster.repository.js';

/** One message per new owner and run, however many batches it took; told again by the next run if this one dies before. */
@Injectable()
export class RunReport {
  constructor(
    private readonly rosters: RosterRepository,
    private readonly assignments: AssignmentRepository,
    private readonly notifications: Notifications,
    private readonly called: CustomersCalled,
    private readonly staff: StaffDirectory,
  ) {}

  @Transactional()
  async tell(newlyStranded: number): Promise<void> {
    const through = await this.rosters.lockRotation();
    const received = await this.assignments.untold(through);
    for (const { staffId, n, through: last } of received) {
      const received = await this.assignments.received(staffId, through, last, NAMED);
      const names = await this.called.list(staffId, received, n);
      await this.notifications.notify(customersReceived, [staffId], { n, names, staffId });
    }
    await this.rosters.told(Math.max(through, ...received.map((r) => r.through)));
    if (newlyStranded)
      await this.notifications.notify(customersStranded, await this.staff.whoMay('run', 'Distribution'), {
        n: await this.assignments.countStranded(),
      });
  }
}
