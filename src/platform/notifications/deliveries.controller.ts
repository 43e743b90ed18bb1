import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { idParam } from '../http/fields.js';
import { Permit } from '../permissions/permit.js';
import { DeliveryBoard } from './delivery-board.service.js';
import { deliveryQuery, type DeliveryQuery } from './notifications.dto.js';

const param = idParam();
type Id = z.output<typeof param>;

/** How messages got to people. */
@Controller('deliveries')
export class DeliveriesController {
  constructor(private readonly board: DeliveryBoard) {}

  @Get()
  @Permit('read', 'Delivery')
  list(@Query({ schema: deliveryQuery }) query: DeliveryQuery) {
    return this.board.page(query);
  }

  @Get(':id')
  @Permit('read', 'Delivery')
  get(@Param({ schema: param }) { id }: Id) {
    return this.board.get(id);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Permit('retry', 'Delivery')
  retry(@Param({ schema: param }) { id }: Id) {
    return this.board.retry(id);
  }
}
