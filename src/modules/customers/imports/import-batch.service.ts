import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import type { Language } from '../../../platform/context/language.js';
import { uniqueViolation } from '../../../platform/database/database-errors.js';
import { Database } from '../../../platform/database/database.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import type { SheetRow } from '../../../platform/spreadsheets/read-options.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import { TagService } from '../tag.service.js';
import { CustomerTotals } from '../totals.js';
import { classify, type DraftedRow, existingFault, notYoursFault, refusedFault, type Verdict } from './import-classify.js';
import { type Choices, draftOf } from './import-draft.js';
import type { CustomerImport, RowOutcome } from './import.entity.js';
import { ImportWriteRepository, type NewCustomer, type RowResult } from './import-write.repository.js';

/** What a batch needs to know of its import; the same for all of them. */
export interface BatchTerms {
  readonly import: Pick<CustomerImport, 'id' | 'policy' | 'createdById'>;
  readonly mapped: readonly string[];
  readonly read: (cells: readonly (string | null)[]) => Map<string, string>;
  readonly choices: Choices;
  readonly language: Language;
  /** Customers whose empty fields the importer may fill. */
  readonly reach: Sql;
  /** Record every row, create nothing: policy `reject` met a duplicate. */
  readonly refuse: boolean;
}

/** The import was cancelled, or another process has taken it over. */
export class ImportStopped extends Error {}
const TRIES = 5;

/** Some rows in one transaction: customers, outcomes and the place where the import goes on commit together. */
@Injectable()
export class ImportBatchService {
  constructor(
    private readonly database: Database,
    private readonly writes: ImportWriteRepository,
    private readonly dictionaries: Dictionaries,
    private readonly tags: TagService,
    private readonly totals: CustomerTotals,
    private readonly clock: Clock,
  ) {}

  /** @throws ImportStopped. A customer entered by a colleague in the same moment makes the batch look again. */
  async write(terms: BatchTerms, from: number, rows: readonly SheetRow[]): Promise<Record<RowOutcome, number>> {
    const drafted = this.draft(terms, rows);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.transaction(() => this.commit(terms, from, drafted));
      } catch (error) {
        if (attempt >= TRIES || !uniqueViolation(error)?.index.startsWith('uq_customer_')) throw error;
      }
    }
  }

  /** Whether a row of these meets a customer who is there; for policy `reject`, before anything is written. */
  async meetsDuplicate(terms: BatchTerms, rows: readonly SheetRow[], seen: Set<string>): Promise<boolean> {
    const drafted = this.draft(terms, rows);
    const known = await this.writes.known(drafted.flatMap((d) => d.draft ?? []));
    const verdicts = classify(drafted, known, terms.language);
    return verdicts.some((v) => v.kind === 'existing' || v.kind === 'duplicate') || repeats(verdicts, seen);
  }

  draft(terms: BatchTerms, rows: readonly SheetRow[]): DraftedRow[] {
    return rows.map((row) => ({ ...draftOf(terms.read(row.cells), terms.choices, terms.language), rowNumber: row.rowNumber, cells: row.cells }));
  }

  private async commit(terms: BatchTerms, from: number, drafted: readonly DraftedRow[]): Promise<Record<RowOutcome, number>> {
    const at = this.clock.now();
    const verdicts = classify(drafted, await this.writes.known(drafted.flatMap((d) => d.draft ?? [])), terms.language);
    const results = terms.refuse ? verdicts.map((v) => refused(v, terms.language)) : [...(await this.create(terms, verdicts, at)), ...(await this.meet(terms, verdicts, at))];
    await this.writes.insertResults(terms.import.id, results);
    const counts: Record<RowOutcome, number> = { created: 0, updated: 0, duplicate: 0, invalid: 0 };
    for (const result of results) counts[result.outcome]++;
    if (!(await this.writes.advance(terms.import.id, from, drafted.at(-1)!.rowNumber, counts))) throw new ImportStopped();
    return counts;
  }

  private async create(terms: BatchTerms, verdicts: readonly Verdict[], at: number): Promise<RowResult[]> {
    const fresh = verdicts.filter((v) => v.kind === 'new');
    if (!fresh.length) return [];
    await this.keepValues(fresh.flatMap((v) => v.row.kept));
    const first = await this.writes.insertCustomers(fresh.map((v) => v.draft), terms.mapped, at, terms.import.createdById);
    const rows = fresh.map((v, i) => ({ customerId: first + i, draft: v.draft }));
    await this.writes.insertProfiles(rows);
    await this.writes.insertLinks('customer_course', 'courseId', rows.flatMap(({ customerId, draft }) => draft.courseIds.map((id) => [customerId, id] as const)));
    await this.tag(rows);
    await this.totals.changed([{ departmentId: null, ownerId: null, n: rows.length }]);
    return fresh.map((v, i) => ({ rowNumber: v.row.rowNumber, outcome: 'created', customerId: first + i, faults: null, cells: null }));
  }

  /** Rows that create nobody: those who exist are filled up or named, the rest are named with their faults. */
  private async meet(terms: BatchTerms, verdicts: readonly Verdict[], at: number): Promise<RowResult[]> {
    const existing = verdicts.filter((v) => v.kind === 'existing');
    const mayFill = terms.import.policy === 'update' ? await this.writes.inReach(existing.map((v) => v.customerId), terms.reach) : new Set<number>();
    const results: RowResult[] = [];
    for (const verdict of verdicts) {
      if (verdict.kind === 'new') continue;
      if (verdict.kind !== 'existing') {
        results.push(failed(verdict.row, verdict.kind, verdict.faults));
        continue;
      }
      const { row, draft, customerId } = verdict;
      if (mayFill.has(customerId) && (await this.writes.fillEmpty(customerId, draft, terms.mapped, at, terms.reach)))
        results.push({ rowNumber: row.rowNumber, outcome: 'updated', customerId, faults: null, cells: null });
      else {
        const refusedByScope = terms.import.policy === 'update' && !mayFill.has(customerId);
        results.push(failed(row, 'duplicate', [refusedByScope ? notYoursFault(customerId, terms.language) : existingFault(customerId, terms.language)]));
      }
    }
    return results;
  }

  private async keepValues(kept: readonly { field: string; value: string }[]): Promise<void> {
    const distinct = new Map(kept.map((k) => [`${k.field}:${k.value}`, k]));
    for (const { field, value } of distinct.values()) await this.dictionaries.ensure(FIELD_DICTIONARIES[field as keyof typeof FIELD_DICTIONARIES], value, { 'zh-CN': value, en: value });
  }

  private async tag(rows: readonly { customerId: number; draft: NewCustomer }[]): Promise<void> {
    const links: (readonly [number, number])[] = [];
    const known = new Map<string, number[]>();
    for (const { customerId, draft } of rows) {
      if (!draft.tags?.length) continue;
      const key = draft.tags.join('\n');
      if (!known.has(key)) known.set(key, await this.tags.idsOf(draft.tags));
      for (const id of known.get(key)!) links.push([customerId, id]);
    }
    await this.writes.insertLinks('customer_tag', 'tagId', links);
  }
}

const failed = (row: DraftedRow, outcome: 'invalid' | 'duplicate', faults: Fault[]): RowResult => ({
  rowNumber: row.rowNumber, outcome, customerId: null, faults: JSON.stringify(faults), cells: JSON.stringify(row.cells),
});

function refused(verdict: Verdict, language: Language): RowResult {
  if (verdict.kind === 'existing') return failed(verdict.row, 'duplicate', [existingFault(verdict.customerId, language)]);
  if (verdict.kind === 'new') return failed(verdict.row, 'invalid', [refusedFault(language)]);
  return failed(verdict.row, verdict.kind, verdict.faults);
}

/** A key of these rows that an earlier batch of the file has had; remembers them. */
function repeats(verdicts: readonly Verdict[], seen: Set<string>): boolean {
  for (const verdict of verdicts) {
    if (verdict.kind !== 'new') continue;
    const { phone, qq, email, externalId } = verdict.draft;
    for (const [key, value] of Object.entries({ phone, qq, email, externalId })) {
      if (!value) continue;
      if (seen.has(`${key}:${value}`)) return true;
      seen.add(`${key}:${value}`);
    }
  }
  return false;
}
