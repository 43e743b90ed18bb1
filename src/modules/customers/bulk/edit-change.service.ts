import { Injectable } from '@nestjs/common';
import type { Text } from '../../../platform/context/language.js';
import type { ChangeSet } from '../changes/change-set.entity.js';
import { ChangeKind, type Item, type Outcome, type Restored } from '../changes/change-set.port.js';
import { EditJudge } from './edit-judge.service.js';
import type { Edit, EditPlan, EditValues, EditWhat } from './edit-plan.js';
import { EditRights } from './edit-rights.service.js';
import { EditUndo } from './edit-undo.service.js';
import { EditWords } from './edit-words.service.js';
import { EditWriting } from './edit-writing.service.js';

/** Fields, tags and courses of many customers. */
@Injectable()
export class EditChange extends ChangeKind {
  readonly kind = 'edit';
  readonly action = 'bulk-edit';

  constructor(
    private readonly judge: EditJudge,
    private readonly rights: EditRights,
    private readonly writing: EditWriting,
    private readonly undoing: EditUndo,
    private readonly words: EditWords,
  ) {
    super();
  }

  async apply({ what }: ChangeSet, items: readonly Item[]): Promise<Outcome[]> {
    const plan = await this.judge.plan(what as EditWhat);
    const ids = items.map((item) => item.customerId);
    const { rows, verdicts } = await this.judge.judge(ids, { ...plan, newTags: 0 }, { lock: true });
    await this.rights.reclaimLate([...rows.values()].filter((row) => row.may));
    const edited = new Map<number, Edit>();
    for (const [id, verdict] of verdicts) if (verdict !== 'unchanged' && 'edit' in verdict) edited.set(id, verdict.edit);
    await this.writing.write(new Map([...edited].map(([id, edit]) => [id, { ...edit, values: valuesOf(edit, plan) }])));
    const clocks = await this.writing.sourceChanged([...edited].filter(([, edit]) => edit.fields.source).map(([id]) => id));
    return items.map((item): Outcome => {
      const verdict = verdicts.get(item.customerId)!;
      if (verdict === 'unchanged') return { item, state: 'unchanged' };
      if ('code' in verdict) return { item, state: 'refused', code: verdict.code };
      const moved = clocks.get(item.customerId);
      return { item, state: 'changed', changes: { ...verdict.edit, ...(moved ? { clocks: moved } : {}) } };
    });
  }

  takeBack(set: ChangeSet, items: readonly Item[], options: { dry: boolean }): Promise<Restored[]> {
    return this.undoing.takeBack(set, items, options);
  }

  told({ what }: Pick<ChangeSet, 'what'>): Promise<Text> {
    return this.words.told(what as EditWhat);
  }
}

/** Customers of whom different fields change are alike all the same: the others say so already. */
const valuesOf = ({ fields }: Edit, { set }: EditPlan): EditValues => (Object.keys(fields).length ? set : {});
