import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { iso } from '../../platform/context/clock.js';
import { Context } from '../../platform/context/context.js';
import { Permit } from '../../platform/permissions/permit.js';
import { byId, type ById, positionChange, positionCreation, positionList } from './organisation.dto.js';
import type { Position } from './position.entity.js';
import { PositionService } from './position.service.js';

@Controller('positions')
export class PositionController {
  constructor(
    private readonly positions: PositionService,
    private readonly context: Context,
  ) {}

  @Get()
  @Permit('read', 'Position')
  async list(@Query({ schema: positionList }) query: z.output<typeof positionList>) {
    const page = await this.positions.list(query);
    return { ...page, items: page.items.map((p) => this.view(p)) };
  }

  @Get(':id')
  @Permit('read', 'Position')
  async get(@Param({ schema: byId }) { id }: ById) {
    return this.view(await this.positions.get(id));
  }

  @Post()
  @Permit('create', 'Position')
  async create(@Body({ schema: positionCreation }) body: z.output<typeof positionCreation>) {
    return this.view(await this.positions.get(await this.positions.create(body)));
  }

  @Patch(':id')
  @Permit('update', 'Position')
  async update(@Param({ schema: byId }) { id }: ById, @Body({ schema: positionChange }) body: z.output<typeof positionChange>) {
    await this.positions.update(id, body);
    return this.view(await this.positions.get(id));
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Position')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.positions.remove(id);
  }

  private view({ createdAt, updatedAt, ...p }: Position) {
    return { ...p, name: this.context.language === 'zh-CN' ? p.nameZh : p.nameEn, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
  }
}
