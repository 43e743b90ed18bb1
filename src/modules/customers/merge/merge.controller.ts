import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { idParam } from '../../../platform/http/fields.js';
import { ChangesNothing } from '../../../platform/http/idempotency/idempotency.interceptor.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { mergeBody, type MergeBody, mergeList, type MergeList, undoBody, type UndoBody } from './merge.dto.js';
import { MergeListService } from './merge-list.service.js';
import { MergePreviewService } from './merge-preview.service.js';
import { MergeService } from './merge.service.js';
import { MergeUndoService } from './merge-undo.service.js';

type Id = { id: number };

@Controller('customers/:id')
export class MergeController {
  constructor(
    private readonly merging: MergeService,
    private readonly previews: MergePreviewService,
    private readonly undoing: MergeUndoService,
    private readonly merges: MergeListService,
  ) {}

  @Get('merges')
  @Permit('read', 'Customer')
  list(@Param({ schema: idParam() }) { id }: Id, @Query({ schema: mergeList }) query: MergeList) {
    return this.merges.list(id, query);
  }

  /** Writes nothing: both records field by field, what would move, and what is in the way. */
  @Post('merge/preview')
  @HttpCode(200)
  @Permit('merge', 'Customer')
  @ChangesNothing()
  preview(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: mergeBody }) body: MergeBody) {
    return this.previews.preview(id, body);
  }

  @Post('merge')
  @HttpCode(200)
  @Permit('merge', 'Customer')
  async merge(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: mergeBody }) body: MergeBody) {
    return this.merges.view((await this.merging.unite(id, body)).mergeId);
  }

  @Post('merge/undo')
  @HttpCode(200)
  @Permit('merge', 'Customer')
  async undo(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: undoBody }) body: UndoBody) {
    return this.merges.view(await this.undoing.undo(id, body));
  }
}
