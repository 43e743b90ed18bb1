import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { Files, type StagedFile } from '../../../platform/files/files.js';
import { inspectSheet } from '../../../platform/spreadsheets/read-rows.js';
import type { SheetSummary } from '../../../platform/spreadsheets/reader-messages.js';
import { SpreadsheetError, spreadsheetErrorTexts } from '../../../platform/spreadsheets/spreadsheets.errors.js';
import type { ImportUpload, ImportView } from './import.dto.js';
import { placeholdersIn, recognise } from './import-fields.js';
import type { ImportMapping } from './import-mapping.js';
import { type Header, headerOf } from './import-header.js';
import { ImportMappings } from './import-mappings.service.js';
import { ImportRepository } from './import.repository.js';
import { ImportService } from './import.service.js';
import { importErrors } from './imports.rules.js';
import { storedSample } from './stored-json.js';

const SAMPLE = 20;

/** A file comes in: is it sound, what are its columns, how many rows are there. */
@Injectable()
export class ImportUploadService {
  constructor(
    private readonly files: Files,
    private readonly imports: ImportRepository,
    private readonly mappings: ImportMappings,
    private readonly service: ImportService,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  /** @throws import.unreadable, import.no-rows, import.mapping (400). */
  async upload(staged: StagedFile, options: ImportUpload): Promise<ImportView> {
    const summary = await this.inspect(staged);
    if (!summary.rowCount) throw importErrors['import.no-rows']();
    const header = headerOf(
      summary.header.cells,
      summary.sample.map(({ cells }) => cells),
      this.context.language,
    );
    if (options.mapping) this.mappings.demand(options.mapping, header.names);
    return this.store(staged, summary, header, options);
  }

  @Transactional()
  protected async store(staged: StagedFile, summary: SheetSummary, header: Header, options: ImportUpload): Promise<ImportView> {
    const id = await this.imports.insert({
      fileName: staged.originalName,
      fileId: await this.files.keep(staged),
      fileBytes: staged.size,
      state: 'uploaded',
      language: this.context.language,
      header: header.names,
      renamed: header.renamed,
      sample: storedSample(summary.sample),
      mapping: options.mapping ?? proposed(header, summary),
      policy: options.policy ?? 'skip',
      distribute: options.distribute ?? true,
      refused: null,
      totalRows: summary.rowCount,
      rowsThrough: 0,
      created: 0,
      updated: 0,
      duplicate: 0,
      invalid: 0,
      jobId: null,
      error: null,
      createdById: this.context.actor.id,
      createdAt: this.clock.now(),
      startedAt: null,
      finishedAt: null,
    });
    return options.start ? this.service.start(id) : this.service.get(id);
  }

  private async inspect(staged: StagedFile): Promise<SheetSummary> {
    try {
      demandNamed(staged);
      return await this.files.withLocalCopy(staged, (path) => inspectSheet(path, { sample: SAMPLE }));
    } catch (error) {
      if (error instanceof SpreadsheetError)
        throw importErrors['import.unreadable'](
          { why: say(spreadsheetErrorTexts[error.code], this.context.language, error.details) },
          { extra: { reason: error.code } },
        );
      throw error;
    }
  }
}

/** What the ends of names say; of others nothing is expected. */
const NAMED: readonly [RegExp, StagedFile['kind']][] = [
  [/\.(?:xlsx|xlsm)$/i, 'xlsx'],
  [/\.(?:csv|tsv|txt)$/i, 'csv'],
  [/\.xls$/i, 'ole'],
];

/** What is neither is looked at more closely, and refused with what it is. @throws SpreadsheetError */
function demandNamed({ originalName, kind }: StagedFile): void {
  if (kind !== 'xlsx' && kind !== 'csv') return;
  const named = NAMED.find(([end]) => end.test(originalName))?.[1];
  if (named && named !== kind) throw new SpreadsheetError('spreadsheet.misnamed', { kind: `.${kind}` });
}

function proposed({ names }: Header, { sample }: SheetSummary): ImportMapping {
  const empty = placeholdersIn(sample.map(({ cells }) => cells));
  return { columns: recognise(names), ...(empty.length ? { empty } : {}) };
}
