import { customerChange, companyBody, personBody } from '../customer.dto.js';
import type { CustomerType } from '../customer.entity.js';

/** Columns of the two records among which one chooses. Name and type of profile stand where they stand; tags and courses unite. */
export const MERGE_COLUMNS = [
  'name',
  'phone',
  'qq',
  'wechat',
  'email',
  'gender',
  'area',
  'address',
  'postCode',
  'website',
  'source',
  'referredById',
  'level',
  'satisfaction',
  'credit',
  'externalId',
  'notes',
] as const;
export const PERSON_FIELDS = Object.keys(personBody.shape).map((field) => `person.${field}`);
export const COMPANY_FIELDS = Object.keys(companyBody.shape).map((field) => `company.${field}`);
export const MERGE_FIELDS: readonly string[] = [...MERGE_COLUMNS, ...PERSON_FIELDS, ...COMPANY_FIELDS];
/** What one of the two has forbidden stays forbidden. */
export const MERGE_FLAGS = ['doNotCall', 'doNotMail'] as const;
export const CHOICES = ['kept', 'other', 'both'] as const;
export type Choice = (typeof CHOICES)[number];
export type Choices = Readonly<Partial<Record<string, Choice>>>;

/** Notes may be joined up to this length. */
const NOTES = customerChange.shape.notes;

/** One of the two records: columns, and the fields of its profile under `person.…` or `company.…`; ID numbers in clear. */
export interface MergeSide {
  readonly id: number;
  readonly type: CustomerType;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface FieldOutcome {
  readonly field: string;
  readonly kept: unknown;
  readonly other: unknown;
  readonly choice: Choice;
  readonly result: unknown;
}

const given = (value: unknown) => value !== null && value !== undefined && value !== '';

/** Fields that both records can have: profiles only where both are of one type. */
export function fieldsOf(kept: MergeSide, other: MergeSide): string[] {
  const profile = kept.type === other.type ? (kept.type === 'person' ? PERSON_FIELDS : COMPANY_FIELDS) : [];
  return [...MERGE_COLUMNS, ...profile];
}

/** What each field will say. Without a choice the kept record's own value stands, an empty one is filled, and notes are joined. */
export function fieldOutcomes(kept: MergeSide, other: MergeSide, choices: Choices): FieldOutcome[] {
  const fields = fieldsOf(kept, other).map((field): FieldOutcome => {
    const mine = kept.values[field] ?? null;
    const his = other.values[field] ?? null;
    const choice = choices[field] ?? usual(field, mine, his);
    return { field, kept: mine, other: his, choice, result: resultOf(field, choice, mine, his, kept, other) };
  });
  const flags = MERGE_FLAGS.map((field): FieldOutcome => {
    const [mine, his] = [!!kept.values[field], !!other.values[field]];
    return { field, kept: mine, other: his, choice: mine || !his ? 'kept' : 'other', result: mine || his };
  });
  return [...fields, ...flags];
}

function usual(field: string, mine: unknown, his: unknown): Choice {
  if (!given(mine)) return given(his) ? 'other' : 'kept';
  return field === 'notes' && given(his) && mine !== his && joined(mine, his) !== undefined ? 'both' : 'kept';
}

function resultOf(field: string, choice: Choice, mine: unknown, his: unknown, kept: MergeSide, other: MergeSide): unknown {
  const result = choice === 'both' ? (joined(mine, his) ?? mine) : choice === 'other' ? his : mine;
  // nobody was brought by himself
  return field === 'referredById' && (result === kept.id || result === other.id) ? null : result;
}

/** Both notes below each other; undefined when that is too long. */
function joined(mine: unknown, his: unknown): string | undefined {
  const text = [mine, his].filter(given).join('\n\n');
  return NOTES.safeParse(text).success ? text : undefined;
}

/** Outcomes that change the kept record, as the body of an update: `person.major` stands in `person`. */
export function changeOf(outcomes: readonly Pick<FieldOutcome, 'field' | 'kept' | 'result'>[]): Record<string, unknown> {
  const body: Record<string, Record<string, unknown> | unknown> = {};
  for (const { field, kept, result } of outcomes) {
    if (kept === result) continue;
    const [first = '', second] = field.split('.');
    if (second === undefined) body[first] = result;
    else body[first] = { ...(body[first] as object), [second]: result };
  }
  return body;
}
