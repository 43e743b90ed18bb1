import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock, iso, SECOND } from '../../platform/context/clock.js';
import { Database } from '../../platform/database/database.js';
import type { JobRun } from '../../platform/jobs/job-run.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { overdueOutcome } from '../customers/deadline.js';
import { OwnershipExpiry } from '../customers/ownership-expiry.service.js';
import type { HeldRow } from '../customers/ownership.repository.js';
import { tellReclaimed } from './pool.jobs.js';
import { ReclaimRepository } from './reclaim.repository.js';

export const RECLAIM_BATCH = 2000;
/** A run has normally ended by then, so that each former owner hears of all he lost in one message. */
const TELL_AFTER = 20 * SECOND;

/**
 * Takes customers whose deadline has passed from their owners (REQ-E6, E9, E16). Each batch is one transaction: a customer is reclaimed once, wherever a
 * process dies, and never against a follow-up that has committed.
 */
@Injectable()
export class ReclaimService {
  constructor(
    private readonly repository: ReclaimRepository,
    private readonly expiry: OwnershipExpiry,
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Everybody due at `asOf`. */
  async run(run: Pick<JobRun, 'progress' | 'stopped'>, asOf = this.clock.now()): Promise<{ reclaimed: number }> {
    let reclaimed = 0;
    const total = await this.repository.countDue(asOf);
    for (
      let at = await this.repository.nextInstant(0, asOf);
      at !== null && !run.stopped();
      at = await this.repository.nextInstant(at, asOf)
    ) {
      let last = 0;
      for (let ids = await this.batch(at, last, asOf); ids.length; ids = await this.batch(at, last, asOf)) {
        last = ids.at(-1)!;
        run.progress((reclaimed += ids.length), Math.max(total, reclaimed));
        if (run.stopped()) break;
      }
    }
    return { reclaimed };
  }

  /** READ COMMITTED, so that a row is judged by what it is now, and SKIP LOCKED, so that a follow-up being saved is waited for by nobody. */
  private batch(reclaimAt: number, afterId: number, asOf: number): Promise<number[]> {
    return this.database.transaction(
      async () => {
        const rows = await this.repository.due(reclaimAt, afterId, RECLAIM_BATCH);
        if (!rows.length) return [];
        await this.expiry.reclaim(rows, asOf);
        await this.record(rows, asOf);
        await this.jobs.enqueue(tellReclaimed, { at: asOf, turn: 0 }, { key: `reclaim.tell.${asOf}`, runAt: asOf + TELL_AFTER });
        return rows.map((r) => r.id);
      },
      { readCommitted: true },
    );
  }

  /** One entry a batch; the ownership rows are its detail. */
  private record(rows: readonly HeldRow[], asOf: number): Promise<void> {
    const followUp = rows.filter((r) => overdueOutcome(r) === 'follow-up-overdue').length;
    return this.audit.record({
      subject: 'Customer',
      subjectId: `reclaim-${iso(asOf)}`,
      action: 'reclaim',
      detail: {
        count: rows.length,
        'follow-up-overdue': followUp,
        'deal-overdue': rows.length - followUp,
        endedAt: iso(asOf),
        fromId: rows[0]!.id,
        toId: rows.at(-1)!.id,
      },
    });
  }
}
