import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { idParam } from '../http/fields.js';
import { Permit } from '../permissions/permit.js';
import { AuditLog } from './audit-log.service.js';
import { auditQuery, type AuditQuery } from './audit.dto.js';

const id = idParam();
type Id = z.output<typeof id>;

/** The change log (REQ-SY2). It is read here and written by nobody but the product. */
@Controller('audit')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @Permit('read', 'AuditEntry')
  list(@Query({ schema: auditQuery }) query: AuditQuery) {
    return this.log.page(query);
  }

  @Get(':id')
  @Permit('read', 'AuditEntry')
  get(@Param({ schema: id }) param: Id) {
    return this.log.get(param.id);
  }

  @Post(':id/reveal')
  @HttpCode(200)
  @Permit('reveal', 'AuditEntry')
  reveal(@Param({ schema: id }) param: Id) {
    return this.log.reveal(param.id);
  }
}
