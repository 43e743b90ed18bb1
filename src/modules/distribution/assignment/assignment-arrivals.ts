import { Injectable } from '@nestjs/common';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { CustomerArrivals } from '../../customers/customer.port.js';
import { DISTRIBUTION_KEY, distributionRun } from './assignment.jobs.js';

/** Customers that have become pending are handed out by the next run (REQ-E11), asked for in the transaction that brought them. */
@Injectable()
export class AssignmentArrivals extends CustomerArrivals {
  constructor(private readonly jobs: Jobs) {
    super();
  }

  async arrived(): Promise<void> {
    await this.jobs.enqueue(distributionRun, {}, { key: DISTRIBUTION_KEY, rerun: true });
  }
}
