import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { uniqueViolation } from '../../../platform/database/database-errors.js';
import { Database } from '../../../platform/database/database.js';
import { CustomerTotals } from '../ownership/totals.js';
import type { DraftedRow, PersonId, Verdict } from './import-classify.js';
import { ImportBelongings } from './import-belongings.js';
import type { RowOutcome } from './import.entity.js';
import { type BatchTerms, ImportJudge, type Judgement } from './import-judge.service.js';
import { outcomeOf, refusedOutcome, type Telling } from './import-outcome.js';
import { ImportWriteRepository, type RowResult } from './import-write.repository.js';
import { storedCells } from './stored-json.js';

/** The import was cancelled, or another process has taken it over. */
export class ImportStopped extends Error {}
/** Looks at one batch while colleagues keep entering people of it. */
const TRIES = 25;
/** Making the text of a statement, and running it on SQLite, holds up this process. */
const ROWS_A_STATEMENT = 250;

/** Some rows in one transaction: customers, outcomes and the place where the import goes on commit together. */
@Injectable()
export class ImportBatchService {
  constructor(
    private readonly database: Database,
    private readonly judge: ImportJudge,
    private readonly writes: ImportWriteRepository,
    private readonly belongings: ImportBelongings,
    private readonly totals: CustomerTotals,
    private readonly clock: Clock,
  ) {}

  /** @throws ImportStopped. A customer entered by a colleague in the same moment makes the batch look again. */
  async write(terms: BatchTerms, from: number, rows: readonly DraftedRow[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        // READ COMMITTED: a second look must see what the first one met
        return await this.database.transaction(() => this.commit(terms, from, rows), { readCommitted: true });
      } catch (error) {
        if (attempt >= TRIES || !uniqueViolation(error)?.index.startsWith('uq_customer_')) throw error;
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

  private async carryOut(terms: BatchTerms, { verdicts, filled }: Judgement): Promise<RowResult[]> {
    const at = this.clock.now();
    await this.belongings.keepValues(verdicts);
    const created = await this.create(
      terms,
      verdicts.filter((verdict) => verdict.kind === 'new'),
      at,
    );
    await this.belongings.fill(filled, at);
    const made: Telling['made'] = (row) => created.get(row)!;
    const telling = await this.judge.telling(terms, verdicts, made);
    const idOf = (person: PersonId) => (person < 0 ? made(-person) : person);
    return verdicts.map((verdict) => {
      const customerId = verdict.kind === 'new' ? made(verdict.row.rowNumber) : verdict.kind === 'filled' ? idOf(verdict.person) : null;
      return resultOf(verdict, outcomeOf(verdict, telling), customerId);
    });
  }

  /** @returns row → customer. */
  private async create(terms: BatchTerms, fresh: readonly (Verdict & { kind: 'new' })[], at: number): Promise<Map<number, number>> {
    const created = new Map<number, number>();
    if (!fresh.length) return created;
    for (let from = 0; from < fresh.length; from += ROWS_A_STATEMENT) {
      const some = fresh.slice(from, from + ROWS_A_STATEMENT);
      const first = await this.writes.insertCustomers(
        some.map((v) => v.draft),
        terms.mapped,
        at,
        terms.import.createdById,
      );
      await this.belongings.add(
        some.map((v, i) => ({ customerId: first + i, draft: v.draft })),
        terms.mapped,
      );
      some.forEach((v, i) => created.set(v.row.rowNumber, first + i));
    }
    await this.totals.changed([{ departmentId: null, ownerId: null, n: fresh.length }]);
    return created;
  }
}

/** Cells are kept of rows that can be corrected. */
function resultOf({ row }: Verdict, { outcome, faults }: ReturnType<typeof outcomeOf>, customerId: number | null): RowResult {
  if (!faults.length) return { rowNumber: row.rowNumber, outcome, customerId, faults: null, cells: null };
  return { rowNumber: row.rowNumber, outcome, customerId: null, faults: JSON.stringify(faults), cells: storedCells(row.cells) };
}
