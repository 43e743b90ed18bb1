import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { idParam } from '../../../platform/http/fields.js';
import { Limited } from '../../../platform/http/throttle/throttle.interceptor.js';
import { download } from '../../../platform/http/uploads/download.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { exportBody, type ExportBody, exportList, type ExportList } from './export.dto.js';
import { ExportService } from './export.service.js';

type Id = { id: number };

/** Taking customers out as a workbook. What one has exported is there for oneself alone. */
@Controller()
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  @Post('customers/export')
  @HttpCode(202)
  @Permit('export', 'Customer')
  @Limited({ uses: 30, seconds: 3600 })
  start(@Body({ schema: exportBody }) body: ExportBody) {
    return this.exports.start(body);
  }

  @Get('customer-exports')
  @Permit('export', 'Customer')
  list(@Query({ schema: exportList }) query: ExportList) {
    return this.exports.list(query);
  }

  @Get('customer-exports/:id')
  @Permit('export', 'Customer')
  get(@Param({ schema: idParam() }) { id }: Id) {
    return this.exports.get(id);
  }

  @Get('customer-exports/:id/file')
  @Permit('export', 'Customer')
  async file(@Param({ schema: idParam() }) { id }: Id, @Res({ passthrough: true }) reply: FastifyReply) {
    const { file, content } = await this.exports.file(id);
    return download(reply, file, content);
  }
}
