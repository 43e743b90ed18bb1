import { type Language, say } from '../../../platform/context/language.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { ruleText } from '../../../platform/http/validation-messages.js';
import { customerNumber } from '../customer.entity.js';
import type { PersonId, Verdict } from './import-classify.js';
import { importField } from './import-fields.js';
import type { RowOutcome } from './import.entity.js';

export interface Outcome {
  readonly outcome: RowOutcome;
  readonly faults: readonly Fault[];
}
export interface Telling {
  readonly language: Language;
  /** Customers whose numbers the importer may hear; he learns of the others that they are there. */
  readonly seen: (id: number) => boolean;
  /** The id of somebody whom an earlier row has made. Undefined: he is called by that row. */
  readonly made?: (row: number) => number;
}

const ROW = { 'zh-CN': '第 {row} 行', en: 'row {row}' };
const UNSEEN = { 'zh-CN': '您无权查看的客户', en: 'a customer you may not see' };

/** What a verdict means for its row, in words (REQ-D24). */
export function outcomeOf(verdict: Verdict, telling: Telling): Outcome {
  const { language } = telling;
  const fault = (code: string, ...more: string[]): Fault => ({ path: '', code, message: [ruleText(code, language), ...more].join(' ') });
  const name = (person: PersonId): string => nameOf(person, telling);
  switch (verdict.kind) {
    case 'new':
      return { outcome: 'created', faults: [] };
    case 'filled':
      return { outcome: 'updated', faults: [] };
    case 'known': {
      const code = verdict.person < 0 && !telling.made ? 'import.duplicate-in-file' : 'import.duplicate';
      return { outcome: 'duplicate', faults: [fault(code, name(verdict.person))] };
    }
    case 'barred': {
      const fields = verdict.fields.map((field) => say(importField(field).label, language));
      return { outcome: 'duplicate', faults: [fault('import.not-yours', name(verdict.person), ...fields)] };
    }
    case 'several':
      return { outcome: 'invalid', faults: [fault('import.two-customers', verdict.people.map(name).join(', '))] };
    case 'invalid':
      return { outcome: 'invalid', faults: verdict.faults };
  }
}

/** The same where nothing of the file is imported, since it has duplicates. */
export function refusedOutcome(verdict: Verdict, telling: Telling): Outcome {
  if (verdict.kind !== 'new') return outcomeOf(verdict, telling);
  const code = 'import.refused-whole';
  return { outcome: 'invalid', faults: [{ path: '', code, message: ruleText(code, telling.language) }] };
}

/** Customers whom the faults of these verdicts name. */
export function namedBy(verdicts: readonly Verdict[], { made }: Pick<Telling, 'made'> = {}): number[] {
  const people = verdicts.flatMap((verdict): readonly PersonId[] =>
    verdict.kind === 'known' || verdict.kind === 'barred' ? [verdict.person] : verdict.kind === 'several' ? verdict.people : [],
  );
  return [...new Set(people.flatMap((person) => (person > 0 ? person : made ? made(-person) : [])))];
}

function nameOf(person: PersonId, { language, seen, made }: Telling): string {
  if (person < 0 && !made) return say(ROW, language, { row: -person });
  const id = person < 0 ? made!(-person) : person;
  return seen(id) ? customerNumber(id) : say(UNSEEN, language);
}
