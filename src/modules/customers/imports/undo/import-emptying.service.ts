import { Injectable } from '@nestjs/common';
import { Acting } from '../../acting.js';
import { CustomerKeys } from '../../bars/customer-keys.service.js';
import { EditRepository, type EditRow } from '../../bulk/edit.repository.js';
import type { Links } from '../../bulk/edit-plan.js';
import type { Item } from '../../changes/change-set.port.js';
import { SourceUnions } from '../../ownership/source-unions.service.js';
import { MAKE_KNOWN } from '../import-fill.js';
import { ImportUndoRepository } from './import-undo.repository.js';

/** What one row had given, and is taken back. */
export interface Emptying {
  readonly columns: readonly string[];
  readonly profile: readonly string[];
  readonly tags?: Links | undefined;
  readonly courses?: Links | undefined;
}

/** Empties what an import had filled, under the customers' locks: those who lose the same in one statement. */
@Injectable()
export class ImportEmptying {
  constructor(
    private readonly rows: ImportUndoRepository,
    private readonly edits: EditRepository,
    private readonly keys: CustomerKeys,
    private readonly sources: SourceUnions,
    private readonly acting: Acting,
  ) {}

  async empty(all: ReadonlyMap<Item, Emptying>, rows: ReadonlyMap<number, EditRow>): Promise<void> {
    const changed = united(all);
    const write = async () => {
      for (const { ids, columns } of alike(changed, ({ columns: some }) => some)) await this.rows.empty(ids, columns, this.acting.now);
    };
    const known = [...changed].filter(([, { columns }]) => MAKE_KNOWN.some((name) => columns.includes(name))).map(([id]) => rows.get(id)!);
    if (known.length) await this.keys.put(known, write);
    else await write();
    for (const kind of ['person', 'company'] as const) {
      const some = new Map([...changed].filter(([id, { profile }]) => profile.length && rows.get(id)!.type === kind));
      for (const { ids, columns } of alike(some, ({ profile }) => profile)) await this.rows.emptyProfiles(kind, ids, columns);
    }
    const links = (name: 'tags' | 'courses') => new Map([...changed].flatMap(([id, one]) => (one[name] ? [[id, one[name]] as const] : [])));
    await this.edits.relink('customer_tag', links('tags'));
    await this.edits.relink('customer_course', links('courses'));
    const moved = [...changed].filter(([, { columns }]) => columns.includes('source')).map(([id]) => id);
    await this.sources.changedAll(moved, this.acting.staffId);
  }
}

/** By customer: several rows may have filled one of them. */
function united(all: ReadonlyMap<Item, Emptying>): Map<number, Emptying> {
  const by = new Map<number, Emptying>();
  const both = (a: Links | undefined, b: Links | undefined): Links | undefined =>
    a && b ? { added: [], removed: [...new Set([...a.removed, ...b.removed])] } : (a ?? b);
  for (const [{ customerId }, one] of all) {
    if (!one.columns.length && !one.profile.length && !one.tags && !one.courses) continue;
    const known = by.get(customerId);
    const next = {
      columns: [...new Set([...(known?.columns ?? []), ...one.columns])],
      profile: [...new Set([...(known?.profile ?? []), ...one.profile])],
      tags: both(known?.tags, one.tags),
      courses: both(known?.courses, one.courses),
    };
    by.set(customerId, next);
  }
  return by;
}

function alike(
  all: ReadonlyMap<number, Emptying>,
  columnsOf: (one: Emptying) => readonly string[],
): Iterable<{ ids: number[]; columns: readonly string[] }> {
  const groups = new Map<string, { ids: number[]; columns: readonly string[] }>();
  for (const [id, one] of all) {
    const columns = [...columnsOf(one)].sort();
    const group = groups.get(columns.join());
    if (group) group.ids.push(id);
    else groups.set(columns.join(), { ids: [id], columns });
  }
  return groups.values();
}
