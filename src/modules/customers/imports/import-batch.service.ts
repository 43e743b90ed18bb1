import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import type { Language } from '../../../platform/context/language.js';
import { uniqueViolation } from '../../../platform/database/database-errors.js';
import { Database } from '../../../platform/database/database.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import type { SheetRow } from '../../../platform/spreadsheets/read-options.js';
import { CustomerTotals } from '../ownership/totals.js';
import {
  classify,
  type DraftedRow,
  existingFault,
  keysOf,
  notYoursFault,
  refusedFault,
  repeatFault,
  type Verdict,
} from './import-classify.js';
import type { Cells, Drafted } from './import-draft.js';
import type { CustomerImport, RowOutcome } from './import.entity.js';
import { ImportBelongings } from './import-belongings.js';
import { ImportWriteRepository, type RowResult } from './import-write.repository.js';
import { storedCells } from './stored-json.js';

/** What a batch needs to know of its import; the same for all of them. */
export interface BatchTerms {
  readonly import: Pick<CustomerImport, 'id' | 'policy' | 'createdById'>;
  readonly mapped: readonly string[];
  readonly draft: (cells: Cells) => Drafted;
  readonly language: Language;
  /** Customers whose empty fields the importer may fill. */
  readonly reach: Sql;
  /** Record every row, create nothing: policy `reject` met a duplicate. */
  readonly refuse: boolean;
}

/** The import was cancelled, or another process has taken it over. */
export class ImportStopped extends Error {}
/** Looks at one batch while colleagues keep entering people of it. */
const TRIES = 25;
/** Rows understood before other requests have their turn. */
const ROWS_A_TURN = 100;
/** Making the text of a statement, and running it on SQLite, holds up this process. */
const ROWS_A_STATEMENT = 250;

/** Some rows in one transaction: customers, outcomes and the place where the import goes on commit together. */
@Injectable()
export class ImportBatchService {
  constructor(
    private readonly database: Database,
    private readonly writes: ImportWriteRepository,
    private readonly belongings: ImportBelongings,
    private readonly totals: CustomerTotals,
    private readonly clock: Clock,
  ) {}

  async draft(terms: BatchTerms, rows: readonly SheetRow[]): Promise<DraftedRow[]> {
    const drafted: DraftedRow[] = [];
    for (const { rowNumber, cells } of rows) {
      if (drafted.length && drafted.length % ROWS_A_TURN === 0) await nextTurn();
      const { draft, faults, kept } = terms.draft(cells);
      drafted.push(draft ? { rowNumber, cells, draft, faults, kept } : { rowNumber, cells, faults, kept });
    }
    return drafted;
  }

  /** What would become of the rows now. Writes nothing. */
  async judge(terms: BatchTerms, rows: readonly DraftedRow[]): Promise<Verdict[]> {
    const known = await this.writes.known(rows.flatMap(({ draft }) => draft ?? []));
    return classify(rows, known, terms.import.policy === 'update', terms.language);
  }

  /** Whether a row of these meets a customer who is there, or an earlier row (`seen`: keys of those); for policy `reject`. */
  async meetsDuplicate(terms: BatchTerms, rows: readonly SheetRow[], seen: Set<string>): Promise<boolean> {
    for (const verdict of await this.judge(terms, await this.draft(terms, rows))) {
      if (verdict.kind === 'existing' || verdict.kind === 'repeat') return true;
      if (verdict.kind !== 'new') continue;
      for (const key of keysOf(verdict.draft)) {
        if (seen.has(key)) return true;
        seen.add(key);
      }
    }
    return false;
  }

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
    const at = this.clock.now();
    const verdicts = await this.judge(terms, rows);
    const results = terms.refuse ? verdicts.map((v) => refused(v, terms.language)) : await this.carryOut(terms, verdicts, at);
    await this.writes.insertResults(terms.import.id, results);
    const counts: Record<RowOutcome, number> = { created: 0, updated: 0, duplicate: 0, invalid: 0 };
    for (const { outcome } of results) counts[outcome]++;
    if (!(await this.writes.advance(terms.import.id, from, rows.at(-1)!.rowNumber, counts))) throw new ImportStopped();
  }

  /** New customers first: later rows may be the same people. */
  private async carryOut(terms: BatchTerms, verdicts: readonly Verdict[], at: number): Promise<RowResult[]> {
    const fresh = verdicts.filter((v) => v.kind === 'new');
    const created = await this.create(terms, fresh, at);
    const others = verdicts.flatMap((v): (Verdict & { kind: 'existing' | 'invalid' })[] =>
      v.kind === 'new' ? [] : v.kind === 'repeat' ? [{ ...v, kind: 'existing', customerId: created.get(v.first)! }] : [v],
    );
    const rows = fresh.map(({ row }): RowResult => ({
      rowNumber: row.rowNumber,
      outcome: 'created',
      customerId: created.get(row.rowNumber)!,
      faults: null,
      cells: null,
    }));
    return [...rows, ...(await this.meet(terms, others, at))];
  }

  /** @returns row → customer. */
  private async create(terms: BatchTerms, fresh: readonly (Verdict & { kind: 'new' })[], at: number): Promise<Map<number, number>> {
    if (!fresh.length) return new Map();
    await this.belongings.keepValues(fresh.map((v) => v.row));
    const created = new Map<number, number>();
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

  /** Rows that create nobody: those who exist are filled up or named, the rest are named with their faults. */
  private async meet(
    terms: BatchTerms,
    verdicts: readonly (Verdict & { kind: 'existing' | 'invalid' })[],
    at: number,
  ): Promise<RowResult[]> {
    const { language, mapped, reach } = terms;
    const fills = terms.import.policy === 'update';
    const existing = verdicts.filter((v) => v.kind === 'existing');
    const mayFill = fills
      ? await this.writes.inReach(
          existing.map((v) => v.customerId),
          reach,
        )
      : new Set<number>();
    const results: RowResult[] = [];
    for (const verdict of verdicts) {
      const { row } = verdict;
      if (verdict.kind === 'invalid') {
        results.push(failed(row, 'invalid', verdict.faults));
        continue;
      }
      const { customerId, draft } = verdict;
      if (mayFill.has(customerId)) await this.belongings.keepValues([row]);
      if (mayFill.has(customerId) && (await this.writes.fillEmpty(customerId, draft, mapped, at, reach)))
        results.push({ rowNumber: row.rowNumber, outcome: 'updated', customerId, faults: null, cells: null });
      else
        results.push(failed(row, 'duplicate', [(fills && !mayFill.has(customerId) ? notYoursFault : existingFault)(customerId, language)]));
    }
    return results;
  }
}

const failed = (row: DraftedRow, outcome: 'invalid' | 'duplicate', faults: readonly Fault[]): RowResult => ({
  rowNumber: row.rowNumber,
  outcome,
  customerId: null,
  faults: JSON.stringify(faults),
  cells: storedCells(row.cells),
});

function refused(verdict: Verdict, language: Language): RowResult {
  if (verdict.kind === 'existing') return failed(verdict.row, 'duplicate', [existingFault(verdict.customerId, language)]);
  if (verdict.kind === 'repeat') return failed(verdict.row, 'duplicate', [repeatFault(verdict.first, language)]);
  return failed(verdict.row, 'invalid', verdict.kind === 'new' ? [refusedFault(language)] : verdict.faults);
}
