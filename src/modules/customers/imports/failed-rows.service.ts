import { Injectable } from '@nestjs/common';
import { PassThrough, type Readable } from 'node:stream';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { writeXlsx } from '../../../platform/spreadsheets/write-xlsx.js';
import { IMPORT_FIELDS } from './import-fields.js';
import { ImportRepository } from './import.repository.js';
import { ImportService } from './import.service.js';

const PAGE = 1000;
const REASON = { 'zh-CN': '失败原因', en: 'Reason' } as const;

/** Workbooks that leave the import: the failed rows with their reasons, to be corrected and imported again, and the template. */
@Injectable()
export class FailedRowsService {
  constructor(
    private readonly service: ImportService,
    private readonly imports: ImportRepository,
    private readonly context: Context,
  ) {}

  async failed(id: number): Promise<{ fileName: string; content: Readable }> {
    const imported = await this.service.find(id);
    const content = new PassThrough();
    const columns = [...imported.header.map((header) => ({ header })), { header: say(REASON, this.context.language), width: 40 }];
    void writeXlsx(content, { sheets: [{ name: 'failed', columns, rows: this.rows(id, imported.header.length) }] }).catch((error: Error) => content.destroy(error));
    return { fileName: `failed-${id}.xlsx`, content };
  }

  template(): { fileName: string; content: Readable } {
    const content = new PassThrough();
    const columns = IMPORT_FIELDS.map((f) => ({ header: say(f.label, this.context.language) }));
    void writeXlsx(content, { sheets: [{ name: 'customers', columns, rows: [] }] }).catch((error: Error) => content.destroy(error));
    return { fileName: 'customers.xlsx', content };
  }

  private async *rows(id: number, width: number) {
    for (let after = 0; ; ) {
      const rows = await this.imports.failedAfter(id, after, PAGE);
      for (const row of rows) {
        const cells = Array.from({ length: width }, (_, i) => row.cells?.[i] ?? null);
        yield [...cells, (row.faults ?? []).map((f) => (f.path ? `${f.path}: ${f.message}` : f.message)).join('; ')];
      }
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.rowNumber;
    }
  }
}
