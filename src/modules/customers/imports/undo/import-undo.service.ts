import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { commonErrors } from '../../../../platform/errors/common.errors.js';
import type { ChangeSetView, UndoForecast } from '../../changes/change.dto.js';
import { ChangeResult } from '../../changes/change-result.service.js';
import type { ChangeSet } from '../../changes/change-set.entity.js';
import { ChangeSetRepository } from '../../changes/change-set.repository.js';
import { ChangeSets } from '../../changes/change-set.service.js';
import { ChangeSight } from '../../changes/change-sight.service.js';
import { ImportReach } from './import-reach.repository.js';

/** Taking an import back (spec 02, Import; spec 06, Merge and undo). */
@Injectable()
export class ImportUndoService {
  constructor(
    private readonly imports: ImportReach,
    private readonly repository: ChangeSetRepository,
    private readonly sets: ChangeSets,
    private readonly results: ChangeResult,
    private readonly sight: ChangeSight,
  ) {}

  /** What it did, and whether it was taken back. @throws not-found (404), also for one that was not started. */
  async get(importId: number): Promise<ChangeSetView> {
    return this.sight.view(await this.set(importId, 'read'));
  }

  /** Begins as a job. @throws not-found (404), forbidden (403), change.state, change.undone, change.undo-expired, change.nothing-to-undo (409). */
  @Transactional()
  async undo(importId: number): Promise<ChangeSetView> {
    const set = await this.set(importId, 'undo');
    this.sets.demandUndoable(set);
    await this.sets.beginUndo(set);
    return this.get(importId);
  }

  /** Writes nothing. @throws what `undo` throws. */
  async forecast(importId: number): Promise<UndoForecast> {
    const set = await this.set(importId, 'undo');
    this.sets.demandUndoable(set);
    return this.results.undoForecast(set);
  }

  private async set(importId: number, action: string): Promise<ChangeSet> {
    if (!(await this.imports.reaches(importId, 'read'))) throw commonErrors['not-found']();
    if (action !== 'read' && !(await this.imports.reaches(importId, action))) throw commonErrors.forbidden();
    const set = await this.repository.ofImport(importId);
    if (!set) throw commonErrors['not-found']();
    return set;
  }
}
