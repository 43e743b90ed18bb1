import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Permit } from '../../../platform/permissions/permit.js';
import { ClaimService } from './claim.service.js';
import { ClaimMany, CustomerParam, PoolQuery } from './pool.dto.js';
import { PoolService } from './pool.service.js';

@Controller('pool')
export class PoolController {
  constructor(
    private readonly pool: PoolService,
    private readonly claims: ClaimService,
  ) {}

  @Get()
  @Permit('read', 'Pool')
  list(@Query({ schema: PoolQuery }) query: PoolQuery) {
    return this.pool.list(query);
  }

  @Post('claim')
  @HttpCode(200)
  @Permit('claim', 'Pool')
  claimMany(@Body({ schema: ClaimMany }) { customerIds }: ClaimMany) {
    return this.claims.claimMany(customerIds);
  }

  @Get(':customerId')
  @Permit('read', 'Pool')
  get(@Param({ schema: CustomerParam }) { customerId }: { customerId: number }) {
    return this.pool.get(customerId);
  }

  @Post(':customerId/claim')
  @HttpCode(200)
  @Permit('claim', 'Pool')
  claim(@Param({ schema: CustomerParam }) { customerId }: { customerId: number }) {
    return this.claims.claim(customerId);
  }
}
