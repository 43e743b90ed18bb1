import { Injectable } from '@nestjs/common';
import { say } from '../../../platform/context/language.js';
import { Database } from '../../../platform/database/database.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { type JobStopped, NoRetry } from '../../../platform/jobs/job-stop.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { ChangeCollection } from './change-collection.service.js';
import { ChangeEnd } from './change-end.service.js';
import { ChangeItemRepository } from './change-item.repository.js';
import { ChangeKinds } from './change-kinds.service.js';
import type { ChangeSet } from './change-set.entity.js';
import { ChangeSetRepository, type Way } from './change-set.repository.js';

/** It was cancelled, or another process has taken it over. */
class ChangeStopped extends Error {}
const CUSTOMERS_A_BATCH = 500;

/**
 * Carries a change set out, or takes it back, batch after batch: customers, outcomes and counts commit together, so that a process killed anywhere goes on
 * behind the last batch, with each effect once. What is done stays when it is cancelled.
 */
@Injectable()
export class ChangeRun {
  constructor(
    private readonly sets: ChangeSetRepository,
    private readonly items: ChangeItemRepository,
    private readonly collection: ChangeCollection,
    private readonly kinds: ChangeKinds,
    private readonly end: ChangeEnd,
    private readonly database: Database,
  ) {}

  async run(setId: number, run: JobRun): Promise<void> {
    if (!(await this.sets.change(setId, ['waiting', 'running'], { state: 'running', error: null }))) return;
    await this.toTheEnd(setId, 'do', run, async () => {
      const set = await this.collection.collected(setId);
      run.progress(set.done, set.total ?? 0);
      for (let done = set.done; ;) {
        run.signal.throwIfAborted();
        const n = await this.batch(set);
        if (!n) return;
        run.progress((done += n));
      }
    });
  }

  async undo(setId: number, run: JobRun): Promise<void> {
    if (!(await this.sets.changeUndo(setId, ['waiting', 'running'], { undoState: 'running', undoError: null }))) return;
    await this.toTheEnd(setId, 'undo', run, async () => {
      const before = (await this.sets.get(setId))!;
      let done = before.back + before.partly + before.kept;
      const undoTotal = done + (await this.kinds.countStanding(before));
      await this.sets.changeUndo(setId, ['running'], { undoTotal });
      run.progress(done, undoTotal);
      for (;;) {
        run.signal.throwIfAborted();
        const n = await this.undoBatch(before);
        if (!n) return;
        run.progress((done += n));
      }
    });
  }

  private async toTheEnd(setId: number, way: Way, run: JobRun, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof ChangeStopped) return;
      if (run.stopped() && (run.signal.reason as JobStopped).cause === 'cancelled') await this.end.end(setId, way, 'cancelled');
      // what its starter may not (any more) would be the same in another try
      if (!(error instanceof DomainError) || error.status >= 500) throw error;
      const { language } = (await this.sets.get(setId))!;
      await this.end.end(setId, way, 'failed', say(error.definition.text, language, error.params));
      throw new NoRetry(error.message);
    }
    await this.end.end(setId, way, 'done');
  }

  /** READ COMMITTED: rows beside those that are locked keep nobody waiting. @returns how many it looked at. */
  private batch(set: ChangeSet): Promise<number> {
    return this.database.transaction(
      async () => {
        const from = await this.sets.progress(set.id);
        const items = await this.items.waiting(set.id, this.size);
        if (!items.length) return 0;
        const outcomes = await this.kinds.of(set.kind).apply(set, items);
        await this.items.keep(set.id, outcomes);
        if (
          !(await this.sets.advance(
            set.id,
            from.done,
            tally(['changed', 'unchanged', 'refused'], outcomes, (one) => one.state),
          ))
        )
          throw new ChangeStopped();
        return items.length;
      },
      { readCommitted: true },
    );
  }

  private undoBatch(set: ChangeSet): Promise<number> {
    return this.database.transaction(
      async () => {
        const from = await this.sets.progress(set.id);
        const items = await this.kinds.standing(set, 0, this.size);
        if (!items.length) return 0;
        const restored = await this.kinds.of(set.kind).takeBack(set, items, { dry: false });
        await this.items.keepRestored(set.id, restored);
        if (
          !(await this.sets.advanceUndo(
            set.id,
            from.undone,
            tally(['back', 'partly', 'kept'], restored, (one) => one.undoState),
          ))
        )
          throw new ChangeStopped();
        return items.length;
      },
      { readCommitted: true },
    );
  }

  private get size(): number {
    return this.database.dialect.batch(CUSTOMERS_A_BATCH);
  }
}

/** How many of them are each of these. */
function tally<K extends string, T>(names: readonly K[], all: readonly T[], nameOf: (one: T) => K): Record<K, number> {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
  for (const one of all) counts[nameOf(one)]++;
  return counts;
}
