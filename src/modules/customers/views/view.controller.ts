import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import {
  shareList,
  type ShareList,
  viewChange,
  type ViewChange,
  viewCreation,
  type ViewCreation,
  viewList,
  type ViewList,
} from './view.dto.js';
import { ViewService } from './view.service.js';

type Id = { id: number };

/** Views are for those who see the list of customers. `GET /api/customers?view=7` looks through one. */
@Controller('saved-views')
export class ViewController {
  constructor(private readonly views: ViewService) {}

  @Get()
  @Permit('read', 'Customer')
  list(@Query({ schema: viewList }) query: ViewList) {
    return this.views.list(query);
  }

  /** Departments with which the caller may share views; none without the permission to. */
  @Get('departments')
  @Permit('read', 'Customer')
  departments(@Query({ schema: shareList }) query: ShareList) {
    return this.views.departments(query);
  }

  @Get(':id')
  @Permit('read', 'Customer')
  get(@Param({ schema: idParam() }) { id }: Id) {
    return this.views.get(id);
  }

  @Post()
  @Permit('read', 'Customer')
  create(@Body({ schema: viewCreation }) body: ViewCreation) {
    return this.views.create(body);
  }

  @Patch(':id')
  @Permit('read', 'Customer')
  update(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: viewChange }) body: ViewChange) {
    return this.views.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('read', 'Customer')
  remove(@Param({ schema: idParam() }) { id }: Id) {
    return this.views.remove(id);
  }

  @Post(':id/default')
  @HttpCode(200)
  @Permit('read', 'Customer')
  makeDefault(@Param({ schema: idParam() }) { id }: Id) {
    return this.views.makeDefault(id);
  }

  @Delete(':id/default')
  @HttpCode(204)
  @Permit('read', 'Customer')
  noDefault(@Param({ schema: idParam() }) { id }: Id) {
    return this.views.noDefault(id);
  }
}
