import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { type Language, say } from '../../../platform/context/language.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { IMPORT_FIELDS } from './import-fields.js';
import { retold } from './import-outcome.js';
import { ImportRepository } from './import.repository.js';
import { ImportService } from './import.service.js';
import { ImportSight } from './import-sight.service.js';
import { type Workbook, workbookOf } from './workbook.js';

const PAGE = 1000;
const REASON = { 'zh-CN': '失败原因', en: 'Reason' } as const;
const FAILED = { 'zh-CN': '失败的行', en: 'Failed rows' } as const;

/** REQ-D24 The failed rows with their reasons, under their own headings: to be corrected and imported again. */
@Injectable()
export class FailedRowsService {
  constructor(
    private readonly service: ImportService,
    private readonly imports: ImportRepository,
    private readonly sight: ImportSight,
    private readonly context: Context,
  ) {}

  /** @throws not-found (404) */
  async workbook(id: number): Promise<Workbook> {
    const imported = await this.service.find(id);
    const { header } = imported;
    const seen = this.sight.cells(imported);
    const { language } = this.context;
    // a file of failed rows that failed again has its reasons already
    const places = header.flatMap((heading, i) => ((Object.values(REASON) as string[]).includes(heading) ? [] : [i]));
    const columns = [{ header: say(REASON, language), width: 48 }, ...places.map((i) => ({ header: header[i]! }))];
    return workbookOf(`failed-rows-${id}.xlsx`, { name: say(FAILED, language), columns, rows: this.rows(id, places, seen, language) });
  }

  private async *rows(id: number, places: readonly number[], seen: ReturnType<ImportSight['cells']>, language: Language) {
    for (let after = 0; ;) {
      const rows = await this.imports.failedAfter(id, after, PAGE);
      for (const { cells, faults } of rows) {
        const told = seen(cells ?? []);
        yield [reason(faults ?? [], language), ...places.map((i) => told[i] ?? null)];
      }
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.rowNumber;
    }
  }
}

function reason(faults: readonly Fault[], language: Language): string {
  return faults
    .map((fault) => retold(fault, language))
    .map(({ path, message }) => {
      const field = IMPORT_FIELDS.find(({ name }) => name === path.split('.')[0]);
      return field ? `${say(field.label, language)}: ${message}` : message;
    })
    .join('; ');
}
