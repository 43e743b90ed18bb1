import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { ruleText } from '../../../platform/http/validation-messages.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Mentions } from '../../../platform/privacy/mentions.js';
import { Acting } from '../acting.js';
import { customerNumber } from '../customer.entity.js';
import type { ErasureBody } from './personal-data.dto.js';
import type { PersonalCounts } from './personal-data.entity.js';
import { erasureSweepRun } from './personal-data.jobs.js';
import { PersonalDataRequests } from './personal-data.repository.js';
import { PersonRepository } from './person.repository.js';
import { PersonTraces } from './person-traces.service.js';

/** What is written down of an erasure. */
export interface Order {
  readonly requestId: number;
  /** Without what names him. */
  readonly reason: string;
  readonly counts: PersonalCounts;
}

/** How an erasure is confirmed and written down, with what it takes to find him elsewhere. */
@Injectable()
export class ErasureOrder {
  constructor(
    private readonly requests: PersonalDataRequests,
    private readonly traces: PersonTraces,
    private readonly people: PersonRepository,
    private readonly jobs: Jobs,
    private readonly acting: Acting,
    private readonly context: Context,
  ) {}

  /** @throws input.invalid (400) unless the number typed is his. */
  demandConfirmed(customerId: number, { confirm }: ErasureBody): void {
    if (confirm.toUpperCase() === customerNumber(customerId)) return;
    const message = ruleText('erasure.confirm', this.context.language);
    throw commonErrors['input.invalid']({}, { faults: [{ path: 'confirm', code: 'erasure.confirm', message }] });
  }

  /** Under his locks, before anything is overwritten. */
  async begin(customerId: number, ids: readonly number[], asked: ErasureBody, contents: readonly string[]): Promise<Order> {
    const traces = { ...(await this.traces.of(ids)), contents };
    const counts = await this.people.counts(ids);
    const reason = new Mentions(traces).without(asked.reason);
    const requestId = await this.requests.insert({
      kind: 'erasure',
      customerId,
      requestedById: this.acting.staffId,
      language: this.context.language,
      reason,
      counts,
      createdAt: this.acting.now,
    });
    await this.requests.setTraces(requestId, this.traces.seal(requestId, traces));
    await this.requests.setJob(requestId, await this.jobs.enqueue(erasureSweepRun, { requestId }));
    return { requestId, reason, counts };
  }
}
