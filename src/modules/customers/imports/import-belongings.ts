import { Injectable } from '@nestjs/common';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import { TagService } from '../tags/tag.service.js';
import type { DraftedRow } from './import-classify.js';
import type { Draft } from './import-draft.js';
import { ImportWriteRepository } from './import-write.repository.js';

type NewRow = { readonly customerId: number; readonly draft: Draft };

/** What belongs to imported customers beside their own rows, in the transaction that writes those. */
@Injectable()
export class ImportBelongings {
  constructor(
    private readonly writes: ImportWriteRepository,
    private readonly dictionaries: Dictionaries,
    private readonly tags: TagService,
  ) {}

  /** Values that are new to their dictionaries become items of them. */
  async keepValues(rows: readonly DraftedRow[]): Promise<void> {
    const seen = new Set<string>();
    for (const { draft, kept } of rows) {
      for (const field of kept) {
        const value = draft![field as 'source']!;
        if (seen.has(`${field}:${value}`)) continue;
        seen.add(`${field}:${value}`);
        await this.dictionaries.ensure(FIELD_DICTIONARIES[field as keyof typeof FIELD_DICTIONARIES], value, { 'zh-CN': value, en: value });
      }
    }
  }

  async add(rows: readonly NewRow[], mapped: readonly string[]): Promise<void> {
    await this.writes.insertProfiles(rows, mapped);
    if (mapped.includes('courses')) {
      const links = rows.flatMap(({ customerId, draft }) => (draft.courses ?? []).map((id) => [customerId, id] as const));
      await this.writes.insertLinks('customer_course', 'courseId', links);
    }
    if (mapped.includes('tags')) await this.writes.insertLinks('customer_tag', 'tagId', await this.tagLinks(rows));
  }

  private async tagLinks(rows: readonly NewRow[]): Promise<(readonly [number, number])[]> {
    const known = new Map<string, readonly number[]>();
    const links: (readonly [number, number])[] = [];
    for (const { customerId, draft } of rows) {
      if (!draft.tags?.length) continue;
      const key = draft.tags.join('\n');
      const ids = known.get(key) ?? (await this.tags.idsOf(draft.tags));
      known.set(key, ids);
      for (const id of ids) links.push([customerId, id]);
    }
    return links;
  }
}
