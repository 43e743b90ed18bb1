import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock } from '../../context/clock.js';
import { Handles } from '../../jobs/job-kind.js';
import type { JobRun } from '../../jobs/job-run.js';
import { Jobs } from '../../jobs/jobs.js';
import { deliverJob, digestJob } from '../notifications.jobs.js';
import { DayTimes } from './day-times.js';
import { DigestRepository } from './digest.repository.js';
import { PreferenceRepository } from './preference.repository.js';

/** Makes one letter a person and day of what has gathered: in one transaction each, with the job that sends it. */
@Injectable()
export class DigestHandler {
  constructor(
    private readonly digests: DigestRepository,
    private readonly preferences: PreferenceRepository,
    private readonly jobs: Jobs,
    private readonly times: DayTimes,
    private readonly clock: Clock,
  ) {}

  @Handles(digestJob)
  async run(_payload: object, run: JobRun): Promise<{ digests: number }> {
    let digests = 0;
    for (const recipientId of await this.digests.recipients(this.clock.now())) {
      if (run.stopped()) break;
      if (await this.bundle(recipientId)) run.progress(++digests);
    }
    return { digests };
  }

  /** What he has read meanwhile is left out; who had one today gets the next tomorrow. @returns whether there is one to send. */
  @Transactional()
  async bundle(recipientId: number): Promise<boolean> {
    const now = this.clock.now();
    const gathered = await this.digests.gathered(recipientId, now);
    await this.digests.keepRead(gathered.flatMap(({ id, read }) => (read ? id : [])));
    const unread = gathered.filter(({ read }) => !read);
    const ids = unread.map(({ id }) => id);
    const [carrier] = unread;
    if (!carrier) return false;
    if (!(await this.preferences.takeDigestOf(recipientId, this.times.dayOf(now)))) {
      const { digestAt } = await this.preferences.habit(recipientId);
      await this.digests.postpone(ids, this.times.tomorrow(digestAt, now));
      return false;
    }
    await this.digests.bundle(ids, carrier.id, now);
    await this.jobs.enqueue(deliverJob, { batch: carrier.batch });
    return true;
  }
}
