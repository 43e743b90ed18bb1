import type { Language } from '../../../platform/context/language.js';
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
  | { readonly kind: 'invalid' | 'duplicate'; readonly row: DraftedRow; readonly faults: readonly Fault[] };

export const keyId = (key: KeyName, value: string): string => `${key}:${value}`;
export const keysOf = (draft: Draft): string[] => KEYS.flatMap((key) => (draft[key] ? [keyId(key, draft[key])] : []));

const fault = (code: string, language: Language, ...more: string[]): Fault => ({
  path: '',
  code,
  message: [ruleText(code, language), ...more].join(' '),
});

/**
 * Which rows are new, which are somebody who is there, which repeat an earlier row, and which are not usable. `known`: key → customer.
 * With `fills` an existing customer may be given keys by his row, so that a later row with one of them is he as well.
 */
export function classify(rows: readonly DraftedRow[], known: ReadonlyMap<string, number>, fills: boolean, language: Language): Verdict[] {
  /** Keys of earlier rows: whose they will be, an existing customer's or a new one's (null). */
  const earlier = new Map<string, number | null>();
  return rows.map((row): Verdict => {
    const { draft } = row;
    if (!draft) return { kind: 'invalid', row, faults: row.faults };
    const keys = keysOf(draft);
    const customers = new Set<number>();
    let repeats = false;
    for (const key of keys) {
      const owner = known.get(key) ?? earlier.get(key);
      if (owner === null) repeats = true;
      else if (owner !== undefined) customers.add(owner);
    }
    if (customers.size > 1) return { kind: 'invalid', row, faults: [fault('import.two-customers', language, [...customers].map(customerNumber).join(', '))] };
    if (repeats) return { kind: 'duplicate', row, faults: [fault('import.duplicate-in-file', language)] };
    const [customerId] = customers;
    if (customerId === undefined || fills) for (const key of keys) earlier.set(key, customerId ?? null);
    return customerId === undefined ? { kind: 'new', row, draft } : { kind: 'existing', row, draft, customerId };
  });
}

export const existingFault = (customerId: number, language: Language): Fault => fault('import.duplicate', language, customerNumber(customerId));
export const refusedFault = (language: Language): Fault => fault('import.refused-whole', language);
export const notYoursFault = (customerId: number, language: Language): Fault => fault('import.not-yours', language, customerNumber(customerId));
