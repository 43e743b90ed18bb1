import { Injectable } from '@nestjs/common';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { ChangeCulprits, disputed } from '../changes/change-culprits.service.js';
import type { ChangeSet, Conflict } from '../changes/change-set.entity.js';
import type { Item, Restored } from '../changes/change-set.port.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import type { MovedClocks } from '../ownership/source-unions.service.js';
import { type Edit, type EditField, type EditValue, type EditValues, type Linked, type Links, valueOf } from './edit-plan.js';
import { EditRepository, type EditRow } from './edit.repository.js';
import { EditRights } from './edit-rights.service.js';
import { EditWriting, type Rewriting } from './edit-writing.service.js';

type Kept = Edit & { readonly clocks?: MovedClocks };
/** What is still there to go back to. */
interface There {
  readonly tags: ReadonlySet<number>;
  readonly courses: ReadonlySet<number>;
}
interface Plan {
  readonly rewriting: Rewriting;
  readonly conflicts: Conflict[];
}

/** Takes back what an edit did to many customers, where nobody has changed it since. */
@Injectable()
export class EditUndo {
  constructor(
    private readonly edits: EditRepository,
    private readonly rights: EditRights,
    private readonly writing: EditWriting,
    private readonly dictionaries: Dictionaries,
    private readonly culprits: ChangeCulprits,
  ) {}

  async takeBack(set: ChangeSet, items: readonly Item[], { dry }: { dry: boolean }): Promise<Restored[]> {
    const ids = items.map((item) => item.customerId);
    const rows = await this.edits.rows(ids, { lock: !dry });
    const linked = await this.edits.linked(ids, { tags: true, courses: true });
    const gone = await this.edits.gone(ids.filter((id) => !rows.has(id)));
    const there = await this.there(items);
    if (!dry) await this.rights.reclaimLate([...rows.values()].filter((row) => row.may));
    const plans = new Map<Item, Plan>();
    for (const item of items) {
      const row = rows.get(item.customerId);
      const refused = this.refusal(row, gone.has(item.customerId));
      plans.set(item, refused ? stays(refused) : await this.plan(row!, item.changes as unknown as Kept, linked(item.customerId), there));
    }
    if (!dry) await this.write(plans);
    const since = dry ? new Map<string, Conflict>() : await this.culprits.of(set, disputed(plans));
    return [...plans].map(([item, { rewriting, conflicts }]) => ({
      item,
      undoState: !conflicts.length ? 'back' : isEmpty(rewriting) ? 'kept' : 'partly',
      conflicts: conflicts.map((conflict) => since.get(`${item.customerId} ${conflict.field}`) ?? conflict),
    }));
  }

  private refusal(row: EditRow | undefined, gone: boolean): string | undefined {
    if (!row) return gone ? 'change.deleted' : 'not-found';
    if (!row.may) return 'forbidden';
    return this.rights.isLate(row) ? 'customer.overdue' : undefined;
  }

  private async plan(row: EditRow, { fields, tags, courses }: Kept, linked: Linked, there: There): Promise<Plan> {
    const conflicts: Conflict[] = [];
    const names = [...Object.keys(fields), ...(tags ? ['tags'] : []), ...(courses ? ['courseIds'] : [])];
    const refused = new Set(this.rights.refusedFields(row, names));
    for (const field of refused) conflicts.push({ code: 'field.forbidden', field });
    const values: EditValues = {};
    for (const [field, [before, after]] of Object.entries(fields) as [EditField, [EditValue, EditValue]][]) {
      const now = valueOf(row, field);
      if (refused.has(field) || now === before) continue;
      if (now !== after) conflicts.push({ code: 'change.since', field });
      else if (!(await this.isThere(field, before))) conflicts.push({ code: 'change.value-gone', field });
      else values[field] = before;
    }
    const back = (name: 'tags' | 'courses', field: string, links: Links | undefined): Links | undefined => {
      if (!links || refused.has(field)) return undefined;
      const missing = links.removed.filter((id) => !there[name].has(id));
      if (missing.length) conflicts.push({ code: 'change.value-gone', field });
      const added = links.removed.filter((id) => there[name].has(id) && !linked[name].has(id));
      const removed = links.added.filter((id) => linked[name].has(id));
      return added.length || removed.length ? { added, removed } : undefined;
    };
    const [tagLinks, courseLinks] = [back('tags', 'tags', tags), back('courses', 'courseIds', courses)];
    if (!this.rights.staysWithin(row, values)) return stays('forbidden-after');
    return { rewriting: { values, ...(tagLinks ? { tags: tagLinks } : {}), ...(courseLinks ? { courses: courseLinks } : {}) }, conflicts };
  }

  private async write(plans: ReadonlyMap<Item, Plan>): Promise<void> {
    const changed = [...plans].filter(([, { rewriting }]) => !isEmpty(rewriting));
    await this.writing.write(new Map(changed.map(([item, { rewriting }]) => [item.customerId, rewriting])));
    const moved = changed
      .filter(([, { rewriting }]) => rewriting.values.source !== undefined)
      .map(([item]) => [item.customerId, (item.changes as unknown as Kept).clocks] as const);
    if (moved.length) await this.writing.sourceTakenBack(new Map(moved));
  }

  /** A retired value comes back with whoever had it; one that was removed altogether does not. */
  private async isThere(field: EditField, value: EditValue): Promise<boolean> {
    if (typeof value !== 'string' || !(field in FIELD_DICTIONARIES)) return true;
    return this.dictionaries.had(FIELD_DICTIONARIES[field as keyof typeof FIELD_DICTIONARIES], value);
  }

  private async there(items: readonly Item[]): Promise<There> {
    const removed = (name: 'tags' | 'courses') => [
      ...new Set(items.flatMap((item) => (item.changes as unknown as Kept)[name]?.removed ?? [])),
    ];
    return { tags: await this.edits.existing('tag', removed('tags')), courses: await this.edits.existing('course', removed('courses')) };
  }
}

const stays = (code: string): Plan => ({ rewriting: { values: {} }, conflicts: [{ code }] });
const isEmpty = ({ values, tags, courses }: Rewriting): boolean => !Object.keys(values).length && !tags && !courses;
