import { Injectable } from '@nestjs/common';
import { Files } from '../files/files.js';
import { Handles } from '../jobs/job-kind.js';
import { cleanUpJob } from './cleanup.jobs.js';
import { Idempotency } from './idempotency/idempotency.js';
import { Throttle } from './throttle/throttle.js';

/** What only mattered for a day: answers of repeated requests, ended limits, content that no row refers to. */
@Injectable()
export class CleanUp {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly throttle: Throttle,
    private readonly files: Files,
  ) {}

  @Handles(cleanUpJob)
  async run(): Promise<{ requests: number; limits: number; files: number }> {
    return { requests: await this.idempotency.prune(), limits: await this.throttle.prune(), files: await this.files.sweep() };
  }
}
