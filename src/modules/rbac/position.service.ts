import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../platform/audit/audit.js';
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
  ) {}

  list(query: PositionListQuery): Promise<Page<Position>> {
    return this.repository.list(query);
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<Position> {
    const row = await this.repository.get(id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  @Transactional()
  async create(given: PositionCreation): Promise<number> {
    const id = await this.repository.insert(given);
    await this.audit.record({ subject: 'Position', subjectId: id, action: 'create', after: given });
    return id;
  }

  /** @throws not-found (404), stale (409) */
  @Transactional()
  async update(id: number, { version, ...given }: PositionChange): Promise<void> {
    const before = await this.get(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, given)) return;
    const { nameZh = before.nameZh, nameEn = before.nameEn } = given;
    if (!(await this.repository.update(id, before.version, { nameZh, nameEn }))) throw commonErrors.stale();
    await this.audit.record({
      subject: 'Position',
      subjectId: id,
      action: 'update',
      before: { nameZh: before.nameZh, nameEn: before.nameEn },
      after: { nameZh, nameEn },
    });
  }

  /** @throws not-found (404), record.built-in, conflict (409) */
  @Transactional()
  async remove(id: number): Promise<void> {
    const { code, builtIn } = await this.get(id);
    if (builtIn) throw rbacErrors['record.built-in']();
    await this.repository.delete(id);
    await this.audit.record({ subject: 'Position', subjectId: id, action: 'delete', before: { code } });
  }
}
