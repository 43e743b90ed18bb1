import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { problemAnswer } from '../../../platform/http/docs/problem-schema.js';
import { zodConverter } from '../../../platform/http/docs/zod-converter.js';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { AssignService } from './assign.service.js';
import { HoldingService } from './holding.service.js';
import { ASSIGN_ANSWER, ASSIGN_EXAMPLES, Assign, Lock, Lose, Release, Transfer } from './holding.dto.js';
import { TransferService } from './transfer.service.js';

const Id = idParam();
type Id = z.output<typeof Id>;

@Controller('customers')
export class HoldingController {
  constructor(
    private readonly holdings: HoldingService,
    private readonly transfers: TransferService,
    private readonly bulk: AssignService,
  ) {}

  @Post('assign')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hand many customers over (holding)',
    description:
      'Customers go to one colleague (`customerIds`, `toStaffId`) or each to his own (`items`). Each outcome is named; what can move moves, in one transaction. ' +
      'Where the call names one receiver only, what is wrong with him refuses the call: 404 `customer.receiver-unknown` out of the caller’s reach, 409 inactive or without the right to hold customers. ' +
      '`override` overrules a bar for others only, and nobody takes customers whom nobody holds for himself here: `pool.claim-him`, `pool.not-yet`, `customer.reopen-first`.',
  })
  @ApiBody({ schema: zodConverter(Assign, { schemaType: 'input' })!.schema as never, examples: ASSIGN_EXAMPLES })
  @ApiResponse({ status: 200, description: 'What became of each customer', schema: ASSIGN_ANSWER as never })
  @ApiResponse({ status: 404, ...problemAnswer(404) })
  @Permit('assign', 'Customer')
  assign(@Body({ schema: Assign }) body: Assign) {
    return this.bulk.assign(body);
  }

  @Post(':id/transfer')
  @HttpCode(200)
  @Permit('transfer', 'Customer')
  transfer(@Param({ schema: Id }) { id }: Id, @Body({ schema: Transfer }) body: Transfer) {
    return this.transfers.transfer(id, body);
  }

  @Post(':id/release')
  @HttpCode(200)
  @Permit('release', 'Customer')
  release(@Param({ schema: Id }) { id }: Id, @Body({ schema: Release }) { reason }: z.output<typeof Release>) {
    return this.holdings.release(id, reason);
  }

  @Post(':id/lock')
  @HttpCode(200)
  @Permit('lock', 'Customer')
  lock(@Param({ schema: Id }) { id }: Id, @Body({ schema: Lock }) { until }: z.output<typeof Lock>) {
    return this.holdings.lock(id, until);
  }

  @Post(':id/lose')
  @HttpCode(200)
  @Permit('lose', 'Customer')
  lose(@Param({ schema: Id }) { id }: Id, @Body({ schema: Lose }) { reason }: z.output<typeof Lose>) {
    return this.holdings.lose(id, reason);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Permit('reopen', 'Customer')
  reopen(@Param({ schema: Id }) { id }: Id) {
    return this.holdings.reopen(id);
  }
}
