import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../audit/audit.js';
import { Clock } from '../context/clock.js';
import type { Language, Text } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { Declarations } from '../registry/declarations.js';
import { type DictionaryDefinition, dictionaryDefinitions } from './dictionary-definition.js';
import { DictionaryRepository } from './dictionary.repository.js';
import { FreshCache } from './fresh-cache.js';

export interface DictionaryEntry {
  readonly id: number;
  readonly value: string;
  readonly label: Text;
  readonly active: boolean;
  readonly position: number;
  readonly version: number;
}

export interface DictionaryView {
  readonly id: number;
  readonly definition: DictionaryDefinition;
  readonly entries: readonly DictionaryEntry[];
  readonly byValue: ReadonlyMap<string, DictionaryEntry>;
}

/** The lists that staff may edit (REQ-SY1), read from memory. Values are compared byte by byte. */
@Injectable()
export class Dictionaries implements OnModuleInit {
  private readonly declared = new Map<string, DictionaryDefinition>();
  private readonly views = new FreshCache(() => this.load());

  constructor(
    private readonly repository: DictionaryRepository,
    private readonly declarations: Declarations,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    for (const definition of this.declarations.of(dictionaryDefinitions)) {
      if (this.declared.has(definition.code)) throw new Error(`the dictionary ${definition.code} is declared twice`);
      this.declared.set(definition.code, definition);
      await this.fill(definition);
    }
  }

  /** Whether a new record may carry the value. */
  async has(code: string, value: string): Promise<boolean> {
    return (await this.view(code)).byValue.get(value)?.active ?? false;
  }

  /** Whether a record may say it: also what operations have retired since. */
  async had(code: string, value: string): Promise<boolean> {
    return (await this.view(code)).byValue.has(value);
  }

  /** In order; the active ones unless all are asked for. */
  async items(code: string, options: { all?: boolean } = {}): Promise<readonly DictionaryEntry[]> {
    const { entries } = await this.view(code);
    return options.all ? entries : entries.filter((entry) => entry.active);
  }

  /** The text of a value, also of one that is no longer active; an unknown value speaks for itself. */
  async label(code: string, value: string, language: Language): Promise<string> {
    return (await this.view(code)).byValue.get(value)?.label[language] ?? value;
  }

  /** Makes sure that a value exists (imports that keep new values). @returns whether it was new. */
  @Transactional()
  async ensure(code: string, value: string, label: Text): Promise<boolean> {
    const { id, byValue } = await this.view(code);
    if (byValue.has(value)) return false;
    const now = this.clock.now();
    const position = await this.repository.nextPosition(id);
    const isNew = await this.repository.addIfNew({
      dictionaryId: id,
      value,
      labelZh: label['zh-CN'],
      labelEn: label.en,
      active: true,
      position,
      createdAt: now,
      updatedAt: now,
    });
    if (isNew)
      await this.audit.record({
        subject: 'Dictionary',
        subjectId: code,
        action: 'add-item',
        after: { value, labelZh: label['zh-CN'], labelEn: label.en },
      });
    this.views.drop();
    return isNew;
  }

  async list(): Promise<DictionaryView[]> {
    return [...(await this.views.get()).values()].sort((a, b) => (a.definition.code < b.definition.code ? -1 : 1));
  }

  /** @throws not-found (404) for a code that no module declares. */
  async view(code: string): Promise<DictionaryView> {
    const view = (await this.views.get()).get(code);
    if (!view) throw commonErrors['not-found']();
    return view;
  }

  /** After a change of the tables. */
  changed(): void {
    this.views.drop();
  }

  /** The first items go in together with the dictionary, once, by whichever process comes first. */
  @Transactional()
  private async fill(definition: DictionaryDefinition): Promise<void> {
    const now = this.clock.now();
    const dictionaryId = await this.repository.create(definition.code, now);
    if (dictionaryId === null) return;
    for (const [index, { value, label }] of definition.items.entries())
      await this.repository.add({
        dictionaryId,
        value,
        labelZh: label['zh-CN'],
        labelEn: label.en,
        active: true,
        position: index + 1,
        createdAt: now,
        updatedAt: now,
      });
  }

  private async load(): Promise<Map<string, DictionaryView>> {
    const rows = new Map((await this.repository.all()).map((row) => [row.code, row]));
    return new Map(
      [...this.declared.values()].map((definition) => {
        const row = rows.get(definition.code);
        const entries = (row?.items ?? []).map(({ id, value, labelZh, labelEn, active, position, version }) => ({
          id,
          value,
          label: { 'zh-CN': labelZh, en: labelEn },
          active,
          position,
          version,
        }));
        return [definition.code, { id: row?.id ?? 0, definition, entries, byValue: new Map(entries.map((entry) => [entry.value, entry])) }];
      }),
    );
  }
}
