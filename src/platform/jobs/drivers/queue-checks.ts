import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ReadinessCheck } from '../../http/health/readiness.js';
import { JobQueueRepository } from '../job-queue.repository.js';
import { QUEUE } from './queue-name.js';

/** Without a Redis the queue is the table. */
@Injectable()
export class TableQueueCheck extends ReadinessCheck {
  readonly part = 'queue';

  constructor(private readonly queue: JobQueueRepository) {
    super();
  }

  async check(): Promise<void> {
    await this.queue.orphans(1);
  }
}

/** Jobs wait in the table while Redis is away: nothing is lost and requests are answered, but nothing runs. */
@Injectable()
export class RedisQueueCheck extends ReadinessCheck {
  readonly part = 'queue';
  override readonly neededByRequests = false;

  constructor(@InjectQueue(QUEUE) private readonly queue: Queue) {
    super();
  }

  check(): Promise<void> {
    const { status } = this.queue.opts.connection as { status?: string };
    return status === 'ready' ? Promise.resolve() : Promise.reject(new Error(`the connection to Redis is ${status}`));
  }
}
