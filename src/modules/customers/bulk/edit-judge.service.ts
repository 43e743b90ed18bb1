import { Injectable } from '@nestjs/common';
import { TagRepository } from '../tags/tag.repository.js';
import { EditRights } from './edit-rights.service.js';
import { type Edit, editOf, type EditPlan, type EditWhat, type Linked, namesOf } from './edit-plan.js';
import { type EditRow, EditRepository } from './edit.repository.js';

export type Verdict = { readonly edit: Edit } | { readonly code: string } | 'unchanged';

/** What an edit would do to each of many customers now. Writes nothing, so that a forecast is told what the job would do. */
@Injectable()
export class EditJudge {
  constructor(
    private readonly edits: EditRepository,
    private readonly tags: TagRepository,
    private readonly rights: EditRights,
  ) {}

  /** `newTags`: names that are not tags yet, in a forecast; they count as tags that nobody has. */
  async plan(what: EditWhat): Promise<EditPlan & { readonly newTags: number }> {
    const known = async (names: readonly string[] = []) => (await this.tags.byNames(names)).map((tag) => tag.id);
    const { addTags = [], removeTags, addCourseIds = [], removeCourseIds = [], courseIds } = what;
    const courses = await this.edits.existing('course', [...addCourseIds, ...(courseIds ?? [])]);
    const add = await known(addTags);
    return {
      set: what.set ?? {},
      tags: { add, remove: await known(removeTags) },
      courses: {
        add: addCourseIds.filter((id) => courses.has(id)),
        remove: removeCourseIds,
        only: courseIds?.filter((id) => courses.has(id)),
      },
      names: namesOf(what),
      newTags: addTags.length - add.length,
    };
  }

  /** `lock`: they stay as they are until the transaction ends. */
  async judge(ids: readonly number[], plan: EditPlan & { readonly newTags?: number }, { lock }: { lock: boolean }) {
    const rows = await this.edits.rows(ids, { lock });
    const linked = await this.edits.linked(ids, { tags: plan.names.includes('tags'), courses: plan.names.includes('courseIds') });
    const gone = await this.edits.gone(ids.filter((id) => !rows.has(id)));
    const verdicts = new Map(ids.map((id) => [id, this.verdict(rows.get(id), linked(id), plan, gone.has(id))]));
    return { rows, verdicts };
  }

  private verdict(row: EditRow | undefined, linked: Linked, plan: EditPlan & { readonly newTags?: number }, gone: boolean): Verdict {
    if (!row) return { code: gone ? 'change.deleted' : 'not-found' };
    if (!row.may) return { code: 'forbidden' };
    if (this.rights.isLate(row)) return { code: 'customer.overdue' };
    if (this.rights.refusedFields(row, plan.names).length) return { code: 'field.forbidden' };
    const edit = editOf(row, linked, plan);
    if (!edit) return plan.newTags ? { edit: { fields: {} } } : 'unchanged';
    return this.rights.staysWithin(row, plan.set) ? { edit } : { code: 'forbidden-after' };
  }
}
