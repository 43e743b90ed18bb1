import { Injectable } from '@nestjs/common';
import { Vault } from '../../../../platform/vault/vault.js';
import { EditRepository, type EditRow } from '../../bulk/edit.repository.js';
import { EditRights } from '../../bulk/edit-rights.service.js';
import type { Linked, Links } from '../../bulk/edit-plan.js';
import { ChangeCulprits, disputed } from '../../changes/change-culprits.service.js';
import type { ChangeSet, Conflict } from '../../changes/change-set.entity.js';
import type { Item, Restored } from '../../changes/change-set.port.js';
import { CUSTOMER_COLUMNS, FLAG_COLUMNS } from '../import-columns.js';
import { importField, rightOf } from '../import-fields.js';
import { ImportEmptying, type Emptying } from './import-emptying.service.js';
import { type Filled, markOf } from './import-marks.js';
import { ImportUndoRepository } from './import-undo.repository.js';

interface Plan {
  readonly emptying: Emptying;
  readonly conflicts: Conflict[];
}
const OWN: ReadonlySet<string> = new Set([...CUSTOMER_COLUMNS, ...FLAG_COLUMNS]);
const NOTHING: Emptying = { columns: [], profile: [] };

/** Empty fields that an import has filled are emptied again where the value is still the import's. */
@Injectable()
export class ImportUndoFilled {
  constructor(
    private readonly edits: EditRepository,
    private readonly rights: EditRights,
    private readonly rows: ImportUndoRepository,
    private readonly emptying: ImportEmptying,
    private readonly culprits: ChangeCulprits,
    private readonly vault: Vault,
  ) {}

  async takeBack(set: ChangeSet, items: readonly Item[], { dry }: { dry: boolean }): Promise<Restored[]> {
    const ids = [...new Set(items.map((item) => item.customerId))];
    const rows = await this.edits.rows(ids, { lock: !dry });
    const gone = await this.edits.gone(ids.filter((id) => !rows.has(id)));
    const profiles = await this.rows.profiles(ids);
    const linked = await this.edits.linked(ids, { tags: true, courses: true });
    if (!dry) await this.rights.reclaimLate([...rows.values()].filter((row) => row.may));
    const plans = new Map<Item, Plan>();
    for (const item of items) {
      const row = rows.get(item.customerId);
      const refused = this.refusal(item, row, gone);
      const now = row && ({ ...row, ...profiles.get(row.id) } as unknown as EditRow & Record<string, unknown>);
      plans.set(item, refused ? { emptying: NOTHING, conflicts: [{ code: refused }] } : this.plan(set.id, item, now!, linked(row!.id)));
    }
    if (!dry) await this.emptying.empty(new Map([...plans].map(([item, plan]) => [item, plan.emptying])), rows);
    const since = dry ? new Map<string, Conflict>() : await this.culprits.of(set, disputed(plans));
    return [...plans].map(([item, { emptying, conflicts }]): Restored => ({
      item,
      undoState: !conflicts.length ? 'back' : isNothing(emptying) ? 'kept' : 'partly',
      conflicts: conflicts.map((conflict) => since.get(`${item.customerId} ${conflict.field}`) ?? conflict),
    }));
  }

  private refusal(item: Item, row: EditRow | undefined, gone: ReadonlySet<number>): string | undefined {
    if (!row) return gone.has(item.customerId) ? 'change.deleted' : 'not-found';
    if (!item.changes) return 'import.not-remembered';
    if (!row.may) return 'forbidden';
    return this.rights.isLate(row) ? 'customer.overdue' : undefined;
  }

  private plan(setId: number, item: Item, row: EditRow & Record<string, unknown>, linked: Linked): Plan {
    const { marks, tags, courses } = item.changes as unknown as Filled;
    const names = Object.keys(marks);
    const rightBy = (name: string) => rightOf(importField(name));
    const rights = [...names.map(rightBy), ...(tags.length ? ['tags'] : []), ...(courses.length ? ['courseIds'] : [])];
    const refused = new Set(this.rights.refusedFields(row, rights));
    const conflicts: Conflict[] = [...refused].map((field) => ({ code: 'field.forbidden', field }));
    const still: string[] = [];
    for (const name of names.filter((one) => !refused.has(rightBy(one)))) {
      const value = FLAG_COLUMNS.includes(name as never) ? Boolean(row[name]) : (row[name] ?? null);
      if (value === null || value === false) continue;
      if (markOf(this.vault, setId, item.customerId, name, value) === marks[name]) still.push(name);
      else conflicts.push({ code: 'change.since', field: rightBy(name) });
    }
    const off = (field: string, ids: readonly number[], has: ReadonlySet<number>): Links | undefined => {
      const removed = refused.has(field) ? [] : ids.filter((id) => has.has(id));
      return removed.length ? { added: [], removed } : undefined;
    };
    const columns = still.filter((name) => OWN.has(name));
    const emptied = Object.fromEntries(columns.map((name) => [name, FLAG_COLUMNS.includes(name as never) ? false : null]));
    if (!this.rights.staysWithin(row, emptied)) return { emptying: NOTHING, conflicts: [{ code: 'forbidden-after' }] };
    const [tagLinks, courseLinks] = [off('tags', tags, linked.tags), off('courseIds', courses, linked.courses)];
    const profile = still.filter((name) => !OWN.has(name));
    return {
      emptying: { columns, profile, ...(tagLinks ? { tags: tagLinks } : {}), ...(courseLinks ? { courses: courseLinks } : {}) },
      conflicts,
    };
  }
}

const isNothing = ({ columns, profile, tags, courses }: Emptying): boolean => !columns.length && !profile.length && !tags && !courses;
