import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock, MINUTE } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { customerNumber } from '../customer.entity.js';
import type { PersonalDataRequest } from './personal-data.entity.js';
import { erasureSweepRun } from './personal-data.jobs.js';
import { erasureDone } from './personal-data.messages.js';
import { PersonalDataRequests } from './personal-data.repository.js';

/** How one look for an erased person ends: with another one later, or with the end of the erasure. */
@Injectable()
export class ErasureEnd {
  constructor(
    private readonly requests: PersonalDataRequests,
    private readonly jobs: Jobs,
    private readonly notifications: Notifications,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Transactional()
  async again(requestId: number): Promise<void> {
    const runAt = this.clock.now() + MINUTE;
    await this.requests.setJob(requestId, await this.jobs.enqueue(erasureSweepRun, { requestId }, { runAt }));
  }

  /** What he was looked for by goes too. */
  async over({ id, customerId, requestedById }: PersonalDataRequest): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.requests.done(id, { fileId: null, bytes: null, finishedAt: this.clock.now(), expiresAt: null }))) return;
      if (requestedById !== null) await this.notifications.notify(erasureDone, [requestedById], { number: customerNumber(customerId) });
    });
    await this.database.forgetOldPages();
  }
}
