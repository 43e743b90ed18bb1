import { Injectable } from '@nestjs/common';
import { Audit, type AuditRecord } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { RightsEpoch } from './rights-epoch.js';

/** Around every change of who may what: takes its turn, and leaves a record. */
@Injectable()
export class RightsLedger {
  constructor(
    private readonly epoch: RightsEpoch,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The first statement of the transaction: from here on no other change of rights runs, and every process hears of this one. */
  async open(): Promise<number> {
    await this.epoch.raise();
    return this.clock.now();
  }

  /** The present instant, for questions that change nothing. */
  now(): number {
    return this.clock.now();
  }

  record(record: AuditRecord): Promise<void> {
    return this.audit.record(record);
  }
}
