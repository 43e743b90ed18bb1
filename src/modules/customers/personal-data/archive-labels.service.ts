import { Injectable } from '@nestjs/common';
import { AuditWords } from '../../../platform/audit/audit-words.js';
import { type Language, say } from '../../../platform/context/language.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import type { ArchivePart } from './archive-words.js';

/** What codes in an archive are called: those that operations keep, and those of the log. */
@Injectable()
export class ArchiveLabels {
  constructor(
    private readonly dictionaries: Dictionaries,
    private readonly words: AuditWords,
  ) {}

  /** By `field value`. */
  async of(parts: readonly ArchivePart[], language: Language): Promise<ReadonlyMap<string, string>> {
    const labels = new Map<string, string>();
    for (const [field, dictionary] of Object.entries(FIELD_DICTIONARIES))
      for (const { value, label } of await this.dictionaries.items(dictionary, { all: true }))
        labels.set(`${field} ${value}`, say(label, language));
    for (const { action } of parts.find(({ name }) => name === 'changes')?.rows ?? [])
      labels.set(`action ${String(action)}`, this.words.action('Customer', String(action), language));
    return labels;
  }
}
