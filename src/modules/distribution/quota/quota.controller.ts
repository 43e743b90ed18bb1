import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { QuotaChange, QuotaCreate, QuotaList } from './quota.dto.js';
import { QuotaService } from './quota.service.js';

const Id = idParam();

@Controller('distribution/quotas')
export class QuotaController {
  constructor(private readonly quotas: QuotaService) {}

  @Get()
  @Permit('read', 'Quota')
  list(@Query({ schema: QuotaList }) query: QuotaList) {
    return this.quotas.list(query);
  }

  @Post()
  @Permit('create', 'Quota')
  create(@Body({ schema: QuotaCreate }) body: QuotaCreate) {
    return this.quotas.create(body);
  }

  @Get(':id')
  @Permit('read', 'Quota')
  get(@Param({ schema: Id }) { id }: { id: number }) {
    return this.quotas.get(id);
  }

  @Patch(':id')
  @Permit('update', 'Quota')
  update(@Param({ schema: Id }) { id }: { id: number }, @Body({ schema: QuotaChange }) body: QuotaChange) {
    return this.quotas.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Quota')
  remove(@Param({ schema: Id }) { id }: { id: number }) {
    return this.quotas.remove(id);
  }
}
