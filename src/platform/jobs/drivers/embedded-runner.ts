import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobRunner } from '../job-runner.js';
import { JobShutdown } from '../job-shutdown.js';
import { JobTuning } from '../job-tuning.js';
import { Loop } from '../loop.js';
import { WakeUp } from '../wake-up.js';
import { EmbeddedSource } from './embedded-source.js';

/** Runs jobs in this process, straight from the table: SQLite, and MySQL without Redis (any number of processes). */
@Injectable()
export class EmbeddedRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;

  constructor(
    private readonly source: EmbeddedSource,
    private readonly runner: JobRunner,
    private readonly shutdown: JobShutdown,
    private readonly tuning: JobTuning,
    private readonly wakeUp: WakeUp,
  ) {
    this.loop = new Loop(
      'embedded runner',
      () => this.round(),
      () => this.tuning.pollMs,
      this.wakeUp,
    );
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    await this.shutdown.drain();
  }

  private async round(): Promise<boolean> {
    const claims = await this.source.next();
    for (const claim of claims) void this.runner.run(claim).finally(() => this.wakeUp.ring());
    return false; // a finished job rings
  }
}
