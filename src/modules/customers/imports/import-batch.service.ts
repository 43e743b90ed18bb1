import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { uniqueViolation } from '../../../platform/database/database-errors.js';
import { Database } from '../../../platform/database/database.js';
import type { DraftedRow, PersonId, Verdict } from './import-classify.js';
import { ImportCreation } from './import-creation.service.js';
import type { RowOutcome } from './import.entity.js';
import { FurtherLook, ImportFilling } from './import-filling.service.js';
import { type BatchTerms, ImportJudge, type Judgement } from './import-judge.service.js';
import { outcomeOf, refusedOutcome } from './import-outcome.js';
import { ImportWriteRepository, type RowResult } from './import-write.repository.js';
import { storedCells } from './stored-json.js';

/** The import was cancelled, or another process has taken it over. */
export class ImportStopped extends Error {}
/** Looks at one batch while colleagues keep entering people of it. */
const TRIES = 25;

/** Some rows in one transaction: customers, outcomes and the place where the import goes on commit together. */
@Injectable()
export class ImportBatchService {
  constructor(
    private readonly database: Database,
    private readonly judge: ImportJudge,
    private readonly writes: ImportWriteRepository,
    private readonly creation: ImportCreation,
    private readonly filling: ImportFilling,
    private readonly clock: Clock,
  ) {}

  /** @throws ImportStopped. A customer entered by a colleague in the same moment makes the batch look again. */
  async write(terms: BatchTerms, from: number, rows: readonly DraftedRow[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        // READ COMMITTED: a second look must see what the first one met
        return await this.database.transaction(() => this.commit(terms, from, rows), { readCommitted: true });
      } catch (error) {
        const again = error instanceof FurtherLook || uniqueViolation(error)?.index.startsWith('uq_customer_');
        if (attempt >= TRIES || !again) throw error;
      }
    }
  }

  private async commit(terms: BatchTerms, from: number, rows: readonly DraftedRow[]): Promise<void> {
    const judgement = await this.judge.judge(terms, rows, { lock: !terms.refuse });
    const results = terms.refuse ? await this.refused(terms, judgement.verdicts) : await this.carryOut(terms, judgement);
    await this.writes.insertResults(terms.import.id, results);
    const counts: Record<RowOutcome, number> = { created: 0, updated: 0, duplicate: 0, invalid: 0 };
    for (const { outcome } of results) counts[outcome]++;
    if (!(await this.writes.advance(terms.import.id, from, rows.at(-1)!.rowNumber, counts))) throw new ImportStopped();
  }

  private async refused(terms: BatchTerms, verdicts: readonly Verdict[]): Promise<RowResult[]> {
    const telling = await this.judge.telling(terms, verdicts);
    return verdicts.map((verdict) => resultOf(verdict, refusedOutcome(verdict, telling), null));
  }

  private async carryOut(terms: BatchTerms, judgement: Judgement): Promise<RowResult[]> {
    const at = this.clock.now();
    const { verdicts } = judgement;
    const fresh = verdicts.filter((verdict) => verdict.kind === 'new');
    const created = await this.creation.create(terms, fresh, at);
    await this.filling.fill(terms.import, judgement, at);
    const made = (row: number) => created.get(row)!;
    const telling = await this.judge.telling(terms, verdicts);
    const idOf = (person: PersonId) => (person < 0 ? made(-person) : person);
    return verdicts.map((verdict) => {
      const customerId = verdict.kind === 'new' ? made(verdict.row.rowNumber) : verdict.kind === 'filled' ? idOf(verdict.person) : null;
      return resultOf(verdict, outcomeOf(verdict, telling), customerId);
    });
  }
}

/** Cells are kept of rows that can be corrected. */
function resultOf({ row }: Verdict, { outcome, faults }: ReturnType<typeof outcomeOf>, customerId: number | null): RowResult {
  if (!faults.length) return { rowNumber: row.rowNumber, outcome, customerId, faults: null, cells: null };
  return { rowNumber: row.rowNumber, outcome, customerId: null, faults: JSON.stringify(faults), cells: storedCells(row.cells) };
}
