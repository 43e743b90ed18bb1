import { type Language, say } from '../../../platform/context/language.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { keptFault, type KeptFault, ruleText } from '../../../platform/http/validation-messages.js';
import { customerNumber } from '../customer.entity.js';
import type { PersonId, Verdict } from './import-classify.js';
import { importField } from './import-fields.js';
import type { RowOutcome } from './import.entity.js';

/** Whom a fault names: his number, the row that makes him, or nobody whom the importer may see. */
type Named = string | { readonly row: number } | null;
/** A row's fault with what it takes to tell it in the language of whoever reads it. */
export type RowFault = KeptFault & { readonly people?: readonly Named[]; readonly fields?: readonly string[] };

export interface Outcome {
  readonly outcome: RowOutcome;
  readonly faults: readonly RowFault[];
}
export interface Telling {
  readonly language: Language;
  /** Customers whose numbers the importer may hear; he learns of the others that they are there. */
  readonly seen: (id: number) => boolean;
  /** By which row of this file he has been made; the same row names him in the preview, where he is not there yet. */
  readonly rowOf: (id: number) => number | undefined;
}

const WHY_NOT_FILLED = { barred: 'import.not-yours', 'lost-before': 'import.lost-before' } as const;
const ROW = { 'zh-CN': '第 {row} 行', en: 'row {row}' };
const UNSEEN = { 'zh-CN': '您无权查看的客户', en: 'a customer you may not see' };

/** What a verdict means for its row, in words (REQ-D24). */
export function outcomeOf(verdict: Verdict, telling: Telling): Outcome {
  const { language } = telling;
  const fault = (code: string, people: readonly PersonId[], fields: readonly string[] = []): RowFault => {
    const kept = { path: '', code, params: {}, people: people.map((person) => nameOf(person, telling)), fields };
    return { ...kept, message: messageOf(kept, language) };
  };
  switch (verdict.kind) {
    case 'new':
      return { outcome: 'created', faults: [] };
    case 'filled':
      return { outcome: 'updated', faults: [] };
    case 'known': {
      const code = madeBy(verdict.person, telling) === undefined ? 'import.duplicate' : 'import.duplicate-in-file';
      return { outcome: 'duplicate', faults: [fault(code, [verdict.person])] };
    }
    case 'barred':
    case 'lost-before': {
      return { outcome: 'duplicate', faults: [fault(WHY_NOT_FILLED[verdict.kind], [verdict.person], verdict.fields)] };
    }
    case 'several':
      return { outcome: 'invalid', faults: [fault('import.two-customers', verdict.people)] };
    case 'invalid':
      return { outcome: 'invalid', faults: verdict.faults };
  }
}

/** The same where nothing of the file is imported, since it has duplicates. */
export function refusedOutcome(verdict: Verdict, telling: Telling): Outcome {
  if (verdict.kind !== 'new') return outcomeOf(verdict, telling);
  const code = 'import.refused-whole';
  return { outcome: 'invalid', faults: [keptFault('', code, {}, telling.language)] };
}

/** Customers who are there and whom the faults of these verdicts name. */
export function namedBy(verdicts: readonly Verdict[]): number[] {
  const people = verdicts.flatMap((verdict): readonly PersonId[] => {
    if (verdict.kind === 'several') return verdict.people;
    return verdict.kind === 'known' || verdict.kind === 'barred' || verdict.kind === 'lost-before' ? [verdict.person] : [];
  });
  return [...new Set(people.filter((person) => person > 0))];
}

const madeBy = (person: PersonId, { rowOf }: Telling): number | undefined => (person < 0 ? -person : rowOf(person));

function nameOf(person: PersonId, telling: Telling): Named {
  const row = madeBy(person, telling);
  if (row !== undefined) return { row };
  return telling.seen(person) ? customerNumber(person) : null;
}

function messageOf({ code, params, people = [], fields = [] }: Omit<RowFault, 'message' | 'path'>, language: Language): string {
  const names = people.map((one) => (typeof one === 'string' ? one : one ? say(ROW, language, one) : say(UNSEEN, language)));
  const labels = fields.map((field) => say(importField(field).label, language));
  return [ruleText(code, language, params), names.join(', '), ...labels].filter(Boolean).join(' ');
}

/** What was kept of a row, in the language of whoever reads it now; older ones as they were told to the importer. */
export const retold = (fault: Fault | RowFault, language: Language): Fault => {
  const { path, code, message } = fault;
  return { path, code, message: 'params' in fault ? messageOf(fault, language) : message };
};
