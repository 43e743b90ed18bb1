import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../platform/http/fields.js';
import { Limited } from '../../platform/http/throttle/throttle.interceptor.js';
import { Permit } from '../../platform/permissions/permit.js';
import { CustomerCreateService } from './customer-create.service.js';
import { CustomerListService } from './list/customer-list.service.js';
import { customerList, type CustomerListQuery } from './list/customer-list.dto.js';
import { CustomerReadService } from './customer-read.service.js';
import { CustomerUpdateService } from './customer-update.service.js';
import {
  customerChange,
  type CustomerChange,
  customerCreation,
  type CustomerCreation,
  duplicateQuery,
  type DuplicateQuery,
} from './customer.dto.js';
import { DuplicatesService, LOOKS } from './duplicates/duplicates.service.js';

type Id = { id: number };

@Controller('customers')
export class CustomerController {
  constructor(
    private readonly lists: CustomerListService,
    private readonly customers: CustomerReadService,
    private readonly creation: CustomerCreateService,
    private readonly changes: CustomerUpdateService,
    private readonly duplicates: DuplicatesService,
  ) {}

  @Get()
  @Permit('read', 'Customer')
  list(@Query({ schema: customerList }) query: CustomerListQuery) {
    return this.lists.list(query);
  }

  /** Before a form is filled in: is he here already, and whose is he (REQ-D20). */
  @Get('duplicates')
  @Permit('create', 'Customer')
  @Limited(LOOKS)
  look(@Query({ schema: duplicateQuery }) query: DuplicateQuery) {
    return this.duplicates.look(query);
  }

  @Get(':id')
  @Permit('read', 'Customer')
  get(@Param({ schema: idParam() }) { id }: Id) {
    return this.customers.get(id);
  }

  @Post()
  @Permit('create', 'Customer')
  create(@Body({ schema: customerCreation }) body: CustomerCreation) {
    return this.creation.create(body);
  }

  @Patch(':id')
  @Permit('update', 'Customer')
  update(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: customerChange }) body: CustomerChange) {
    return this.changes.update(id, body);
  }
}
