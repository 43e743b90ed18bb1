import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock, DAY } from '../../../platform/context/clock.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { CustomersCalled } from '../customers-called.service.js';
import { followUpReminder } from '../customers.messages.js';
import { type DueReminder, InteractionRepository } from './interaction.repository.js';

const BATCH = 200;
/** A plan that nobody could be reminded of for longer is past. */
const LOOKS_BACK = 7 * DAY;

/** Reminds whoever planned a follow-up, once, when its time has come. */
@Injectable()
export class FollowUpReminderService {
  constructor(
    private readonly repository: InteractionRepository,
    private readonly notifications: Notifications,
    private readonly called: CustomersCalled,
    private readonly clock: Clock,
  ) {}

  /** Found by their due time, so that nothing is lost with a queue. @returns how many were sent. */
  async run(run: Pick<JobRun, 'stopped'>): Promise<{ reminded: number }> {
    let reminded = 0;
    while (!run.stopped()) {
      const due = await this.repository.due(this.clock.now(), this.clock.now() - LOOKS_BACK, BATCH);
      for (const reminder of due) if (await this.remind(reminder)) reminded++;
      if (due.length < BATCH) break;
    }
    return { reminded };
  }

  @Transactional()
  private async remind({ id, customerId, customerName, summary, recipientId }: DueReminder): Promise<boolean> {
    if (!(await this.repository.reminded(id, this.clock.now()))) return false;
    if (recipientId === null) return false;
    await this.notifications.notify(followUpReminder, [recipientId], {
      customer: await this.called.one(recipientId, { id: customerId, name: customerName }),
      summary: summary.slice(0, 200),
      customerId,
    });
    return true;
  }
}
