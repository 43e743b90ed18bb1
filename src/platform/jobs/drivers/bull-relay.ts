import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { JobHandlers } from '../job-handlers.js';
import { JobQueueRepository } from '../job-queue.repository.js';
import { JobRescue } from '../job-rescue.js';
import { JobTuning } from '../job-tuning.js';
import { Loop } from '../loop.js';
import { WakeUp } from '../wake-up.js';
import { within } from './deadline.js';
import { QUEUE } from './queue-name.js';

/**
 * Tells Redis of due jobs. Every worker does; the id makes two tellings one delivery, and the claim makes two deliveries one run.
 * What Redis loses still waits in the table and is told again.
 */
@Injectable()
export class BullRelay implements OnApplicationBootstrap {
  private readonly loop: Loop;

  constructor(
    private readonly jobs: JobQueueRepository,
    private readonly handlers: JobHandlers,
    private readonly rescue: JobRescue,
    private readonly tuning: JobTuning,
    wakeUp: WakeUp,
    @InjectQueue(QUEUE) private readonly queue: Queue,
  ) {
    this.loop = new Loop(
      'relay',
      () => this.round(),
      () => this.tuning.pollMs,
      wakeUp,
    );
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  private async round(): Promise<boolean> {
    await this.rescue.look();
    const due = await this.jobs.unsent(this.handlers.kinds, 100, this.tuning.resendMs);
    if (!due.length) return false;
    const told = due.map((job) => ({
      name: job.kind,
      data: {},
      opts: { jobId: `job-${job.id}-${job.attempt}`, attempts: 1, removeOnComplete: true, removeOnFail: true },
    }));
    await within(this.queue.addBulk(told), this.tuning.redisMs, 'Redis');
    await this.jobs.sent(due.map((job) => job.id));
    return true;
  }
}
