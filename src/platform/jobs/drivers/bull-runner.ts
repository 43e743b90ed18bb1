import { InjectQueue, OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Logger } from '@nestjs/common';
import type { Job as Delivery, Queue } from 'bullmq';
import { JobRunner } from '../job-runner.js';
import { JobShutdown } from '../job-shutdown.js';
import { BullRelay } from './bull-relay.js';
import { BullSource } from './bull-source.js';
import { within } from './deadline.js';
import { QUEUE } from './queue-name.js';
import type { TrackedRedis } from './tracked-redis.js';

const CLOSE_MS = 3_000;

/** Runs the jobs that BullMQ delivers. A delivery is a hint: the claim in the table decides. */
@Processor(QUEUE, { concurrency: 10 })
export class BullRunner extends WorkerHost implements BeforeApplicationShutdown {
  private readonly log = new Logger('Jobs');

  constructor(
    private readonly source: BullSource,
    private readonly runner: JobRunner,
    private readonly relay: BullRelay,
    private readonly shutdown: JobShutdown,
    @InjectQueue(QUEUE) private readonly queue: Queue,
  ) {
    super();
  }

  async process(delivery: Delivery): Promise<void> {
    const claim = await this.source.claim(delivery.id ?? '');
    if (claim) await this.runner.run(claim);
  }

  @OnWorkerEvent('error')
  reconnecting(): void {
    // without a listener an unreachable Redis would end the process
  }

  /** Before @nestjs/bullmq's own hook, which would wait for an answer of a dead Redis; it then finds everything closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    const connection = this.queue.opts.connection as unknown as TrackedRedis;
    const alive = connection.status === 'ready';
    if (alive) await within(this.worker.pause(true), CLOSE_MS, 'Redis').catch(() => undefined);
    await this.shutdown.drain();
    const closed = Promise.allSettled([this.worker.close(!alive), this.queue.close()]);
    await within(closed, alive ? CLOSE_MS : 200, 'Redis').catch(() => undefined);
    connection.dropAll();
    await within(closed, 1_000, 'BullMQ').catch((error: Error) => this.log.warn(error.message));
  }
}
