import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { StagedFile } from '../../../platform/files/files.js';
import { idParam } from '../../../platform/http/fields.js';
import { Upload, Uploads } from '../../../platform/http/uploads/upload.interceptor.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { FailedRowsService } from './failed-rows.service.js';
import type { ImportChange, ImportListQuery, ImportPreview, ImportRowsQuery, ImportUpload, ImportValuesQuery } from './import.dto.js';
import { importChange, importList, importPreview, importRows, importUpload, importValues, MAX_BYTES } from './import.dto.js';
import { ImportPreviewService } from './import-preview.service.js';
import { ImportService } from './import.service.js';
import { ImportTemplateService } from './import-template.service.js';
import { ImportUploadService } from './import-upload.service.js';
import { ImportValuesService } from './import-values.service.js';
import type { Workbook } from './workbook.js';

const Id = idParam();
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Controller('imports')
export class ImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly uploads: ImportUploadService,
    private readonly previews: ImportPreviewService,
    private readonly failedRows: FailedRowsService,
    private readonly templates: ImportTemplateService,
    private readonly columnValues: ImportValuesService,
  ) {}

  @Get()
  @Permit('read', 'Import')
  list(@Query({ schema: importList }) query: ImportListQuery) {
    return this.imports.list(query);
  }

  @Post()
  @Permit('create', 'Import')
  @Upload({ kinds: ['xlsx', 'csv'], alsoTaken: ['ole', 'zip'], maxBytes: MAX_BYTES, files: 1 })
  upload(@Uploads() [file]: StagedFile[], @Body({ schema: importUpload }) body: ImportUpload) {
    return this.uploads.upload(file!, body);
  }

  @Get('template')
  @Permit('create', 'Import')
  async template(@Res({ passthrough: true }) reply: FastifyReply) {
    return send(reply, await this.templates.template());
  }

  @Get('fields')
  @Permit('create', 'Import')
  fields() {
    return this.templates.fields();
  }

  @Get(':id')
  @Permit('read', 'Import')
  get(@Param({ schema: Id }) { id }: { id: number }) {
    return this.imports.get(id);
  }

  @Patch(':id')
  @Permit('create', 'Import')
  change(@Param({ schema: Id }) { id }: { id: number }, @Body({ schema: importChange }) body: ImportChange) {
    return this.imports.change(id, body);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @Permit('create', 'Import')
  preview(@Param({ schema: Id }) { id }: { id: number }, @Body({ schema: importPreview }) body: ImportPreview) {
    return this.previews.preview(id, body);
  }

  @Get(':id/values')
  @Permit('create', 'Import')
  valuesOf(@Param({ schema: Id }) { id }: { id: number }, @Query({ schema: importValues }) query: ImportValuesQuery) {
    return this.columnValues.values(id, query);
  }

  @Post(':id/start')
  @HttpCode(202)
  @Permit('create', 'Import')
  start(@Param({ schema: Id }) { id }: { id: number }) {
    return this.imports.start(id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Permit('cancel', 'Import')
  cancel(@Param({ schema: Id }) { id }: { id: number }) {
    return this.imports.cancel(id);
  }

  @Get(':id/whereabouts')
  @Permit('read', 'Import')
  whereabouts(@Param({ schema: Id }) { id }: { id: number }) {
    return this.imports.whereabouts(id);
  }

  @Get(':id/rows')
  @Permit('read', 'Import')
  rows(@Param({ schema: Id }) { id }: { id: number }, @Query({ schema: importRows }) query: ImportRowsQuery) {
    return this.imports.rows(id, query);
  }

  @Get(':id/failed-rows')
  @Permit('read', 'Import')
  async failed(@Param({ schema: Id }) { id }: { id: number }, @Res({ passthrough: true }) reply: FastifyReply) {
    return send(reply, await this.failedRows.workbook(id));
  }
}

function send(reply: FastifyReply, { fileName, content }: Workbook): StreamableFile {
  void reply
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff');
  return new StreamableFile(content, { type: XLSX });
}
