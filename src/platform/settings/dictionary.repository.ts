import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Dictionary, DictionaryItem } from './dictionary.entity.js';

@Injectable()
export class DictionaryRepository {
  constructor(private readonly database: Database) {}

  /** Every item of every dictionary, in order. */
  async all(): Promise<{ id: number; code: string; items: DictionaryItem[] }[]> {
    const dictionaries = await this.database.repository(Dictionary).find();
    const items = await this.database.repository(DictionaryItem).find({ order: { position: 'ASC', id: 'ASC' } });
    const byDictionary = Map.groupBy(items, (item) => item.dictionaryId);
    return dictionaries.map(({ id, code }) => ({ id, code, items: byDictionary.get(id) ?? [] }));
  }

  /** @returns the new dictionary's id, or null when it is there already. */
  async create(code: string, now: number): Promise<number | null> {
    const made = await this.database.run(`${this.database.dialect.insertIgnore} dictionary (code, createdAt) VALUES (?, ?)`, [code, now]);
    return made ? ((await this.dictionary(code))?.id ?? null) : null;
  }

  dictionary(code: string): Promise<Dictionary | null> {
    return this.database.repository(Dictionary).findOneBy({ code });
  }

  async add(item: Omit<DictionaryItem, 'id' | 'dictionary' | 'version'>): Promise<number> {
    const result = await this.database.repository(DictionaryItem).insert(item);
    return (result.identifiers[0] as { id: number }).id;
  }

  /** Like `add`, but leaves a value alone that is there already. @returns whether it was new. */
  async addIfNew(item: Omit<DictionaryItem, 'id' | 'dictionary' | 'version'>): Promise<boolean> {
    const added = await this.database.run(
      `${this.database.dialect.insertIgnore} dictionary_item (dictionaryId, value, labelZh, labelEn, active, position, createdAt, updatedAt, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      [item.dictionaryId, item.value, item.labelZh, item.labelEn, item.active, item.position, item.createdAt, item.updatedAt],
    );
    return added > 0;
  }

  item(code: string, id: number): Promise<DictionaryItem | null> {
    return this.database.repository(DictionaryItem).findOne({ where: { id, dictionary: { code } } });
  }

  /** @returns false when the item has moved on from `version`. */
  async change(
    id: number,
    version: number,
    values: Partial<Pick<DictionaryItem, 'labelZh' | 'labelEn' | 'active' | 'position' | 'updatedAt'>>,
  ): Promise<boolean> {
    const result = await this.database.repository(DictionaryItem).update({ id, version }, { ...values, version: version + 1 });
    return result.affected === 1;
  }

  async remove(id: number): Promise<void> {
    await this.database.repository(DictionaryItem).delete({ id });
  }

  /** Whose place stays the same has not been changed. */
  async place(id: number, position: number, now: number): Promise<void> {
    await this.database.run(
      'UPDATE dictionary_item SET position = ?, version = version + 1, updatedAt = ? WHERE id = ? AND position <> ?',
      [position, now, id, position],
    );
  }

  async nextPosition(dictionaryId: number): Promise<number> {
    return ((await this.database.repository(DictionaryItem).maximum('position', { dictionaryId })) ?? 0) + 1;
  }
}
