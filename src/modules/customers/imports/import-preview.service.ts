import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { importErrors } from './imports.rules.js';
import { ImportJudge } from './import-judge.service.js';
import { ImportLookups } from './import-lookups.repository.js';
import { ImportMappings } from './import-mappings.service.js';
import { ImportSight } from './import-sight.service.js';
import { outcomeOf, retold } from './import-outcome.js';
import { type ImportPreview, importWarnings } from './import.dto.js';
import { ImportService } from './import.service.js';

/** What the first rows would become, by the very code that the run uses. Nothing is written. */
@Injectable()
export class ImportPreviewService {
  constructor(
    private readonly service: ImportService,
    private readonly mappings: ImportMappings,
    private readonly lookups: ImportLookups,
    private readonly judge: ImportJudge,
    private readonly sight: ImportSight,
    private readonly context: Context,
  ) {}

  async preview(id: number, change: ImportPreview) {
    const stored = await this.service.find(id, 'create');
    if (stored.state !== 'uploaded') throw importErrors['import.state']();
    const imported = { ...stored, ...change, language: this.context.language };
    this.mappings.demand(imported.mapping, imported.header);
    this.sight.demandMapped(stored, imported.mapping);
    const terms = await this.lookups.terms(imported);
    const { verdicts } = await this.judge.judge(terms, await this.judge.draft(terms, imported.sample), { lock: false });
    const faulty = this.sight.faulty(imported);
    const telling = await this.judge.telling(terms, verdicts);
    return {
      totalRows: imported.totalRows,
      warnings: importWarnings(imported.header, imported.language),
      rows: verdicts.map((v) => {
        const { outcome, faults } = outcomeOf(v, telling);
        const told = faults.map((fault) => faulty(retold(fault, imported.language), v.row.cells));
        return { rowNumber: v.row.rowNumber, customer: v.row.draft ? this.sight.draft(v.row.draft) : null, outcome, faults: told };
      }),
    };
  }
}
