import { Injectable } from '@nestjs/common';
import { Files } from '../../../platform/files/files.js';
import { valuesOfColumn } from '../../../platform/spreadsheets/read-rows.js';
import type { ImportValuesQuery } from './import.dto.js';
import { meaningOf } from './import-cell.js';
import { ImportLookups } from './import-lookups.repository.js';
import { ImportSight } from './import-sight.service.js';
import { ImportService } from './import.service.js';
import { importErrors } from './imports.rules.js';

/** Different texts that are counted; behind them it is only known how many rows say something else. */
const COUNTED = 5_000;
/** Texts that are told. */
const TOLD = 200;

/** What a column of a file says, before anything is imported: so that nobody learns of strange words from the rows they have spoilt. */
@Injectable()
export class ImportValuesService {
  constructor(
    private readonly imports: ImportService,
    private readonly lookups: ImportLookups,
    private readonly sight: ImportSight,
    private readonly files: Files,
  ) {}

  /** @throws import.state (409) once it has been started, import.mapping (400) for a column that the file does not have, field.forbidden (403) for one that he does not see. */
  async values(id: number, { column, field }: ImportValuesQuery) {
    const imported = await this.imports.find(id, 'create');
    if (imported.state !== 'uploaded' || !imported.fileId) throw importErrors['import.state']();
    const place = imported.header.indexOf(column);
    if (place < 0) throw importErrors['import.mapping']();
    this.sight.demandValues(imported, column, field);
    const file = await this.files.get(imported.fileId);
    const found = await this.files.withLocalCopy(file, (path) => valuesOfColumn(path, { column: place, limit: COUNTED }));
    const understand = meaningOf(field, await this.lookups.choices({ ...imported.mapping, unknown: 'refuse' }, [field]), imported.language);
    const values = found.values.map(({ value, rows }) => {
      const { value: means, faults } = understand(value);
      const word = typeof means === 'boolean' ? (means ? 'yes' : 'no') : means;
      return { value, rows, means: faults || typeof word !== 'string' ? null : word };
    });
    // those that have to be decided about first; otherwise in the order of the file
    values.sort((a, b) => Number(a.means !== null) - Number(b.means !== null));
    const told = values.slice(0, TOLD);
    return { values: told, more: values.length > told.length || found.otherRows > 0 };
  }
}
