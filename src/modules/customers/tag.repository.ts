import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../platform/database/database.js';
import { type ListQuery, type Page, pageOf } from '../../platform/http/list-query.js';
import { Scope } from '../../platform/permissions/scope.js';
import { Tag } from './tag.entity.js';

@Injectable()
export class TagRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  page(list: ListQuery): Promise<Page<Tag>> {
    const query = this.scope.query(Tag, 'tag', 'Tag');
    if (list.search) query.andWhere("tag.name LIKE :search ESCAPE '!'", { search: `%${this.database.dialect.likeLiteral(list.search)}%` });
    return pageOf(query, list, { name: 'name', createdAt: 'id' }, 'name');
  }

  find(id: number): Promise<Tag | null> {
    return this.scope.query(Tag, 'tag', 'Tag').andWhere('tag.id = :id', { id }).getOne();
  }

  /** The tags of these names, as the database compares names. */
  byNames(names: readonly string[]): Promise<{ id: number; name: string }[]> {
    return names.length ? this.database.rows(`SELECT id, name FROM tag WHERE name IN (${marks(names)})`, names) : Promise.resolve([]);
  }

  /** Leaves a tag alone that is there. */
  async ensure(names: readonly string[], createdAt: number): Promise<void> {
    if (!names.length) return;
    await this.database.run(
      `${this.database.dialect.insertIgnore} tag (name, createdAt) VALUES ${names.map(() => '(?, ?)').join(', ')}`,
      names.flatMap((name) => [name, createdAt]),
    );
  }

  async rename(id: number, name: string): Promise<boolean> {
    return (await this.database.repository(Tag).update({ id }, { name })).affected === 1;
  }

  async remove(id: number): Promise<boolean> {
    return (await this.database.repository(Tag).delete({ id })).affected === 1;
  }
}
