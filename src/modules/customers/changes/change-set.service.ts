import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Page } from '../../../platform/http/list-query.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Acting } from '../acting.js';
import { type ChangeSetList, type ChangeSetView, hasEnded, isUndoable } from './change.dto.js';
import { ChangeEnd } from './change-end.service.js';
import { changeErrors } from './change.errors.js';
import { changeRun, changeUndo } from './change.jobs.js';
import type { ChangeSet } from './change-set.entity.js';
import { ChangeSetRepository, type NewChangeSet } from './change-set.repository.js';
import { ChangeSight } from './change-sight.service.js';

/** Change sets as people handle them: begun, followed, stopped, taken back. */
@Injectable()
export class ChangeSets {
  constructor(
    private readonly sets: ChangeSetRepository,
    private readonly jobs: Jobs,
    private readonly ends: ChangeEnd,
    private readonly sight: ChangeSight,
    private readonly acting: Acting,
  ) {}

  /** In the caller's transaction; runs as a job. */
  @Transactional()
  async begin(values: Omit<NewChangeSet, 'createdById' | 'createdAt'>): Promise<ChangeSetView> {
    const { actor, now } = this.acting;
    const id = await this.sets.insert({ ...values, createdById: actor.id, createdAt: now });
    await this.sets.change(id, ['waiting'], { jobId: await this.jobs.enqueue(changeRun, { setId: id }, { key: `change-${id}` }) });
    return this.sight.view((await this.sets.get(id))!);
  }

  async list(query: ChangeSetList): Promise<Page<ChangeSetView>> {
    const page = await this.sets.page(query);
    return { ...page, items: await this.sight.views(page.items) };
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<ChangeSetView> {
    return this.sight.view(await this.find(id));
  }

  /** What is done stays. Stops the undo where that is what is under way. @throws not-found (404), change.state (409). */
  @Transactional()
  async cancel(id: number): Promise<ChangeSetView> {
    const set = await this.find(id, 'undo');
    // that is the import's to be stopped
    if (set.kind === 'import' && !hasEnded(set)) throw changeErrors['change.state']();
    if (!(await this.ends.end(id, hasEnded(set) ? 'undo' : 'do', 'cancelled'))) throw changeErrors['change.state']();
    return this.get(id);
  }

  /**
   * Takes it back as a job, by whoever asks for it: what was changed since stays. @throws not-found (404), change.state, change.undone,
   * change.undo-expired, change.nothing-to-undo (409).
   */
  @Transactional()
  async undo(id: number): Promise<ChangeSetView> {
    await this.beginUndo(await this.undoable(id));
    return this.get(id);
  }

  /** @throws what `undo` throws. */
  async undoable(id: number): Promise<ChangeSet> {
    const set = await this.find(id, 'undo');
    this.demandUndoable(set);
    return set;
  }

  /** @throws change.state, change.undone, change.undo-expired, change.nothing-to-undo (409). */
  demandUndoable(set: ChangeSet): void {
    if (!hasEnded(set) || set.undoState === 'waiting' || set.undoState === 'running') throw changeErrors['change.state']();
    if (set.undoState === 'done') throw changeErrors['change.undone']();
    if (!isUndoable(set, this.acting.now)) throw changeErrors['change.undo-expired']();
    if (!set.changed) throw changeErrors['change.nothing-to-undo']();
  }

  /** Of one that is undoable. @throws change.state (409): somebody was faster. */
  async beginUndo({ id }: ChangeSet): Promise<void> {
    const { actor, now } = this.acting;
    const begun = await this.sets.changeUndo(id, [null, 'cancelled', 'failed'], {
      undoState: 'waiting',
      undoneById: actor.id,
      undoAt: now,
      undoFinishedAt: null,
      undoError: null,
    });
    if (!begun) throw changeErrors['change.state']();
    const undoJobId = await this.jobs.enqueue(changeUndo, { setId: id }, { key: `undo-change-${id}` });
    await this.sets.changeUndo(id, ['waiting'], { undoJobId });
  }

  /** @throws not-found (404), forbidden (403) for one that may only be read. */
  async find(id: number, action = 'read'): Promise<ChangeSet> {
    const found = await this.sets.find(id);
    if (!found) throw commonErrors['not-found']();
    if (action !== 'read' && !(await this.sets.find(id, action))) throw commonErrors.forbidden();
    return found;
  }
}
