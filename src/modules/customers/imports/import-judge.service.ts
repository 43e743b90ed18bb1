import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { SheetRow } from '../../../platform/spreadsheets/read-options.js';
import { CustomerReach } from '../customer-reach.service.js';
import { EVERYTHING } from '../../../platform/permissions/scope-sql.js';
import { classify, type DraftedRow, keyId, keysOf, type NewcomerFaults, type PersonId, type Verdict } from './import-classify.js';
import { barKeys, type BarsOfKeys } from '../bars/bars-of-keys.js';
import { Bars } from '../bars/bars.service.js';
import { notedKeys } from '../bars/customer-numbers.repository.js';
import type { Language } from '../../../platform/context/language.js';
import { KEYS } from '../customer-keys.js';
import type { Cells, Drafted } from './import-draft.js';
import { type FillTerms, fillUp, type Person } from './import-fill.js';
import { ImportFillRepository } from './import-fill.repository.js';
import { namedBy, type Telling } from './import-outcome.js';
import type { CustomerImport } from './import.entity.js';
import { ImportWriteRepository, type Known } from './import-write.repository.js';

/** What a batch needs to know of its import; the same for all of them. */
export interface BatchTerms {
  readonly import: Pick<CustomerImport, 'id' | 'policy' | 'createdById'>;
  readonly mapped: readonly string[];
  readonly draft: (cells: Cells) => Drafted;
  readonly language: Language;
  readonly newcomerFaults: NewcomerFaults;
  /** Policy “fill the empty fields”: on whose terms. */
  readonly fill: FillTerms;
  /** Record every row, create nothing: policy `reject` met a duplicate. */
  readonly refuse: boolean;
}

export interface Judgement {
  readonly verdicts: readonly Verdict[];
  /** Customers who are there and whom rows have filled up. */
  readonly filled: readonly Person[];
}

/** Rows understood before other requests have their turn. */
const ROWS_A_TURN = 100;

/** What would become of rows now. Writes nothing, so that a preview is told what the run would do. */
@Injectable()
export class ImportJudge {
  constructor(
    private readonly writes: ImportWriteRepository,
    private readonly fills: ImportFillRepository,
    private readonly bars: Bars,
    private readonly reach: CustomerReach,
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

  /** `lock`: those who are filled up stay as they are until the transaction ends. */
  async judge(terms: BatchTerms, rows: readonly DraftedRow[], { lock }: { lock: boolean }): Promise<Judgement> {
    const known = await this.writes.known(rows.flatMap(({ draft }) => draft ?? []));
    if (terms.import.policy !== 'update') return { verdicts: classify(rows, known.owners, terms.newcomerFaults), filled: [] };
    const people = await this.fills.people([...new Set(known.owners.values())], { lock });
    const bars = await this.barsOf(rows, people);
    const verdicts = fillUp(rows, stillTheirs(known, people), people, { ...terms.fill, bars });
    const filled = new Set<PersonId>(verdicts.flatMap((verdict) => (verdict.kind === 'filled' ? verdict.person : [])));
    return { verdicts, filled: [...people.values()].filter(({ id }) => filled.has(id)) };
  }

  /** On what the rows might give. Where nobody is there nobody is barred. */
  private barsOf(rows: readonly DraftedRow[], people: ReadonlyMap<PersonId, Person>): Promise<BarsOfKeys> {
    return this.bars.on(people.size ? rows.flatMap(({ draft }) => (draft ? [...barKeys(draft), ...notedKeys(draft)] : [])) : []);
  }

  /** How the verdicts are told to the importer. */
  async telling(terms: BatchTerms, verdicts: readonly Verdict[]): Promise<Telling> {
    const named = namedBy(verdicts);
    const rows = await this.writes.rowsOf(terms.import.id, named);
    const telling = { language: terms.language, rowOf: (id: number) => rows.get(id) };
    const reach = this.reach.sql('read');
    if (reach.sql === EVERYTHING.sql) return { ...telling, seen: () => true };
    const seen = await this.writes.within(named, reach);
    return { ...telling, seen: (id) => seen.has(id) };
  }

  /** Whether a row of these meets a customer who is there, or an earlier row (`seen`: keys of those); for policy `reject`. */
  async meetsDuplicate(terms: BatchTerms, rows: readonly SheetRow[], seen: Set<string>): Promise<boolean> {
    for (const verdict of (await this.judge(terms, await this.draft(terms, rows), { lock: false })).verdicts) {
      if (verdict.kind === 'known') return true;
      if (verdict.kind !== 'new') continue;
      for (const key of keysOf(verdict.draft)) {
        if (seen.has(key)) return true;
        seen.add(key);
      }
    }
    return false;
  }
}

/** Keys that somebody has lost between being looked up and being locked are free. */
function stillTheirs({ owners, merged }: Known, people: ReadonlyMap<PersonId, Person>): Map<string, PersonId> {
  const theirs = new Map<string, PersonId>();
  for (const [key, id] of owners) {
    const row = people.get(id)?.row;
    if (!row || merged.has(key) || KEYS.some((name) => row[`${name}Key`] && keyId(name, row[`${name}Key`] as string) === key))
      theirs.set(key, id);
  }
  return theirs;
}
