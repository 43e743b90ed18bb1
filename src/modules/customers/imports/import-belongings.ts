import { Injectable } from '@nestjs/common';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import { TagService } from '../tags/tag.service.js';
import type { Verdict } from './import-classify.js';
import type { Draft } from './import-draft.js';
import { ImportWriteRepository } from './import-write.repository.js';

type DictionaryField = keyof typeof FIELD_DICTIONARIES;
interface Linked {
  readonly customerId: number;
  readonly courses: readonly number[];
  readonly tags: readonly string[];
}

/** What belongs to customers beside their own rows; in the transaction that writes the batch. */
@Injectable()
export class ImportBelongings {
  constructor(
    private readonly writes: ImportWriteRepository,
    private readonly dictionaries: Dictionaries,
    private readonly tags: TagService,
  ) {}

  /** Values that are new to their dictionaries become items of them, where a customer gets them. */
  async keepValues(verdicts: readonly Verdict[]): Promise<void> {
    const seen = new Set<string>();
    for (const verdict of verdicts) {
      if (verdict.kind !== 'new' && verdict.kind !== 'filled') continue;
      const { draft, kept } = verdict.row;
      for (const field of kept as readonly DictionaryField[]) {
        const value = (draft as Partial<Record<DictionaryField, string>>)[field]!;
        if (seen.has(`${field}:${value}`) || (verdict.kind === 'filled' && !verdict.fields.includes(field))) continue;
        seen.add(`${field}:${value}`);
        await this.dictionaries.ensure(FIELD_DICTIONARIES[field], value, { 'zh-CN': value, en: value });
      }
    }
  }

  /** Of new customers. */
  async add(rows: readonly { readonly customerId: number; readonly draft: Draft }[], mapped: readonly string[]): Promise<void> {
    await this.writes.insertProfiles('person', rows, mapped);
    await this.writes.insertProfiles('company', rows, mapped);
    if (mapped.includes('courses') || mapped.includes('tags'))
      await this.link(rows.map(({ customerId, draft }) => ({ customerId, courses: draft.courses ?? [], tags: draft.tags ?? [] })));
  }

  /** Courses and tags beside those that somebody has. */
  async link(rows: readonly Linked[]): Promise<void> {
    const courses = rows.flatMap(({ customerId, courses: ids }) => ids.map((id) => [customerId, id] as const));
    await this.writes.insertLinks('customer_course', 'courseId', courses);
    await this.writes.insertLinks('customer_tag', 'tagId', await this.tagLinks(rows));
  }

  private async tagLinks(rows: readonly Linked[]): Promise<(readonly [number, number])[]> {
    const known = new Map<string, readonly number[]>();
    const links: (readonly [number, number])[] = [];
    for (const { customerId, tags } of rows) {
      if (!tags.length) continue;
      const key = tags.join('\n');
      const ids = known.get(key) ?? (await this.tags.idsOf(tags));
      known.set(key, ids);
      for (const id of ids) links.push([customerId, id]);
    }
    return links;
  }
}
