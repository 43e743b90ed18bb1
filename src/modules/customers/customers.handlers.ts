import { Injectable } from '@nestjs/common';
import { Handles } from '../../platform/jobs/job-kind.js';
import type { JobRun } from '../../platform/jobs/job-run.js';
import { CustomerPurgeService } from './recycle-bin/customer-purge.service.js';
import { emptyRecycleBin, remindFollowUps } from './customers.jobs.js';
import { FollowUpReminderService } from './interactions/follow-up-reminder.service.js';

@Injectable()
export class CustomerHandlers {
  constructor(
    private readonly purge: CustomerPurgeService,
    private readonly reminders: FollowUpReminderService,
  ) {}

  @Handles(emptyRecycleBin)
  emptyBin(_payload: object, run: JobRun) {
    return this.purge.run(run);
  }

  @Handles(remindFollowUps)
  remind(_payload: object, run: JobRun) {
    return this.reminders.run(run);
  }
}
