import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Files } from '../../../platform/files/files.js';
import type { StoredFile } from '../../../platform/files/stored-file.entity.js';
import { readRows } from '../../../platform/spreadsheets/read-rows.js';
import { phoneE164 } from '../phone.js';
import { customerNumber } from '../customer.entity.js';
import { PersonFilesRepository, type SharedFile } from './person-files.repository.js';
import type { Traces } from './person-traces.service.js';

/** Finds a person in the files of many, and removes those in which he stands: nobody cuts a row out of a workbook. */
@Injectable()
export class PersonFiles {
  constructor(
    private readonly repository: PersonFilesRepository,
    private readonly files: Files,
    private readonly database: Database,
  ) {}

  /** May die and be run again anywhere. @returns how many were removed. */
  async forget(traces: Traces, signal: AbortSignal): Promise<number> {
    for (const name of traces.contents) await this.files.discard({ name });
    let removed = 0;
    for (const file of await this.repository.kept()) {
      signal.throwIfAborted();
      const stored = await this.files.find(file.fileId);
      if (!stored || !(await this.speaksOf(file, stored, traces, signal))) continue;
      await this.database.transaction(async () => {
        await this.repository.forget(file);
        await this.files.remove(file.fileId);
      });
      await this.files.discard(stored);
      removed++;
    }
    return removed;
  }

  exporting(askedBy: number): Promise<boolean> {
    return this.repository.exporting(askedBy);
  }

  private async speaksOf(file: SharedFile, stored: StoredFile, traces: Traces, signal: AbortSignal): Promise<boolean> {
    if (file.origin === 'import' && (await this.repository.became(file.id, traces.ids))) return true;
    return this.files.withLocalCopy(stored, (path) => this.standsIn(path, traces, signal));
  }

  /** By what is his alone; who has nothing of that is found by his name, at the cost of files in which a namesake stands. */
  private async standsIn(path: string, { ids, keys, names }: Traces, signal: AbortSignal): Promise<boolean> {
    const words = [...ids.map(customerNumber), ...(keys.length ? keys : names)];
    const sought = new Set(words.map((word) => word.toLowerCase()));
    for await (const { rows } of readRows(path, { signal }))
      for (const { cells } of rows) if (cells.some((cell) => cell !== null && isAmong(sought, cell))) return true;
    return false;
  }
}

function isAmong(sought: ReadonlySet<string>, cell: string): boolean {
  const text = cell.trim().toLowerCase();
  if (sought.has(text)) return true;
  const phone = /\d{5}/.test(text.normalize('NFKC').replace(/\D/g, '')) ? phoneE164(text) : undefined;
  return !!phone && sought.has(phone);
}
