import { Injectable } from '@nestjs/common';
import { type AdminListQuery, adminResources, type AdminRow, type AdminSource } from '../../platform/admin/admin-resource.js';
import { Context } from '../../platform/context/context.js';
import { ValidationPipe } from '../../platform/http/validation.pipe.js';
import { positionChange, positionCreation, positionList } from './organisation.dto.js';
import type { Position } from './position.entity.js';
import { PositionService } from './position.service.js';

@Injectable()
export class PositionAdmin implements AdminSource {
  readonly knows = { sorts: ['id', 'code'], filters: [] };

  constructor(
    private readonly positions: PositionService,
    private readonly context: Context,
    private readonly validation: ValidationPipe,
  ) {}

  async list({ filters, ...query }: AdminListQuery) {
    const { items, total } = await this.positions.list(await this.validation.parse(positionList, { ...query, ...filters }));
    return { items: items.map((row) => this.row(row)), total };
  }

  async get(id: number): Promise<AdminRow> {
    return this.row(await this.positions.get(id));
  }

  async create(values: Record<string, unknown>) {
    return this.get(await this.positions.create(await this.validation.parse(positionCreation, values)));
  }

  async update(id: number, values: Record<string, unknown>) {
    await this.positions.update(id, await this.validation.parse(positionChange, values));
    return this.get(id);
  }

  remove(id: number): Promise<void> {
    return this.positions.remove(id);
  }

  allowed(row: AdminRow): readonly string[] {
    return row['builtIn'] ? ['edit'] : ['edit', 'delete'];
  }

  private row(position: Position): AdminRow {
    return { ...position, name: this.context.language === 'zh-CN' ? position.nameZh : position.nameEn };
  }
}

export const positionResource = adminResources.declare({
  id: 'positions',
  subject: 'Position',
  label: { 'zh-CN': '职位', en: 'Positions' },
  menu: 'organisation',
  position: 30,
  icon: 'Award',
  title: 'name',
  source: PositionAdmin,
  searchable: true,
  defaultSort: 'id',
  help: {
    'zh-CN': '职位只是称谓；能看什么、做什么由角色决定。',
    en: 'Positions are titles only; roles decide what somebody sees and does.',
  },
  properties: [
    { name: 'name', label: { 'zh-CN': '职位', en: 'Position' }, type: 'string', in: ['list'] },
    { name: 'nameZh', label: { 'zh-CN': '中文名称', en: 'Chinese name' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
    { name: 'nameEn', label: { 'zh-CN': '英文名称', en: 'English name' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
    {
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      type: 'string',
      required: true,
      in: ['list', 'show', 'new'],
      sort: 'code',
      help: { 'zh-CN': '小写字母、数字和连字符', en: 'Small letters, digits and hyphens' },
    },
    { name: 'builtIn', label: { 'zh-CN': '系统内置', en: 'Built in' }, type: 'boolean', in: ['list', 'show'] },
  ],
});
