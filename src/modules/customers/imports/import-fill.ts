import type { Language } from '../../../platform/context/language.js';
import { barKeys, type BarKey, type BarsOfKeys } from '../bars/bars-of-keys.js';
import { notedKeys } from '../bars/customer-numbers.repository.js';
import { KEYS } from '../customer-keys.js';
import { type DraftedRow, keyId, keysOf, type NewcomerFaults, ownersOf, type PersonId, type Verdict } from './import-classify.js';
import { type Draft, mismatches } from './import-draft.js';
import { PROFILE_COLUMNS } from '../profile-columns.js';
import { CUSTOMER_COLUMNS, FLAG_COLUMNS, isGiven } from './import-columns.js';
import type { RuleRow } from '../rule-row.port.js';
import { tagKey } from '../tags/tag-key.js';

/** A customer as far as rows may fill him up. It changes with every row that gives him something. */
export interface Person {
  readonly id: PersonId;
  /** His own row, as the importer's rules ask about it. */
  readonly row: RuleRow & Readonly<Record<string, unknown>>;
  readonly profile: Record<string, unknown>;
  readonly courses: Set<number>;
  /** Keys of his tags. */
  readonly tags: Set<string>;
  /** What rows have given him. */
  readonly given: Given;
}
export interface Given {
  readonly columns: Record<string, unknown>;
  readonly profile: Record<string, unknown>;
  readonly courses: number[];
  readonly tags: string[];
}

export interface FillTerms {
  readonly newcomerFaults: NewcomerFaults;
  readonly language: Language;
  /** Which of the fields the importer may not fill on that customer; null: he may not change him at all. */
  readonly refusedOn: (row: RuleRow, fields: readonly string[]) => string[] | null;
  /** What a new customer is, beside what his row says. */
  readonly fresh: RuleRow;
}
/** Those of one batch. */
export interface BatchFillTerms extends FillTerms {
  /** The bars on the keys of its rows. */
  readonly bars: BarsOfKeys;
}

/** Fields by which a customer is known. */
export const MAKE_KNOWN = [...KEYS, 'wechat'] as const;
export const nothingGiven = (): Given => ({ columns: {}, profile: {}, courses: [], tags: [] });

/**
 * What the rows do to those who are there already, row by row (policy “fill the empty fields”). A row gives its keys to whom it fills, so that a later
 * row with one of them is he as well. New customers are filled before they are written: their drafts change.
 */
export function fillUp(
  rows: readonly DraftedRow[],
  known: ReadonlyMap<string, PersonId>,
  people: ReadonlyMap<PersonId, Person>,
  terms: BatchFillTerms,
): Verdict[] {
  const earlier = new Map<string, PersonId>();
  const fresh = new Map<PersonId, Person>();
  return rows.map((row): Verdict => {
    if (!row.draft) return { kind: 'invalid', row, faults: row.faults };
    const keys = keysOf(row.draft);
    const owners = ownersOf(keys, known, earlier);
    if (owners.length > 1) return { kind: 'several', row, people: owners };
    const [id] = owners;
    if (id === undefined) {
      const faults = terms.newcomerFaults(row.draft);
      if (faults.length) return { kind: 'invalid', row, faults };
      const draft: Draft = { ...row.draft };
      const person = newPerson(-row.rowNumber, draft, terms);
      fresh.set(person.id, person);
      for (const key of keys) earlier.set(key, person.id);
      return { kind: 'new', row, draft };
    }
    const person = people.get(id) ?? fresh.get(id);
    // gone in this very moment: nobody fills him any more
    if (!person) return { kind: 'known', row, person: id };
    const verdict = fill(row, row.draft, person, terms);
    if (verdict.kind === 'filled')
      for (const key of KEYS) if (verdict.fields.includes(key)) earlier.set(keyId(key, row.draft[key]!), person.id);
    return verdict;
  });
}

function fill(row: DraftedRow, draft: Draft, person: Person, { language, refusedOn, bars }: BatchFillTerms): Verdict {
  // first, so that nothing is learned of somebody whom the importer does not reach
  if (refusedOn(person.row, []) === null) return { kind: 'barred', row, person: person.id, fields: [] };
  const faults = mismatches(draft, person.row.type, language);
  if (faults.length) return { kind: 'invalid', row, faults };
  const fields = lacking(draft, person);
  if (!fields.length) return { kind: 'known', row, person: person.id };
  const refused = refusedOn(person.row, fields) ?? [];
  if (refused.length) return { kind: 'barred', row, person: person.id, fields: refused };
  const lost = MAKE_KNOWN.filter(
    (name) => fields.includes(name) && bars.longest({ id: person.id, ownerId: person.row.ownerId }, keysBy(name, draft, person)),
  );
  if (lost.length) return { kind: 'lost-before', row, person: person.id, fields: lost };
  if (refusedOn({ ...person.row, ...columnsGiven(draft, fields) }, []) === null)
    return { kind: 'barred', row, person: person.id, fields: [] };
  give(draft, person, fields);
  return { kind: 'filled', row, person: person.id, fields };
}

/** What he would be known by because of this field: by a WeChat name only where he has neither phone nor QQ, then or before. */
function keysBy(name: (typeof MAKE_KNOWN)[number], draft: Draft, { row }: Person): BarKey[] {
  if (name !== 'wechat') return barKeys({ [name]: draft[name] });
  return isGiven(row['phone'] ?? draft.phone) || isGiven(row['qq'] ?? draft.qq) ? [] : notedKeys(draft);
}

/** The fields that the row has and he has not. Of courses and tags he may have others. */
function lacking(draft: Draft, { row, profile, courses, tags }: Person): string[] {
  return [
    ...[...CUSTOMER_COLUMNS, ...FLAG_COLUMNS].filter((name) => isGiven(draft[name]) && !isGiven(row[name])),
    ...PROFILE_COLUMNS[row.type].filter((name) => isGiven(draft[name]) && !isGiven(profile[name])),
    ...(draft.courses?.some((id) => !courses.has(id)) ? ['courses'] : []),
    ...(draft.tags?.some((name) => !tags.has(tagKey(name))) ? ['tags'] : []),
  ];
}

/** What would change of his own row: nobody moves a customer to where he may not change him. */
function columnsGiven(draft: Draft, fields: readonly string[]): Record<string, unknown> {
  const own = new Set<string>([...CUSTOMER_COLUMNS, ...FLAG_COLUMNS]);
  return Object.fromEntries(fields.flatMap((name) => (own.has(name) ? [[name, draft[name as keyof Draft]]] : [])));
}

function give(draft: Draft, { row, profile, courses, tags, given }: Person, fields: readonly string[]): void {
  const own: readonly string[] = [...CUSTOMER_COLUMNS, ...FLAG_COLUMNS];
  for (const name of fields) {
    if (name === 'courses') {
      for (const id of draft.courses!) if (!courses.has(id)) given.courses.push(id);
      for (const id of draft.courses!) courses.add(id);
    } else if (name === 'tags') {
      for (const tag of draft.tags!) if (!tags.has(tagKey(tag))) given.tags.push(tag);
      for (const tag of draft.tags!) tags.add(tagKey(tag));
    } else {
      const value = draft[name as keyof Draft];
      const isOwn = own.includes(name);
      (isOwn ? row : profile)[name] = value;
      (isOwn ? given.columns : given.profile)[name] = value;
    }
  }
}

/** What rows give him goes into his draft, which is written afterwards. */
function newPerson(id: PersonId, draft: Draft, { fresh }: FillTerms): Person {
  const courses = (draft.courses = [...(draft.courses ?? [])]);
  const tags = (draft.tags = [...(draft.tags ?? [])]);
  return {
    id,
    row: { ...fresh, ...draft, type: draft.type ?? 'person', ownerId: null } as Person['row'],
    profile: { ...draft },
    courses: new Set(courses),
    tags: new Set(tags.map(tagKey)),
    given: { columns: draft, profile: draft, courses, tags },
  };
}
