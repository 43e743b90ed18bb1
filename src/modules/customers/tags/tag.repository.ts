import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { searched } from '../../../platform/database/search.js';
import { type ListQuery, type Page, pageOf } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Tag } from './tag.entity.js';
import { tagKey } from './tag-key.js';

@Injectable()
export class TagRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  page(list: ListQuery): Promise<Page<Tag>> {
    const query = this.scope.query(Tag, 'tag', 'Tag');
    searched(query, list.search, 'tag.name');
    return pageOf(query, list, { name: 'name', createdAt: 'id' }, 'name');
  }

  find(id: number, options: { latest?: boolean } = {}): Promise<Tag | null> {
    const query = this.scope.query(Tag, 'tag', 'Tag').andWhere('tag.id = :id', { id });
    return (options.latest ? this.database.lock(query) : query).getOne();
  }

  /** The tags of these names. With `latest` also those that others have made since the caller's transaction began. */
  byNames(names: readonly string[], options: { latest?: boolean } = {}): Promise<{ id: number; name: string }[]> {
    const lock = options.latest ? this.database.dialect.forShare() : '';
    return names.length
      ? this.database.rows(`SELECT id, name FROM tag WHERE nameKey IN (${marks(names)})${lock}`, names.map(tagKey))
      : Promise.resolve([]);
  }

  /** Leaves a tag alone that is there. */
  async ensure(names: readonly string[], createdAt: number): Promise<void> {
    if (!names.length) return;
    await this.database.run(
      `${this.database.dialect.insertIgnore} tag (name, nameKey, createdAt) VALUES ${names.map(() => '(?, ?, ?)').join(', ')}`,
      names.flatMap((name) => [name, tagKey(name), createdAt]),
    );
  }

  /** @returns false when it is not in that version (any more). */
  async rename(id: number, version: number, name: string): Promise<boolean> {
    const change = { name, nameKey: tagKey(name), version: version + 1 };
    return (await this.database.repository(Tag).update({ id, version }, change)).affected === 1;
  }

  async remove(id: number): Promise<boolean> {
    return (await this.database.repository(Tag).delete({ id })).affected === 1;
  }
}
