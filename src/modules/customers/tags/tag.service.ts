import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Page } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { tagKey } from './tag-key.js';
import { type TagBody, type TagChange, type TagList, tagView, type TagView } from './tag.dto.js';
import { TagRepository } from './tag.repository.js';

/** Words that people put on customers. */
@Injectable()
export class TagService {
  constructor(
    private readonly repository: TagRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly scope: Scope,
  ) {}

  async list(query: TagList): Promise<Page<TagView>> {
    const page = await this.repository.page(query);
    return { ...page, items: page.items.map(tagView) };
  }

  /** @throws not-found (404) */
  async get(id: number, options: { latest?: boolean } = {}): Promise<TagView> {
    const tag = await this.repository.find(id, options);
    if (!tag) throw commonErrors['not-found']();
    return tagView(tag);
  }

  /** A tag that exists already is answered as it is. */
  @Transactional()
  async create({ name }: TagBody): Promise<TagView> {
    const [id] = await this.idsOf([name]);
    return this.get(id!, { latest: true });
  }

  /** @throws not-found (404), stale and unique.violated (409). */
  @Transactional()
  async update(id: number, { name, version }: TagChange): Promise<TagView> {
    const before = await this.get(id);
    this.scope.demand('update', 'Tag');
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (name === undefined || name === before.name) return before;
    if (!(await this.repository.rename(id, before.version, name))) throw commonErrors.stale();
    await this.audit.record({ subject: 'Tag', subjectId: id, action: 'update', before: { name: before.name }, after: { name } });
    return this.get(id);
  }

  /** Takes it off every customer. @throws not-found (404) */
  @Transactional()
  async remove(id: number): Promise<void> {
    const { name } = await this.get(id);
    this.scope.demand('delete', 'Tag');
    await this.repository.remove(id);
    await this.audit.record({ subject: 'Tag', subjectId: id, action: 'delete', before: { name } });
  }

  /** The ids of these tags; new ones are made. @throws forbidden (403) for a new one of somebody who may make none. */
  @Transactional()
  async idsOf(names: readonly string[]): Promise<number[]> {
    const wanted = [...new Map(names.map((name) => [tagKey(name), name])).values()];
    const known = await this.repository.byNames(wanted);
    return [...new Set([...known, ...(known.length < wanted.length ? await this.make(wanted, known) : [])].map((tag) => tag.id))];
  }

  private async make(wanted: readonly string[], known: readonly { id: number }[]): Promise<{ id: number; name: string }[]> {
    this.scope.demand('create', 'Tag');
    await this.repository.ensure(wanted, this.clock.now());
    const before = new Set(known.map((tag) => tag.id));
    const made = (await this.repository.byNames(wanted, { latest: true })).filter((tag) => !before.has(tag.id));
    for (const { id, name } of made) await this.audit.record({ subject: 'Tag', subjectId: id, action: 'create', after: { name } });
    return made;
  }
}
