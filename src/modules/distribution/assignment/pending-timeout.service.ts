import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock, HOUR, iso } from '../../../platform/context/clock.js';
import { Settings } from '../../../platform/settings/settings.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { AssignmentRepository } from './assignment.repository.js';
import { pendingHoursSetting } from '../distribution.settings.js';

const BATCH = 2000;

/** Whom nobody could take for the set time goes to the public pool, where anybody may claim him (REQ-E12). */
@Injectable()
export class PendingTimeoutService {
  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly ownership: OwnershipService,
    private readonly audit: Audit,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async release(): Promise<number> {
    const hours = await this.settings.get(pendingHoursSetting);
    if (hours === null) return 0;
    let released = 0;
    for (;;) {
      const n = await this.releaseBatch(this.clock.now() - hours * HOUR);
      released += n;
      if (n < BATCH) return released;
    }
  }

  @Transactional()
  protected async releaseBatch(before: number): Promise<number> {
    const ids = await this.assignments.waitingSince(before, BATCH);
    if (!ids.length) return 0;
    const count = await this.ownership.toPool(ids);
    await this.audit.record({
      subject: 'Customer',
      subjectId: `pool-${ids[0]}`,
      action: 'to-pool',
      detail: { count, waitingSince: iso(before), fromId: ids[0], toId: ids.at(-1) },
    });
    return count;
  }
}
