import { PassThrough } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { say } from '../../../platform/context/language.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Files, type StagedFile } from '../../../platform/files/files.js';
import { NoRetry } from '../../../platform/jobs/job-stop.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { writeXlsx } from '../../../platform/spreadsheets/write-xlsx.js';
import type { CustomerExport } from './export.entity.js';
import { ExportReport } from './export-report.service.js';
import { ExportRepository } from './export.repository.js';
import { ExportRows } from './export-rows.service.js';
import { ExportSelection } from './export-selection.service.js';

const MEGABYTES = 500;
const CUSTOMERS = { 'zh-CN': '客户', en: 'customers' } as const;

/** Writes the workbook into the store while it is read from the database: memory stays flat. A try that dies is made again from the start. */
@Injectable()
export class ExportRun {
  constructor(
    private readonly exports: ExportRepository,
    private readonly selections: ExportSelection,
    private readonly lines: ExportRows,
    private readonly files: Files,
    private readonly report: ExportReport,
  ) {}

  async run(exportId: number, run: JobRun): Promise<{ rows: number }> {
    const row = await this.exports.get(exportId);
    if (!row) throw new NoRetry('the export is not there any more');
    if (row.finishedAt !== null) return { rows: row.rowsWritten ?? 0 };
    // a filter that is no longer allowed stays so, however often it is tried
    const ids = await this.selections.ids(row.selection).catch((error: unknown) => {
      throw error instanceof DomainError ? new NoRetry(say(error.definition.text, row.language, error.params)) : error;
    });
    run.progress(0, ids.length);
    const counter = { rows: 0 };
    const staged = await this.write(row, ids, run, counter);
    if (run.stopped()) await this.files.discard(staged);
    run.signal.throwIfAborted();
    await this.report.finished(row, staged, counter.rows);
    return { rows: counter.rows };
  }

  private async write(row: CustomerExport, ids: readonly number[], run: JobRun, counter: { rows: number }): Promise<StagedFile> {
    const columns = this.lines.columns(row.columns);
    const rows = this.lines.rows(ids, columns, row.language, (done) => run.progress(done));
    const sheet = {
      name: say(CUSTOMERS, row.language),
      columns: columns.map(({ label, type, width }) => ({ header: say(label, row.language), type, width })),
      rows: counted(rows, counter),
    };
    const content = new PassThrough();
    const writing = writeXlsx(content, { sheets: [sheet] }, { signal: run.signal });
    writing.catch((error: Error) => content.destroy(error));
    const staged = await this.files.stage(content, `${sheet.name}-${this.report.day(row.createdAt)}.xlsx`, {
      kinds: ['xlsx'],
      maxBytes: MEGABYTES * 1_048_576,
    });
    await writing;
    return staged;
  }
}

async function* counted<T>(rows: AsyncIterable<T>, counter: { rows: number }): AsyncGenerator<T> {
  for await (const row of rows) {
    counter.rows++;
    yield row;
  }
}
