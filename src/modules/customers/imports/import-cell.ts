import { z } from 'zod';
import type { Language } from '../../../platform/context/language.js';
import { keptFault, type KeptFault, keptFaultsOf, WITH_INPUT } from '../../../platform/http/validation-messages.js';
import { companyBody, customerCreation, personBody } from '../customer.dto.js';
import { halfWidth } from '../phone.js';
import { tagKey } from '../tags/tag-key.js';
import { FLAG_COLUMNS } from './import-columns.js';
import { importField } from './import-fields.js';
import { FIXED_CHOICES } from './import-words.js';

const customer = customerCreation.shape;
const person = personBody.shape;
const company = companyBody.shape;

/** The fields of a row, in the very shapes of the API. */
export const rowShape = z.object({
  type: customer.type,
  name: customer.name,
  phone: customer.phone,
  qq: customer.qq,
  wechat: customer.wechat,
  email: customer.email,
  gender: customer.gender,
  area: customer.area,
  address: customer.address,
  postCode: customer.postCode,
  website: customer.website,
  source: customer.source,
  level: customer.level,
  externalId: customer.externalId,
  doNotCall: customer.doNotCall,
  doNotMail: customer.doNotMail,
  notes: customer.notes,
  courses: customer.courseIds,
  tags: customer.tags,
  education: person.education,
  graduationSchool: person.graduationSchool,
  major: person.major,
  experience: person.experience,
  workStatus: person.workStatus,
  company: person.company,
  salary: person.salary,
  emergencyContactName: person.emergencyContactName,
  emergencyContactPhone: person.emergencyContactPhone,
  licenceNumber: company.licenceNumber,
  legalRepresentative: company.legalRepresentative,
  registeredCapital: company.registeredCapital,
  annualTurnover: company.annualTurnover,
  bank: company.bank,
  bankAccount: company.bankAccount,
  localTaxNumber: company.localTaxNumber,
  nationalTaxNumber: company.nationalTaxNumber,
  fax: company.fax,
  staffCount: company.staffCount,
});
type FieldName = keyof typeof rowShape.shape;

/** What the words of a file are looked up in. */
export interface Choices {
  /** Field → what a cell may say (value or label) → the dictionary's value. Values that are kept are added while reading. */
  readonly dictionaries: ReadonlyMap<string, Map<string, string>>;
  /** By folded name. */
  readonly courses: ReadonlyMap<string, number>;
  /** Keys of tags; `null`: whoever imports may make new ones. */
  readonly tags: ReadonlySet<string> | null;
  readonly unknown: 'refuse' | 'keep' | 'empty';
}

/** What a text means for its field. One object for all rows with the same text: do not write to it. */
export interface Meaning {
  readonly value?: unknown;
  readonly faults?: readonly KeptFault[];
  /** The value is new to the field's dictionary and shall be kept in it. */
  readonly isNew?: boolean;
}

const NOTHING: Meaning = {};
/** Numbers and addresses rather than words: full-width characters in them are a habit of the keyboard. */
const CODES = new Set(['website', 'postCode', 'salary', 'fax', 'licenceNumber', 'bankAccount', 'localTaxNumber', 'nationalTaxNumber']);
const FLAGS: ReadonlySet<string> = new Set(FLAG_COLUMNS);
/** The only field of more than one line. */
const LONG = 'notes';

export const fieldFault = (path: string, code: string, language: Language): KeptFault => keptFault(path, code, {}, language);

/** Reads texts of one field: words of its dictionary or fixed choice first, then the API's own shape. */
export function meaningOf(name: string, choices: Choices, language: Language): (text: string) => Meaning {
  const understand = lineMeaning(name, choices, language);
  if (name === LONG || importField(name).list) return understand;
  // a line break within a cell is how people make room
  return (text) => understand(text.includes('\n') || text.includes('\t') ? text.replace(/\s*[\n\t]\s*/g, ' ') : text);
}

function lineMeaning(name: string, choices: Choices, language: Language): (text: string) => Meaning {
  const schema = rowShape.shape[name as FieldName];
  const check = (value: unknown): Meaning => {
    const parsed = schema.safeParse(value, WITH_INPUT);
    if (parsed.success) return { value: parsed.data };
    return {
      faults: keptFaultsOf(parsed.error, language).map((fault) => ({ ...fault, path: fault.path ? `${name}.${fault.path}` : name })),
    };
  };
  const refuse = (code: string): Meaning => ({ faults: [fieldFault(name, code, language)] });
  const dictionary = choices.dictionaries.get(name);
  const fixed = FIXED_CHOICES[name];

  if (name === 'courses') {
    return (text) => {
      const ids = split(text).map((course) => choices.courses.get(folded(course)));
      if (ids.includes(undefined) && choices.unknown === 'refuse') return refuse('import.course-unknown');
      return check([...new Set(ids.filter((id) => id !== undefined))]);
    };
  }
  if (name === 'tags') {
    return (text) => {
      const tags = split(text);
      if (choices.tags && tags.some((tag) => !choices.tags!.has(tagKey(tag)))) return refuse('import.tag-unknown');
      return check(tags);
    };
  }
  if (dictionary) {
    const kept = new Set<string>();
    const words = foldedWords(dictionary, choices.unknown === 'keep');
    return (text) => {
      const value = dictionary.get(text) ?? words.get(folded(text));
      if (value !== undefined) return kept.has(value) ? { value, isNew: true } : { value };
      if (choices.unknown === 'refuse') return refuse('import.value-unknown');
      if (choices.unknown === 'empty') return NOTHING;
      const meaning = check(text);
      if (meaning.faults) return meaning;
      dictionary.set(text, text);
      kept.add(text);
      return { ...meaning, isNew: true };
    };
  }
  if (FLAGS.has(name)) {
    const said: Readonly<Record<string, boolean>> = { yes: true, no: false };
    return (text) => check(said[fixed!.get(folded(text)) ?? ''] ?? text);
  }
  if (name === 'staffCount') return (text) => check(wholeNumber(text) ?? text);
  if (fixed) return (text) => check(fixed.get(folded(text)) ?? text);
  if (CODES.has(name)) return (text) => check(halfWidth(text));
  return importField(name).list ? (text) => check(split(text)) : check;
}

/**
 * Folded words. Values that imports kept have no other word than themselves: whoever keeps them keeps their spellings apart, so that `Google`
 * and `google` are counted as the file counts them, in a resumed import as well.
 */
function foldedWords(dictionary: ReadonlyMap<string, string>, withoutKept: boolean): Map<string, string> {
  const words = new Map<string, number>();
  for (const value of dictionary.values()) words.set(value, (words.get(value) ?? 0) + 1);
  const known = [...dictionary].filter(([, value]) => !withoutKept || words.get(value)! > 1);
  return new Map(known.map(([word, value]) => [folded(word), value]));
}

/** Words that are the same to people: capitals and full-width letters do not count. */
export const folded = (text: string): string => halfWidth(text).toLowerCase();

/** `1,200` and full-width digits are numbers too. */
function wholeNumber(text: string): number | undefined {
  const digits = halfWidth(text).replace(/,(?=\d{3})/g, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

const split = (text: string): string[] =>
  text
    .split(/[,，;；、\n\t]/)
    .map((part) => part.trim())
    .filter(Boolean);
