import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../context/clock.js';
import { Handles } from '../jobs/job-kind.js';
import type { JobRun } from '../jobs/job-run.js';
import { Jobs } from '../jobs/jobs.js';
import { Addressees } from './addressees.js';
import { Deliverer } from './deliverer.js';
import { DeliveryRepository } from './delivery.repository.js';
import { NotificationRepository } from './notification.repository.js';
import { deliverJob, pruneNotificationsJob } from './notifications.jobs.js';

const AT_ONCE = 50;
const KEPT_DAYS = 180;

@Injectable()
export class DeliveryHandlers {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly notifications: NotificationRepository,
    private readonly deliverer: Deliverer,
    private readonly addressees: Addressees,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  @Handles(deliverJob)
  async deliver({ batch }: { batch: string }, run: JobRun): Promise<void> {
    for (let done = 0; !run.stopped();) {
      const due = await this.deliveries.due(batch, this.clock.now(), AT_ONCE);
      if (!due.length) break;
      const addressees = await this.addressees.of(batch, due);
      for (const delivery of due) {
        if (run.stopped()) return;
        await this.deliverer.deliver(delivery, addressees(delivery), run.signal);
        run.progress(++done);
      }
    }
    const next = await this.deliveries.nextDueAt(batch);
    if (next !== null) await this.jobs.enqueue(deliverJob, { batch }, { runAt: next });
  }

  @Handles(pruneNotificationsJob)
  async prune(_payload: object, run: JobRun): Promise<{ removed: number }> {
    let removed = 0;
    for (let some = 1; some && !run.stopped(); run.progress((removed += some)))
      some = await this.notifications.prune(this.clock.now() - KEPT_DAYS * DAY, 500);
    return { removed };
  }
}
