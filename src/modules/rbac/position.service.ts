import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../platform/audit/audit.js';
import { iso } from '../../platform/context/clock.js';
import { Context } from '../../platform/context/context.js';
import { say } from '../../platform/context/language.js';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { changesNothing } from '../../platform/http/given.js';
import type { Page } from '../../platform/http/list-query.js';
import type { PositionChange, PositionCreation, PositionListQuery } from './organisation.dto.js';
import type { Position } from './position.entity.js';
import { PositionRepository } from './position.repository.js';
import { rbacErrors } from './rbac.errors.js';

/** Titles (REQ-C4). They give no rights: roles do. */
@Injectable()
export class PositionService {
  constructor(
    private readonly repository: PositionRepository,
    private readonly audit: Audit,
    private readonly context: Context,
  ) {}

  async list(query: PositionListQuery): Promise<Page<PositionView>> {
    const page = await this.repository.list(query);
    return { ...page, items: page.items.map((row) => this.view(row)) };
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<PositionView> {
    return this.view(await this.row(id));
  }

  @Transactional()
  async create(given: PositionCreation): Promise<PositionView> {
    const id = await this.repository.insert(given);
    await this.audit.record({ subject: 'Position', subjectId: id, action: 'create', after: given });
    return this.get(id);
  }

  /** @throws not-found (404), stale (409) */
  @Transactional()
  async update(id: number, { version, ...given }: PositionChange): Promise<PositionView> {
    const before = await this.row(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, given)) return this.view(before);
    const { nameZh = before.nameZh, nameEn = before.nameEn } = given;
    if (!(await this.repository.update(id, before.version, { nameZh, nameEn }))) throw commonErrors.stale();
    await this.audit.record({
      subject: 'Position',
      subjectId: id,
      action: 'update',
      before: { nameZh: before.nameZh, nameEn: before.nameEn },
      after: { nameZh, nameEn },
    });
    return this.get(id);
  }

  /** @throws not-found (404), record.built-in, conflict (409) */
  @Transactional()
  async remove(id: number): Promise<void> {
    const { code, builtIn } = await this.row(id);
    if (builtIn) throw rbacErrors['record.built-in']();
    await this.repository.delete(id);
    await this.audit.record({ subject: 'Position', subjectId: id, action: 'delete', before: { code } });
  }

  private async row(id: number): Promise<Position> {
    const row = await this.repository.get(id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  private view({ createdAt, updatedAt, ...row }: Position) {
    const name = say({ 'zh-CN': row.nameZh, en: row.nameEn }, this.context.language);
    return { ...row, name, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
  }
}

export type PositionView = Omit<Position, 'createdAt' | 'updatedAt'> & { name: string; createdAt: string; updatedAt: string };
