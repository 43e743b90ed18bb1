import { Injectable } from '@nestjs/common';
import { Context } from '../../../../platform/context/context.js';
import { Clock } from '../../../../platform/context/clock.js';
import { Vault } from '../../../../platform/vault/vault.js';
import { ChangeItemRepository, type NewItem } from '../../changes/change-item.repository.js';
import { ChangeSetRepository } from '../../changes/change-set.repository.js';
import { tagKey } from '../../tags/tag-key.js';
import { TagRepository } from '../../tags/tag.repository.js';
import type { Verdict } from '../import-classify.js';
import type { CustomerImport } from '../import.entity.js';
import type { Person } from '../import-fill.js';
import { type Filled, markOf } from './import-marks.js';

export type Imported = Pick<CustomerImport, 'id' | 'createdById'>;
type FilledVerdict = Verdict & { kind: 'filled' };

/** What an import does is a change set, so that it can be taken back; in the transactions of the import. Whom it created its rows tell by themselves. */
@Injectable()
export class ImportChanges {
  constructor(
    private readonly sets: ChangeSetRepository,
    private readonly items: ChangeItemRepository,
    private readonly tags: TagRepository,
    private readonly vault: Vault,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  /** Those who were there and were filled up, in one statement a batch. */
  async filled(imported: Imported, verdicts: readonly Verdict[], filled: readonly Person[]): Promise<void> {
    const people = new Map(filled.map((person) => [person.id, person]));
    const rows = verdicts.filter((verdict): verdict is FilledVerdict => verdict.kind === 'filled' && people.has(verdict.person));
    if (!rows.length) return;
    const id = await this.setOf(imported);
    const names = [...new Set(filled.flatMap(({ given }) => given.tags))];
    const tags = new Map((await this.tags.byNames(names)).map((tag) => [tagKey(tag.name), tag.id]));
    await this.items.insert(
      id,
      rows.map((verdict): NewItem => {
        const person = people.get(verdict.person)!;
        const changes = { ...this.changesOf(id, verdict, person, tags) };
        return { place: verdict.row.rowNumber, customerId: person.id, state: 'changed', changes };
      }),
    );
  }

  async ended(imported: CustomerImport, state: 'done' | 'cancelled' | 'failed'): Promise<void> {
    const { created, updated, duplicate, invalid } = imported;
    const id = await this.setOf(imported);
    const changed = created + updated;
    const refused = duplicate + invalid;
    const counts = { total: changed + refused, done: changed + refused, changed, refused };
    await this.sets.change(id, ['running'], { state, finishedAt: this.clock.now(), ...counts });
  }

  private async setOf({ id, createdById }: Imported): Promise<number> {
    const known = await this.sets.ofImport(id);
    if (known) return known.id;
    const { language } = this.context;
    const values = { kind: 'import', state: 'running', importId: id, selection: null, what: {}, language, createdById } as const;
    return this.sets.insert({ ...values, createdAt: this.clock.now() });
  }

  private changesOf(
    setId: number,
    { row, fields }: FilledVerdict,
    { id, row: was, given }: Person,
    tags: ReadonlyMap<string, number>,
  ): Filled {
    const draft = row.draft!;
    const marks: Record<string, string> = {};
    for (const field of fields)
      if (field !== 'tags' && field !== 'courses') marks[field] = markOf(this.vault, setId, id, field, draft[field as keyof typeof draft]);
    const named = new Set((draft.tags ?? []).map(tagKey));
    return {
      marks,
      tags: fields.includes('tags') ? given.tags.map(tagKey).flatMap((key) => (named.has(key) ? (tags.get(key) ?? []) : [])) : [],
      courses: fields.includes('courses') ? given.courses.filter((one) => draft.courses?.includes(one)) : [],
      version: Number(was['version']) + 1,
    };
  }
}
