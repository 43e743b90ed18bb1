import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import { Database } from '../database/database.js';
import { asJob } from '../database/guard-data-source.js';
import { JobActors } from './job-actors.js';
import type { JobKind } from './job-kind.js';
import { type Claim, JobQueueRepository } from './job-queue.repository.js';
import type { JobRun } from './job-run.js';
import { JobStopped } from './job-stop.js';

type Work = (run: JobRun) => Promise<object | null>;

/** The context and the transaction a handler runs in. */
@Injectable()
export class JobExecution {
  constructor(
    private readonly queue: JobQueueRepository,
    private readonly actors: JobActors,
    private readonly context: Context,
    private readonly database: Database,
  ) {}

  /** @throws what the handler throws, JobStopped when it was stopped or its job is no longer ours; then nothing of a transaction stays. */
  async perform(kind: JobKind, claim: Claim, run: JobRun, work: Work): Promise<void> {
    const actor = await this.actors.of(kind, claim);
    const values = {
      actor,
      source: 'job' as const,
      requestId: `job-${claim.id}-${claim.attempt}`,
      ...(actor.language ? { language: actor.language } : {}),
    };
    const performing = async () => {
      if (kind.transactional) await this.database.transaction(async () => this.end(claim, run, await work(run)));
      else await this.end(claim, run, await work(run));
    };
    await asJob(() => this.context.run(values, performing));
  }

  private async end(claim: Claim, run: JobRun, result: object | null): Promise<void> {
    run.signal.throwIfAborted();
    if (!(await this.queue.finish(claim, result, run.done, run.total))) throw new JobStopped('lease-lost');
  }
}
