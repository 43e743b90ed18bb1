import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../audit/audit.js';
import { Clock } from '../context/clock.js';
import { uniqueViolation } from '../database/database-errors.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { changesNothing } from '../http/given.js';
import { RecordUses } from '../records/record-uses.js';
import { Dictionaries, type DictionaryEntry } from './dictionaries.js';
import { DictionaryRepository } from './dictionary.repository.js';
import type { ItemChange, ItemCreation } from './settings.dto.js';
import { settingsErrors } from './settings.errors.js';

/** What operations do to the lists (REQ-SY1). */
@Injectable()
export class DictionaryItems {
  constructor(
    private readonly repository: DictionaryRepository,
    private readonly dictionaries: Dictionaries,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly uses: RecordUses,
    private readonly context: Context,
  ) {}

  /** @throws dictionary.value-taken (409) */
  async create(code: string, given: ItemCreation): Promise<DictionaryEntry> {
    const id = await this.insert(code, given);
    return this.changed(code, id);
  }

  /** @throws not-found (404), stale (409). */
  async change(code: string, id: number, given: ItemChange): Promise<DictionaryEntry> {
    await this.update(code, id, given);
    return this.changed(code, id);
  }

  /** @throws not-found (404), dictionary.item-in-use (409). */
  async remove(code: string, id: number): Promise<void> {
    await this.delete(code, id);
    this.dictionaries.changed();
  }

  /** Puts all items into the given order. @throws dictionary.order-incomplete (400). */
  async order(code: string, ids: readonly number[]): Promise<readonly DictionaryEntry[]> {
    await this.arrange(code, ids);
    this.dictionaries.changed();
    return this.dictionaries.items(code, { all: true });
  }

  @Transactional()
  private async insert(code: string, given: ItemCreation): Promise<number> {
    const { id: dictionaryId } = await this.dictionaries.view(code);
    const now = this.clock.now();
    const position = given.position ?? (await this.repository.nextPosition(dictionaryId));
    try {
      const id = await this.repository.add({ ...given, dictionaryId, position, active: true, createdAt: now, updatedAt: now });
      await this.audit.record({ subject: 'Dictionary', subjectId: code, action: 'add-item', after: { ...given, position } });
      return id;
    } catch (error) {
      if (uniqueViolation(error)) throw settingsErrors['dictionary.value-taken']({ value: given.value });
      throw error;
    }
  }

  @Transactional()
  private async update(code: string, id: number, { version, ...given }: ItemChange): Promise<void> {
    const item = await this.repository.item(code, id);
    if (!item) throw commonErrors['not-found']();
    if (version !== undefined && version !== item.version) throw commonErrors.stale();
    if (changesNothing(item, given)) return;
    if (!(await this.repository.change(id, item.version, { ...given, updatedAt: this.clock.now() }))) throw commonErrors.stale();
    const { labelZh, labelEn, active, position } = item;
    const before = { labelZh, labelEn, active, position };
    await this.audit.record({
      subject: 'Dictionary',
      subjectId: code,
      action: 'update',
      before,
      after: { ...before, ...given },
      detail: { value: item.value },
    });
  }

  @Transactional()
  private async delete(code: string, id: number): Promise<void> {
    const item = await this.repository.item(code, id);
    if (!item) throw commonErrors['not-found']();
    const uses = await this.uses.ofRow(code, item.value);
    const name = this.context.language === 'en' ? item.labelEn : item.labelZh;
    if (uses) throw settingsErrors['dictionary.item-in-use']({ item: this.uses.named(name, uses) });
    await this.repository.remove(id);
    const { value, labelZh, labelEn } = item;
    await this.audit.record({ subject: 'Dictionary', subjectId: code, action: 'remove-item', before: { value, labelZh, labelEn } });
  }

  @Transactional()
  private async arrange(code: string, ids: readonly number[]): Promise<void> {
    const items = await this.dictionaries.items(code, { all: true });
    const given = new Set(ids);
    if (given.size !== ids.length || items.length !== ids.length || !items.every((item) => given.has(item.id)))
      throw settingsErrors['dictionary.order-incomplete']();
    for (const [index, id] of ids.entries()) await this.repository.place(id, index + 1, this.clock.now());
    const valueOf = new Map(items.map((item) => [item.id, item.value]));
    const after = { order: ids.map((id) => valueOf.get(id)) };
    await this.audit.record({
      subject: 'Dictionary',
      subjectId: code,
      action: 'reorder',
      before: { order: items.map((item) => item.value) },
      after,
    });
  }

  private async changed(code: string, id: number): Promise<DictionaryEntry> {
    this.dictionaries.changed();
    const entry = (await this.dictionaries.view(code)).entries.find((candidate) => candidate.id === id);
    if (!entry) throw commonErrors['not-found']();
    return entry;
  }
}
