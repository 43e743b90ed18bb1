import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { Readable } from 'node:stream';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Files } from '../../../platform/files/files.js';
import type { StoredFile } from '../../../platform/files/stored-file.entity.js';
import type { Page } from '../../../platform/http/list-query.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Acting } from '../acting.js';
import { type ExportBody, type ExportList, exportView, type ExportView } from './export.dto.js';
import type { CustomerExport } from './export.entity.js';
import { exportErrors } from './export.errors.js';
import { exportRun } from './export.jobs.js';
import { USUAL_NAMES } from './export-columns.js';
import { ExportRepository } from './export.repository.js';
import { ExportSelection } from './export-selection.service.js';

/** Exports as people handle them: asked for, followed, fetched by whoever asked (spec 02, Filters). */
@Injectable()
export class ExportService {
  constructor(
    private readonly exports: ExportRepository,
    private readonly selections: ExportSelection,
    private readonly jobs: Jobs,
    private readonly files: Files,
    private readonly acting: Acting,
    private readonly context: Context,
  ) {}

  /** Begins as a job. @throws input.invalid (400), field.forbidden (403), not-found (404) for a view, export.none, export.too-many (409). */
  @Transactional()
  async start({ columns, ...asked }: ExportBody): Promise<ExportView> {
    const { selection, count, limit } = await this.selections.settled(asked);
    if (!count) throw exportErrors['export.none']();
    if (count > limit) throw exportErrors['export.too-many']({ n: count, limit });
    const id = await this.exports.insert({
      createdById: this.context.actor.id,
      selection,
      columns: columns ?? [...USUAL_NAMES],
      language: this.context.language,
      expected: count,
      rowsWritten: null,
      jobId: null,
      fileId: null,
      bytes: null,
      createdAt: this.acting.now,
      finishedAt: null,
      expiresAt: null,
    });
    await this.exports.setJob(id, await this.jobs.enqueue(exportRun, { exportId: id }, { key: `export-${id}` }));
    return this.get(id);
  }

  async list(query: ExportList): Promise<Page<ExportView>> {
    const page = await this.exports.page(this.context.actor.id, query);
    const states = await this.exports.jobStates(page.items.flatMap((row) => row.jobId ?? []));
    return { ...page, items: page.items.map((row) => exportView(row, row.jobId === null ? undefined : states.get(row.jobId))) };
  }

  /** @throws not-found (404), also for a colleague's. */
  async get(id: number): Promise<ExportView> {
    const row = await this.own(id);
    return exportView(row, row.jobId === null ? undefined : (await this.exports.jobStates([row.jobId])).get(row.jobId));
  }

  /** @throws not-found (404), export.not-ready (409), export.expired (410). */
  async file(id: number): Promise<{ file: StoredFile; content: Readable }> {
    const row = await this.own(id);
    if (row.finishedAt === null) throw exportErrors['export.not-ready']();
    if (row.fileId === null || this.acting.now >= row.expiresAt!) throw exportErrors['export.expired']();
    const file = await this.files.get(row.fileId);
    return { file, content: await this.files.open(file) };
  }

  private async own(id: number): Promise<CustomerExport> {
    const row = await this.exports.find(id, this.context.actor.id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }
}
