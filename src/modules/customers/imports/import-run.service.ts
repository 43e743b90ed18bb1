import { Injectable } from '@nestjs/common';
import { type Language, say } from '../../../platform/context/language.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Files } from '../../../platform/files/files.js';
import { type JobStopped, NoRetry } from '../../../platform/jobs/job-stop.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { readRows } from '../../../platform/spreadsheets/read-rows.js';
import { SpreadsheetError, spreadsheetErrorTexts } from '../../../platform/spreadsheets/spreadsheets.errors.js';
import { ImportBatchService, ImportStopped } from './import-batch.service.js';
import { ImportEndService } from './import-end.service.js';
import { ImportJudge } from './import-judge.service.js';
import type { CustomerImport } from './import.entity.js';
import { ImportLookups } from './import-lookups.repository.js';
import { ImportRepository } from './import.repository.js';

/** Enough for a commit to cost little. */
export const ROWS_PER_BATCH = 1000;

/** Reads the file in a process of its own and writes batch after batch; killed anywhere, the next try goes on behind the last one. */
@Injectable()
export class ImportRunService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly lookups: ImportLookups,
    private readonly judge: ImportJudge,
    private readonly batches: ImportBatchService,
    private readonly end: ImportEndService,
    private readonly files: Files,
  ) {}

  async run(importId: number, run: JobRun): Promise<void> {
    if (!(await this.imports.change(importId, ['waiting', 'running', 'failed'], { state: 'running', error: null, finishedAt: null })))
      return;
    const imported = (await this.imports.get(importId))!;
    if (!imported.fileId) throw new NoRetry('the file of the import is not there any more');
    try {
      await this.files.withLocalCopy(await this.files.get(imported.fileId), (path) => this.read(imported, path, run));
    } catch (error) {
      if (error instanceof ImportStopped) return;
      if (run.stopped() && (run.signal.reason as JobStopped).cause === 'cancelled') await this.end.cancelled(importId);
      const reason = reasonOf(error, imported.language);
      if (reason === undefined) throw error;
      await this.end.failed(importId, reason);
      throw new NoRetry((error as Error).message);
    }
    await this.end.done(importId);
  }

  /** While one batch is being written the next is read and understood. */
  private async read(imported: CustomerImport, path: string, run: JobRun): Promise<void> {
    if (imported.policy === 'reject' && imported.refused === null) {
      imported.refused = await this.hasDuplicates(imported, path, run);
      await this.imports.change(imported.id, ['running'], { refused: imported.refused });
    }
    const terms = await this.lookups.terms(imported);
    let through = imported.rowsThrough;
    let done = imported.created + imported.updated + imported.duplicate + imported.invalid;
    run.progress(done, imported.totalRows);
    let writing = Promise.resolve();
    try {
      for await (const { rows } of readRows(path, { fromRow: through + 1, batchSize: ROWS_PER_BATCH, signal: run.signal })) {
        if (!rows.length) continue;
        const drafted = await this.judge.draft(terms, rows);
        await writing;
        run.signal.throwIfAborted();
        const from = through;
        through = rows.at(-1)!.rowNumber;
        writing = this.batches.write(terms, from, drafted).then(() => run.progress((done += rows.length)));
        // told where it is awaited
        writing.catch(() => undefined);
      }
      await writing;
    } finally {
      await writing.catch(() => undefined);
    }
  }

  /** Over the whole file, before anything is written. */
  private async hasDuplicates(imported: CustomerImport, path: string, run: JobRun): Promise<boolean> {
    const terms = await this.lookups.terms(imported);
    const seen = new Set<string>();
    for await (const { rows } of readRows(path, { batchSize: ROWS_PER_BATCH, signal: run.signal }))
      if (await this.judge.meetsDuplicate(terms, rows, seen)) return true;
    return false;
  }
}

/** What would be the same in another try: a file that cannot be read, rights that the importer has lost since he started it. */
function reasonOf(error: unknown, language: Language): string | undefined {
  if (error instanceof SpreadsheetError) return say(spreadsheetErrorTexts[error.code], language, error.details);
  if (error instanceof DomainError && error.status === 403) return say(error.definition.text, language, error.params);
  return undefined;
}
