import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { idParam } from '../../../../platform/http/fields.js';
import { Permit } from '../../../../platform/permissions/permit.js';
import { dryRun, type DryRun } from '../../changes/change.dto.js';
import { ImportUndoService } from './import-undo.service.js';

type Id = { id: number };

/** Taking an import back, where what it made is untouched. */
@Controller('imports/:id/undo')
export class ImportUndoController {
  constructor(private readonly undoing: ImportUndoService) {}

  @Get()
  @Permit('read', 'Import')
  get(@Param({ schema: idParam() }) { id }: Id) {
    return this.undoing.get(id);
  }

  @Post()
  @HttpCode(202)
  @ApiResponse({
    status: 200,
    description: 'With `dryRun=1`: what would go away or be emptied, and what would stay and why; nothing is written',
  })
  @Permit('undo', 'Import')
  undo(
    @Param({ schema: idParam() }) { id }: Id,
    @Query({ schema: dryRun }) { dryRun: dry }: DryRun,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!dry) return this.undoing.undo(id);
    void reply.status(200);
    return this.undoing.forecast(id);
  }
}
