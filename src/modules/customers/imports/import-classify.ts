import type { Language } from '../../../platform/context/language.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { ruleText } from '../../../platform/http/validation-messages.js';
import { customerNumber } from '../customer.entity.js';
import { KEYS } from '../customer-keys.js';
import type { Drafted } from './import-draft.js';
import { keyId, type NewCustomer } from './import-write.repository.js';

export interface DraftedRow extends Drafted {
  readonly rowNumber: number;
  readonly cells: readonly (string | null)[];
}

export type Verdict =
  | { readonly kind: 'new'; readonly row: DraftedRow; readonly draft: NewCustomer }
  | { readonly kind: 'existing'; readonly row: DraftedRow; readonly draft: NewCustomer; readonly customerId: number }
  | { readonly kind: 'invalid' | 'duplicate'; readonly row: DraftedRow; readonly faults: Fault[] };

const fault = (code: string, language: Language, ...more: string[]): Fault => ({ path: '', code, message: [ruleText(code, language), ...more].join(' ') });

/** Which rows are new, which are somebody who is there, which repeat an earlier row, and which are not usable. `known`: key → customer. */
export function classify(rows: readonly DraftedRow[], known: ReadonlyMap<string, number>, language: Language): Verdict[] {
  const seen = new Set<string>();
  return rows.map((row): Verdict => {
    const { draft } = row;
    if (!draft) return { kind: 'invalid', row, faults: row.faults };
    const keys = KEYS.flatMap((key) => (draft[key] ? [keyId(key, draft[key])] : []));
    const matches = [...new Set(keys.flatMap((key) => known.get(key) ?? []))];
    if (matches.length > 1) return { kind: 'invalid', row, faults: [fault('import.two-customers', language, matches.map(customerNumber).join(', '))] };
    if (matches.length === 1) return { kind: 'existing', row, draft, customerId: matches[0]! };
    if (keys.some((key) => seen.has(key))) return { kind: 'duplicate', row, faults: [fault('import.duplicate-in-file', language)] };
    for (const key of keys) seen.add(key);
    return { kind: 'new', row, draft };
  });
}

export const existingFault = (customerId: number, language: Language): Fault => fault('import.duplicate', language, customerNumber(customerId));
export const refusedFault = (language: Language): Fault => fault('import.refused-whole', language);
export const notYoursFault = (customerId: number, language: Language): Fault => fault('import.not-yours', language, customerNumber(customerId));
