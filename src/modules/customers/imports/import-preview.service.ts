import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { importErrors } from './imports.rules.js';
import { existingFault, repeatFault, type Verdict } from './import-classify.js';
import type { CustomerImport, RowOutcome } from './import.entity.js';
import { ImportBatchService } from './import-batch.service.js';
import { ImportLookups } from './import-lookups.repository.js';
import type { ImportPreview } from './import.dto.js';
import { ImportService } from './import.service.js';

/** What the first rows would become, by the very code that the run uses. Nothing is written. */
@Injectable()
export class ImportPreviewService {
  constructor(
    private readonly service: ImportService,
    private readonly lookups: ImportLookups,
    private readonly batches: ImportBatchService,
    private readonly context: Context,
  ) {}

  async preview(id: number, change: ImportPreview) {
    const stored = await this.service.find(id, 'create');
    if (stored.state !== 'uploaded') throw importErrors['import.state']();
    const imported = { ...stored, ...change, language: this.context.language };
    this.service.demandMapping(imported.mapping, imported.header);
    const terms = await this.lookups.terms(imported);
    const drafted = await this.batches.draft(terms, imported.sample);
    const verdicts = await this.batches.judge(terms, drafted);
    return {
      totalRows: imported.totalRows,
      rows: verdicts.map((v) => ({ rowNumber: v.row.rowNumber, customer: v.row.draft ?? null, ...this.outcomeOf(v, imported) })),
    };
  }

  private outcomeOf(verdict: Verdict, { policy, language }: CustomerImport): { outcome: RowOutcome; faults: readonly Fault[] } {
    if (verdict.kind === 'new') return { outcome: 'created', faults: [] };
    if (verdict.kind === 'invalid') return { outcome: 'invalid', faults: verdict.faults };
    if (policy === 'update') return { outcome: 'updated', faults: [] };
    return {
      outcome: 'duplicate',
      faults: [verdict.kind === 'existing' ? existingFault(verdict.customerId, language) : repeatFault(verdict.first, language)],
    };
  }
}
