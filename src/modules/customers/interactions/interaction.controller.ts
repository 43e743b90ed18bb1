import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { FollowUpService } from './follow-up.service.js';
import {
  interactionChange,
  type InteractionChange,
  interactionCreation,
  type InteractionCreation,
  interactionList,
  type InteractionList,
} from './interaction.dto.js';
import { InteractionChangeService } from './interaction-change.service.js';
import { InteractionService } from './interaction.service.js';

type Id = { id: number };

@Controller('interactions')
export class InteractionController {
  constructor(
    private readonly interactions: InteractionService,
    private readonly followUps: FollowUpService,
    private readonly changes: InteractionChangeService,
  ) {}

  @Get()
  @Permit('read', 'Interaction')
  list(@Query({ schema: interactionList }) query: InteractionList) {
    return this.interactions.list(query);
  }

  @Get(':id')
  @Permit('read', 'Interaction')
  get(@Param({ schema: idParam() }) { id }: Id) {
    return this.interactions.get(id);
  }

  @Post()
  @Permit('create', 'Interaction')
  create(@Body({ schema: interactionCreation }) body: InteractionCreation) {
    return this.followUps.record(body);
  }

  @Patch(':id')
  @Permit('update', 'Interaction')
  update(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: interactionChange }) body: InteractionChange) {
    return this.changes.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Interaction')
  remove(@Param({ schema: idParam() }) { id }: Id) {
    return this.changes.remove(id);
  }
}
