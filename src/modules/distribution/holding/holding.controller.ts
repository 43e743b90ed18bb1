import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { HoldingService } from './holding.service.js';
import { Assign, Lock, Lose, Release, Transfer } from '../pool/pool.dto.js';
import { TransferService } from './transfer.service.js';

const Id = idParam();
type Id = z.output<typeof Id>;

@ApiTags('customers')
@Controller('customers')
export class HoldingController {
  constructor(
    private readonly holdings: HoldingService,
    private readonly transfers: TransferService,
  ) {}

  @Post('assign')
  @HttpCode(200)
  @Permit('assign', 'Customer')
  assign(@Body({ schema: Assign }) body: Assign) {
    return this.transfers.assign(body);
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
