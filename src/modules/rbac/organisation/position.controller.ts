import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Permit } from '../../../platform/permissions/permit.js';
import {
  byId,
  type ById,
  positionChange,
  type PositionChange,
  positionCreation,
  type PositionCreation,
  positionList,
  type PositionListQuery,
} from './organisation.dto.js';
import { PositionService } from './position.service.js';

@Controller('positions')
export class PositionController {
  constructor(private readonly positions: PositionService) {}

  @Get()
  @Permit('read', 'Position')
  list(@Query({ schema: positionList }) query: PositionListQuery) {
    return this.positions.list(query);
  }

  @Get(':id')
  @Permit('read', 'Position')
  get(@Param({ schema: byId }) { id }: ById) {
    return this.positions.get(id);
  }

  @Post()
  @Permit('create', 'Position')
  create(@Body({ schema: positionCreation }) body: PositionCreation) {
    return this.positions.create(body);
  }

  @Patch(':id')
  @Permit('update', 'Position')
  update(@Param({ schema: byId }) { id }: ById, @Body({ schema: positionChange }) body: PositionChange) {
    return this.positions.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Position')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.positions.remove(id);
  }
}
