import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import type { Page } from '../../../platform/http/list-query.js';
import type { Shown } from '../../../platform/permissions/field-sight.js';
import type { RecordKind } from '../../../platform/records/record-kind.js';
import { Records } from '../../../platform/records/records.js';
import { POSITION_SORTS, type PositionChange, type PositionCreation, type PositionListQuery } from './organisation.dto.js';
import { Position } from './position.entity.js';
import { rbacErrors } from '../rbac.errors.js';

const POSITIONS: RecordKind<Position> = {
  entity: Position,
  subject: 'Position',
  fields: ['code', 'nameZh', 'nameEn'],
  initial: { builtIn: false },
  names: ['nameZh', 'nameEn'],
  sorts: POSITION_SORTS,
};

type PositionView = Omit<Position, 'createdAt' | 'updatedAt'> & { name: string; createdAt: string; updatedAt: string };

/** Titles (REQ-C4). They give no rights: roles do. */
@Injectable()
export class PositionService {
  constructor(
    private readonly records: Records,
    private readonly context: Context,
  ) {}

  list(query: PositionListQuery): Promise<Page<Shown<PositionView>>> {
    return this.records.page(POSITIONS, query, this.view);
  }

  /** @throws not-found (404) */
  get(id: number): Promise<Shown<PositionView>> {
    return this.records.show(POSITIONS, id, this.view);
  }

  /** @throws unique.violated (409) */
  @Transactional()
  async create(position: PositionCreation): Promise<Shown<PositionView>> {
    return this.get(await this.records.add(POSITIONS, position));
  }

  /** @throws not-found (404), stale, unique.violated (409) */
  @Transactional()
  async update(id: number, change: PositionChange): Promise<Shown<PositionView>> {
    await this.records.change(POSITIONS, id, change);
    return this.get(id);
  }

  /** @throws not-found (404), record.built-in, in-use (409) */
  @Transactional()
  async remove(id: number): Promise<void> {
    if ((await this.records.find(POSITIONS, id)).builtIn) throw rbacErrors['record.built-in']();
    await this.records.remove(POSITIONS, id);
  }

  private readonly view = ({ createdAt, updatedAt, ...position }: Position): PositionView => ({
    ...position,
    name: say({ 'zh-CN': position.nameZh, en: position.nameEn }, this.context.language),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  });
}
