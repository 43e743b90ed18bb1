import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/context/clock.js';
import { LANGUAGES } from '../../../platform/context/language.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import { newcomerRow, type RuleRow } from '../rule-row.port.js';
import { type Choices, fieldFault, folded } from './import-cell.js';
import type { NewcomerFaults } from './import-classify.js';
import { isGiven } from './import-columns.js';
import { type Draft, mismatches, rowDrafter } from './import-draft.js';
import type { CustomerImport } from './import.entity.js';
import type { BatchTerms } from './import-judge.service.js';
import { fieldsOf, type ImportMapping } from './import-mapping.js';
import { ImportRights } from './import-rights.service.js';

/** Gathers once what every row of an import is read with. */
@Injectable()
export class ImportLookups {
  constructor(
    private readonly database: Database,
    private readonly dictionaries: Dictionaries,
    private readonly rights: ImportRights,
    private readonly scope: Scope,
    private readonly clock: Clock,
  ) {}

  /** @throws forbidden and field.forbidden (403), also where the right was lost since the import was started. */
  async terms(imported: CustomerImport): Promise<BatchTerms> {
    const { mapping, header, language } = imported;
    this.rights.demand(mapping);
    const mapped = fieldsOf(mapping);
    const choices = await this.choices(mapping, mapped);
    const newcomerFaults = this.newcomerFaults(imported);
    return {
      import: imported,
      mapped,
      draft: rowDrafter(mapping, header, choices, language),
      language,
      newcomerFaults,
      fill: {
        language,
        newcomerFaults,
        fresh: newcomer(imported, this.clock.now()),
        refusedOn: (row, fields) => this.rights.refusedOn(row, fields),
      },
      refuse: imported.refused ?? false,
    };
  }

  /** What the words of these fields are looked up in. */
  async choices({ unknown = 'refuse' }: Pick<ImportMapping, 'unknown'>, fields: readonly string[]): Promise<Choices> {
    return {
      dictionaries: await this.dictionaryValues(),
      courses: fields.includes('courses') ? await this.courses() : new Map<string, number>(),
      tags: fields.includes('tags') && !this.scope.can('create', 'Tag') ? await this.tags() : null,
      unknown,
    };
  }

  private newcomerFaults(imported: CustomerImport): NewcomerFaults {
    const { language } = imported;
    const [mayEnter, refused] = [this.rights.mayEnter(), this.rights.refusedNew()];
    const [fresh, mapped] = [newcomer(imported, this.clock.now()), fieldsOf(imported.mapping)];
    return (draft) => {
      const type = draft.type ?? 'person';
      const row = { ...fresh, ...draft, type } as RuleRow;
      if (mayEnter && !mayEnter(row)) return [fieldFault('', 'import.outside', language)];
      const given = refused ? mapped.filter((name) => isGiven(draft[name as keyof Draft])) : [];
      const forbidden = refused?.(row, given).map((name) => fieldFault(name, 'import.field-outside', language)) ?? [];
      return [...forbidden, ...mismatches(draft, type, language)];
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
    return new Map(rows.map((r) => [folded(r.name), r.id]));
  }

  private async tags(): Promise<Set<string>> {
    const rows = await this.database.rows<{ nameKey: string }>('SELECT nameKey FROM tag');
    return new Set(rows.map((r) => r.nameKey));
  }
}

const newcomer = ({ createdById }: CustomerImport, createdAt: number): RuleRow => newcomerRow({ createdById, createdAt });
