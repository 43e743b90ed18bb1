import { Injectable } from '@nestjs/common';
import { say } from '../../../platform/context/language.js';
import { Context } from '../../../platform/context/context.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { Acting } from '../acting.js';
import { changeSetView, type ChangeSetView, isUndoable } from './change.dto.js';
import { ChangeItemRepository } from './change-item.repository.js';
import { ChangeKinds } from './change-kinds.service.js';
import { type Reason, reasonsOf, reasonText } from './change-reasons.js';
import type { ChangeSet } from './change-set.entity.js';

/** Change sets as people read them, in words. */
@Injectable()
export class ChangeSight {
  constructor(
    private readonly items: ChangeItemRepository,
    private readonly kinds: ChangeKinds,
    private readonly staff: StaffDirectory,
    private readonly scope: Scope,
    private readonly context: Context,
    private readonly acting: Acting,
  ) {}

  /** With why some were refused, and why some did not go back. */
  async view(set: ChangeSet): Promise<ChangeSetView> {
    const { language } = this.context;
    const refused = (await this.items.refusals(set.id)).map(({ code, n }) => ({ code, detail: reasonText(code, language), count: n }));
    const missing = set.missing ? [{ code: 'not-found', detail: reasonText('not-found', language), count: set.missing }] : [];
    const conflicts = set.undoState === null ? [] : await this.items.conflicts(set.id);
    return this.of(set, await this.names([set]), {
      reasons: united([...refused, ...missing]),
      conflicts: reasonsOf(
        conflicts.flatMap((some) => [...new Set(some.map(({ code }) => code))]),
        language,
      ),
    });
  }

  async views(sets: readonly ChangeSet[]): Promise<ChangeSetView[]> {
    const names = await this.names(sets);
    return Promise.all(sets.map((set) => this.of(set, names)));
  }

  private async of(
    set: ChangeSet,
    names: ReadonlyMap<number, string>,
    more: { reasons?: readonly Reason[]; conflicts?: readonly Reason[] } = {},
  ): Promise<ChangeSetView> {
    const words = say(await this.kinds.of(set.kind).told(set), this.context.language);
    const mayUndo = set.changed > 0 && isUndoable(set, this.acting.now) && this.mayUndo(set);
    return changeSetView(set, { words, names, mayUndo, ...more });
  }

  private mayUndo(set: ChangeSet): boolean {
    return this.scope.can('undo', 'ChangeSet', set) || (set.importId !== null && this.scope.can('undo', 'Import', set));
  }

  private names(sets: readonly ChangeSet[]): Promise<ReadonlyMap<number, string>> {
    return this.staff.namesOf(sets.flatMap(({ createdById, undoneById }) => [createdById, undoneById ?? []].flat()));
  }
}

function united(reasons: readonly Reason[]): Reason[] {
  const by = new Map<string, Reason>();
  for (const reason of reasons) by.set(reason.code, { ...reason, count: reason.count + (by.get(reason.code)?.count ?? 0) });
  return [...by.values()];
}
