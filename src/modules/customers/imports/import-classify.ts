import { type Language, say } from '../../../platform/context/language.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { ruleText } from '../../../platform/http/validation-messages.js';
import { customerNumber } from '../customer.entity.js';
import { KEYS, type KeyName } from '../customer-keys.js';
import type { Cells, Draft, Drafted } from './import-draft.js';

export interface DraftedRow extends Drafted {
  readonly rowNumber: number;
  readonly cells: Cells;
}

export type Verdict =
  | { readonly kind: 'new'; readonly row: DraftedRow; readonly draft: Draft }
  | { readonly kind: 'existing'; readonly row: DraftedRow; readonly draft: Draft; readonly customerId: number }
  /** The same as a new one before it, in row `first`. */
  | { readonly kind: 'repeat'; readonly row: DraftedRow; readonly draft: Draft; readonly first: number }
  | { readonly kind: 'invalid'; readonly row: DraftedRow; readonly faults: readonly Fault[] };

export const keyId = (key: KeyName, value: string): string => `${key}:${value}`;
export const keysOf = (draft: Draft): string[] => KEYS.flatMap((key) => (draft[key] ? [keyId(key, draft[key])] : []));

const ROW = { 'zh-CN': '第 {row} 行', en: 'row {row}' };

const fault = (code: string, language: Language, ...more: string[]): Fault => ({
  path: '',
  code,
  message: [ruleText(code, language), ...more].join(' '),
});

/**
 * Which rows are new, which are somebody who is there, which repeat an earlier row, and which are not usable. `known`: key → customer.
 * With `fills` a row gives its keys to whom it matches, so that a later row with one of them is he as well.
 */
export function classify(rows: readonly DraftedRow[], known: ReadonlyMap<string, number>, fills: boolean, language: Language): Verdict[] {
  /** Keys of earlier rows: whose they will be. A new customer is called by his row, below zero. */
  const earlier = new Map<string, number>();
  return rows.map((row): Verdict => {
    const { draft } = row;
    if (!draft) return { kind: 'invalid', row, faults: row.faults };
    const keys = keysOf(draft);
    const people = new Set<number>();
    for (const key of keys) {
      const owner = known.get(key) ?? earlier.get(key);
      if (owner !== undefined) people.add(owner);
    }
    if (people.size > 1) return { kind: 'invalid', row, faults: [twoFault([...people], language)] };
    const [person] = people;
    if (person === undefined || fills) for (const key of keys) earlier.set(key, person ?? -row.rowNumber);
    if (person === undefined) return { kind: 'new', row, draft };
    return person < 0 ? { kind: 'repeat', row, draft, first: -person } : { kind: 'existing', row, draft, customerId: person };
  });
}

const twoFault = (people: readonly number[], language: Language): Fault =>
  fault('import.two-customers', language, people.map((id) => (id < 0 ? say(ROW, language, { row: -id }) : customerNumber(id))).join(', '));
export const repeatFault = (first: number, language: Language): Fault =>
  fault('import.duplicate-in-file', language, say(ROW, language, { row: first }));
export const existingFault = (customerId: number, language: Language): Fault =>
  fault('import.duplicate', language, customerNumber(customerId));
export const refusedFault = (language: Language): Fault => fault('import.refused-whole', language);
export const notYoursFault = (customerId: number, language: Language): Fault =>
  fault('import.not-yours', language, customerNumber(customerId));
