import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock, iso, SECOND } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { type HeldRow, type Losses, OwnershipReclaim } from '../../customers/ownership/ownership-reclaim.service.js';
import { tellReclaimed } from './reclaim.jobs.js';
import { ReclaimRepository } from './reclaim.repository.js';

const RECLAIM_BATCH = 2000;
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
    private readonly ownership: OwnershipReclaim,
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Everybody due at `asOf`. */
  async run(run: Pick<JobRun, 'progress' | 'stopped' | 'before'>, asOf = this.clock.now()): Promise<{ reclaimed: number }> {
    let reclaimed = 0;
    const total = await this.repository.countDue(asOf);
    const done = (n: number) => {
      reclaimed += n;
      run.progress(run.before + reclaimed, run.before + Math.max(total, reclaimed));
    };
    for (
      let at = await this.repository.nextInstant(0, asOf);
      at !== null && !run.stopped();
      at = await this.repository.nextInstant(at, asOf)
    )
      await this.instant(at, asOf, done, () => run.stopped());
    return { reclaimed };
  }

  /** All who are due at one instant, by workers side by side: none takes rows that another holds. */
  private async instant(reclaimAt: number, asOf: number, done: (n: number) => void, stopped: () => boolean): Promise<void> {
    const work = async () => {
      for (let ids = await this.batch(reclaimAt, 0, asOf); ids.length; ids = await this.batch(reclaimAt, ids.at(-1)!, asOf)) {
        done(ids.length);
        if (stopped()) return;
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: this.database.dialect.writers }, work));
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure) throw failure.reason; // the others have ended, too
  }

  /** READ COMMITTED, so that a row is judged by what it is now, and SKIP LOCKED, so that a follow-up being saved is waited for by nobody. */
  private batch(reclaimAt: number, afterId: number, asOf: number): Promise<number[]> {
    return this.database.transaction(
      async () => {
        const rows = await this.repository.due(reclaimAt, afterId, RECLAIM_BATCH);
        if (!rows.length) return [];
        await this.record(rows, await this.ownership.reclaim(rows, asOf), asOf);
        await this.jobs.enqueue(tellReclaimed, { at: asOf, turn: 0 }, { key: `reclaim.tell.${asOf}`, runAt: asOf + TELL_AFTER });
        return rows.map((r) => r.id);
      },
      { readCommitted: true },
    );
  }

  /** One entry a batch; the ownership rows are its detail. */
  private record(rows: readonly HeldRow[], losses: Losses, asOf: number): Promise<void> {
    return this.audit.record({
      subject: 'Customer',
      subjectId: `reclaim-${iso(asOf)}`,
      action: 'reclaim',
      detail: {
        count: rows.length,
        'follow-up-overdue': losses.followUp,
        'deal-overdue': losses.deal,
        endedAt: iso(asOf),
        fromId: rows[0]!.id,
        toId: rows.at(-1)!.id,
      },
    });
  }
}
