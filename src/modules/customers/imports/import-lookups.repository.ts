import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { LANGUAGES } from '../../../platform/context/language.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import type { BatchTerms } from './import-batch.service.js';
import type { CustomerImport } from './import.entity.js';
import { rowDrafter } from './import-draft.js';
import { fieldsOf } from './import-mapping.js';

const COLUMNS: Readonly<Record<string, string>> = {
  ownerId: 'ownerId',
  departmentId: 'departmentId',
  source: 'source',
  status: 'status',
  holding: 'holding',
  createdById: 'createdById',
  type: 'type',
  level: 'level',
};

/** Gathers once what every row of an import is read with. */
@Injectable()
export class ImportLookups {
  constructor(
    private readonly database: Database,
    private readonly dictionaries: Dictionaries,
    private readonly scope: Scope,
  ) {}

  async terms(imported: CustomerImport): Promise<BatchTerms> {
    const { mapping, header, language } = imported;
    const mapped = fieldsOf(mapping);
    const choices = {
      dictionaries: await this.dictionaryValues(),
      courses: mapped.includes('courses') ? await this.courses() : new Map<string, number>(),
      tags: mapped.includes('tags') && !this.scope.can('create', 'Tag') ? await this.tags() : null,
      unknown: mapping.unknown ?? 'refuse',
    };
    return {
      import: imported,
      mapped,
      draft: rowDrafter(mapping, header, choices, language),
      language,
      reach: this.scope.sql('Customer', 'update', (field) => COLUMNS[field]),
      refuse: imported.refused ?? false,
    };
  }

  private async dictionaryValues(): Promise<Map<string, Map<string, string>>> {
    const all = new Map<string, Map<string, string>>();
    for (const [field, code] of Object.entries(FIELD_DICTIONARIES)) {
      const words = new Map<string, string>();
      for (const entry of await this.dictionaries.items(code))
        for (const word of [...LANGUAGES.map((l) => entry.label[l]), entry.value]) words.set(word, entry.value);
      all.set(field, words);
    }
    return all;
  }

  private async courses(): Promise<Map<string, number>> {
    const rows = await this.database.rows<{ id: number; name: string }>('SELECT id, name FROM course WHERE active = ?', [1]);
    return new Map(rows.map((r) => [r.name.toLowerCase(), r.id]));
  }

  private async tags(): Promise<Set<string>> {
    const rows = await this.database.rows<{ nameKey: string }>('SELECT nameKey FROM tag');
    return new Set(rows.map((r) => r.nameKey));
  }
}
