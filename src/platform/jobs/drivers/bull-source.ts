import { Injectable } from '@nestjs/common';
import { JobHandlers } from '../job-handlers.js';
import { type Claim, JobQueueRepository } from '../job-queue.repository.js';
import { JobTuning } from '../job-tuning.js';

/** The row behind a delivery. */
@Injectable()
export class BullSource {
  constructor(
    private readonly queue: JobQueueRepository,
    private readonly handlers: JobHandlers,
    private readonly tuning: JobTuning,
  ) {}

  /** `job-<row>-<attempt>` → the job, unless it was taken before. */
  async claim(deliveryId: string): Promise<Claim | null> {
    const [, id, attempt] = /^job-(\d+)-(\d+)$/.exec(deliveryId) ?? [];
    return id ? this.queue.claim(Number(id), Number(attempt), this.handlers.kinds, this.tuning.leaseMs) : null;
  }
}
