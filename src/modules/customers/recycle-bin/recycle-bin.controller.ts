import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { CustomerDeleteService } from './customer-delete.service.js';
import { CustomerRestoreService } from './customer-restore.service.js';
import { bulkDelete } from '../customer.dto.js';
import { recycleBinList, type RecycleBinList } from './recycle-bin.dto.js';
import { RecycleBinService } from './recycle-bin.service.js';

type Id = { id: number };

/** Deleting customers, and taking it back. */
@Controller('customers')
export class RecycleBinController {
  constructor(
    private readonly deletion: CustomerDeleteService,
    private readonly bin: RecycleBinService,
    private readonly restoring: CustomerRestoreService,
  ) {}

  @Get('recycle-bin')
  @Permit('read', 'RecycleBin')
  list(@Query({ schema: recycleBinList }) query: RecycleBinList) {
    return this.bin.list(query);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Customer')
  remove(@Param({ schema: idParam() }) { id }: Id) {
    return this.deletion.remove(id);
  }

  @Post('bulk-delete')
  @HttpCode(200)
  @Permit('delete', 'Customer')
  removeMany(@Body({ schema: bulkDelete }) { ids }: z.output<typeof bulkDelete>) {
    return this.deletion.removeMany(ids);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Permit('restore', 'RecycleBin')
  restore(@Param({ schema: idParam() }) { id }: Id) {
    return this.restoring.restore(id);
  }
}
