import { KEYS, type KeyName } from '../customer-keys.js';
import type { KeptFault } from '../../../platform/http/validation-messages.js';
import type { Cells, Draft, Drafted } from './import-draft.js';

export interface DraftedRow extends Drafted {
  readonly rowNumber: number;
  readonly cells: Cells;
}

/** A customer: his id, or below zero the row that makes him. */
export type PersonId = number;

export type Verdict =
  | { readonly kind: 'new'; readonly row: DraftedRow; readonly draft: Draft }
  /** Somebody who is there, or whom an earlier row makes; he stays as he is. */
  | { readonly kind: 'known'; readonly row: DraftedRow; readonly person: PersonId }
  /** The same, and the row gives him what he lacked: these fields. */
  | { readonly kind: 'filled'; readonly row: DraftedRow; readonly person: PersonId; readonly fields: readonly string[] }
  /** The same, and he lacks what the row has, but the importer may not change him, or not in these fields. */
  | { readonly kind: 'barred'; readonly row: DraftedRow; readonly person: PersonId; readonly fields: readonly string[] }
  /** The same, and by these of what it would give him his owner may not have him. */
  | { readonly kind: 'lost-before'; readonly row: DraftedRow; readonly person: PersonId; readonly fields: readonly string[] }
  /** Its keys belong to several customers. */
  | { readonly kind: 'several'; readonly row: DraftedRow; readonly people: readonly PersonId[] }
  | { readonly kind: 'invalid'; readonly row: DraftedRow; readonly faults: readonly KeptFault[] };

/** What keeps somebody who is not there yet from being entered. */
export type NewcomerFaults = (draft: Draft) => readonly KeptFault[];

export const keyId = (key: KeyName, value: string): string => `${key}:${value}`;
export const keysOf = (draft: Draft): string[] => KEYS.flatMap((key) => (draft[key] ? [keyId(key, draft[key])] : []));

/** Whose a row's keys are. */
export function ownersOf(keys: readonly string[], ...owners: readonly ReadonlyMap<string, PersonId>[]): PersonId[] {
  const people = new Set<PersonId>();
  for (const key of keys) {
    for (const map of owners) {
      const person = map.get(key);
      if (person === undefined) continue;
      people.add(person);
      break;
    }
  }
  return [...people];
}

/** Which rows are new, which are somebody who is there, which repeat an earlier row, and which are not usable. `known`: key → customer. */
export function classify(rows: readonly DraftedRow[], known: ReadonlyMap<string, PersonId>, newcomerFaults: NewcomerFaults): Verdict[] {
  /** Keys of the new ones so far. */
  const earlier = new Map<string, PersonId>();
  return rows.map((row): Verdict => {
    const { draft } = row;
    if (!draft) return { kind: 'invalid', row, faults: row.faults };
    const keys = keysOf(draft);
    const people = ownersOf(keys, known, earlier);
    if (people.length > 1) return { kind: 'several', row, people };
    if (people.length === 1) return { kind: 'known', row, person: people[0]! };
    const faults = newcomerFaults(draft);
    if (faults.length) return { kind: 'invalid', row, faults };
    for (const key of keys) earlier.set(key, -row.rowNumber);
    return { kind: 'new', row, draft };
  });
}
