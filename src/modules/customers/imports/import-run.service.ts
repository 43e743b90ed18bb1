import { Injectable } from '@nestjs/common';
import { Files } from '../../../platform/files/files.js';
import { JobStopped, NoRetry } from '../../../platform/jobs/job-stop.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { readRows } from '../../../platform/spreadsheets/read-rows.js';
import { SpreadsheetError } from '../../../platform/spreadsheets/spreadsheets.errors.js';
import { type BatchTerms, ImportBatchService, ImportStopped } from './import-batch.service.js';
import { ImportEndService } from './import-end.service.js';
import type { CustomerImport } from './import.entity.js';
import { ImportLookups } from './import-lookups.repository.js';
import { ImportRepository } from './import.repository.js';

export const ROWS_PER_BATCH = 1000;

/** Reads the file in a process of its own and writes batch after batch; killed anywhere, the next try goes on behind the last one. */
@Injectable()
export class ImportRunService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly lookups: ImportLookups,
    private readonly batches: ImportBatchService,
    private readonly end: ImportEndService,
    private readonly files: Files,
  ) {}

  async run(importId: number, run: JobRun): Promise<void> {
    if (!(await this.imports.change(importId, ['waiting', 'running'], { state: 'running' }))) return;
    const imported = await this.imports.get(importId);
    if (!imported?.fileId) throw new NoRetry('the file of the import is not there any more');
    try {
      await this.files.withLocalCopy(await this.files.get(imported.fileId), (path) => this.read(imported, path, run));
    } catch (error) {
      if (error instanceof ImportStopped) return;
      if (run.signal.aborted && (run.signal.reason as JobStopped).cause === 'cancelled') await this.end.cancelled(importId);
      if (!(error instanceof SpreadsheetError)) throw error;
      await this.end.failed(importId, error.message);
      throw new NoRetry(error.message);
    }
    if (!run.stopped()) await this.end.done(importId);
  }

  private async read(imported: CustomerImport, path: string, run: JobRun): Promise<void> {
    const plain = await this.lookups.terms(imported);
    const refuse = imported.policy === 'reject' && (await this.hasDuplicates(plain, path, run));
    const terms: BatchTerms = { ...plain, refuse };
    let through = imported.rowsThrough;
    let done = imported.created + imported.updated + imported.duplicate + imported.invalid;
    run.progress(done, imported.totalRows);
    for await (const { rows } of readRows(path, { fromRow: through + 1, batchSize: ROWS_PER_BATCH, signal: run.signal })) {
      if (!rows.length) continue;
      await this.batches.write(terms, through, rows);
      through = rows.at(-1)!.rowNumber;
      done += rows.length;
      run.progress(done);
      if (run.stopped()) throw run.signal.reason;
    }
  }

  /** Looked at over the whole file, what is in it already included: a resumed `reject` import decides as it did before. */
  private async hasDuplicates(terms: BatchTerms, path: string, run: JobRun): Promise<boolean> {
    if (await this.imports.hasRows(terms.import.id)) return this.imports.hasRows(terms.import.id, 'duplicate');
    const seen = new Set<string>();
    for await (const { rows } of readRows(path, { batchSize: ROWS_PER_BATCH, signal: run.signal })) if (await this.batches.meetsDuplicate(terms, rows, seen)) return true;
    return false;
  }
}
