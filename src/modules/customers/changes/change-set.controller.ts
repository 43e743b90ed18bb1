import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiResponse } from '@nestjs/swagger';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { changedCustomers, type ChangedCustomers, changeSetList, type ChangeSetList, dryRun, type DryRun } from './change.dto.js';
import { ChangeResult } from './change-result.service.js';
import { ChangeSets } from './change-set.service.js';

type Id = { id: number };

/** What was done to many customers at once. */
@Controller('change-sets')
export class ChangeSetController {
  constructor(
    private readonly sets: ChangeSets,
    private readonly results: ChangeResult,
  ) {}

  @Get()
  @Permit('read', 'ChangeSet')
  list(@Query({ schema: changeSetList }) query: ChangeSetList) {
    return this.sets.list(query);
  }

  @Get(':id')
  @Permit('read', 'ChangeSet')
  get(@Param({ schema: idParam() }) { id }: Id) {
    return this.sets.get(id);
  }

  @Get(':id/customers')
  @Permit('read', 'ChangeSet')
  async customers(@Param({ schema: idParam() }) { id }: Id, @Query({ schema: changedCustomers }) query: ChangedCustomers) {
    return this.results.rows(await this.sets.find(id), query);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Permit('undo', 'ChangeSet')
  cancel(@Param({ schema: idParam() }) { id }: Id) {
    return this.sets.cancel(id);
  }

  @Post(':id/undo')
  @HttpCode(202)
  @ApiResponse({ status: 200, description: 'With `dryRun=1`: what would go back, and what would stay and why; nothing is written' })
  @Permit('undo', 'ChangeSet')
  async undo(
    @Param({ schema: idParam() }) { id }: Id,
    @Query({ schema: dryRun }) { dryRun: dry }: DryRun,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!dry) return this.sets.undo(id);
    void reply.status(200);
    return this.results.undoForecast(await this.sets.undoable(id));
  }
}
