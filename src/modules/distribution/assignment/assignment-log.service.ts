import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/audit.js';
import { AssignmentRepository } from './assignment.repository.js';
import type { Plan } from './plan.js';
import type { Roster } from './roster.js';

/** What a batch of distribution leaves behind: the run, the reason of every decision, and one entry in the change log. */
@Injectable()
export class AssignmentLog {
  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly audit: Audit,
  ) {}

  async record(at: number, strategy: string, { decisions, refusals }: Plan, roster: Roster): Promise<void> {
    const counts = { assigned: decisions.length, unassigned: refusals.length };
    const runId = await this.assignments.saveRun({ at, strategy, ...counts, roster: roster.entries });
    await this.assignments.saveDecisions(runId, at, decisions);
    await this.audit.record({
      subject: 'Distribution',
      subjectId: `run-${runId}`,
      action: 'assign',
      detail: { ...counts, strategy, fromCustomerId: decisions[0]!.customerId, toCustomerId: decisions.at(-1)!.customerId },
    });
  }
}
