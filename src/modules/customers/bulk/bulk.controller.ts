import { Body, Controller, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { zodConverter } from '../../../platform/http/docs/zod-converter.js';
import { Limited } from '../../../platform/http/throttle/throttle.interceptor.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { dryRun, type DryRun } from '../changes/change.dto.js';
import { ASSIGN_EXAMPLE, type BulkAssign, bulkAssign, type BulkEdit, bulkEdit, EDIT_EXAMPLE } from './bulk.dto.js';
import { BulkService } from './bulk.service.js';

const FORECAST = {
  status: 200,
  description: 'With `dryRun=1`: how many would change, how many are so already, and how many are refused and why; nothing is written',
};
const WHOM =
  'Customers are named by `ids`, or are all that match `filters` (those of the list, `{}` for everybody), a saved `view` among them. The answer is the change set: ' +
  'follow it by `/api/change-sets/{id}`, or its job. Each customer keeps the rules of a single change: scope, field rules, deadlines.';

/** What is done to many customers at once. */
@Controller('customers/bulk')
export class BulkController {
  constructor(private readonly bulk: BulkService) {}

  @Post('edit')
  @HttpCode(202)
  @ApiOperation({ summary: 'Change fields, tags and courses of many customers, in a job', description: WHOM })
  @ApiBody({ schema: zodConverter(bulkEdit, { schemaType: 'input' })!.schema as never, examples: { edit: { value: EDIT_EXAMPLE } } })
  @ApiResponse(FORECAST)
  @Permit('update', 'Customer')
  @Limited({ uses: 120, seconds: 3600 })
  edit(
    @Body({ schema: bulkEdit }) body: BulkEdit,
    @Query({ schema: dryRun }) { dryRun: dry }: DryRun,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!dry) return this.bulk.edit(body);
    void reply.status(200);
    return this.bulk.editForecast(body);
  }

  @Post('assign')
  @HttpCode(202)
  @ApiOperation({ summary: 'Hand many customers over to one or several colleagues, in a job', description: WHOM })
  @ApiBody({ schema: zodConverter(bulkAssign, { schemaType: 'input' })!.schema as never, examples: { assign: { value: ASSIGN_EXAMPLE } } })
  @ApiResponse(FORECAST)
  @Permit('assign', 'Customer')
  @Limited({ uses: 120, seconds: 3600 })
  assign(
    @Body({ schema: bulkAssign }) body: BulkAssign,
    @Query({ schema: dryRun }) { dryRun: dry }: DryRun,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!dry) return this.bulk.assign(body);
    void reply.status(200);
    return this.bulk.assignForecast(body);
  }
}
