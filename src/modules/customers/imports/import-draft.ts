import { z } from 'zod';
import type { Language } from '../../../platform/context/language.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { faultsOf, ruleText } from '../../../platform/http/validation-messages.js';
import { customerCreation, personBody } from '../customer.dto.js';
import { halfWidth } from '../phone.js';
import { EDUCATIONS, EXPERIENCES } from '../profile.entity.js';
import { importField } from './import-fields.js';

const shape = customerCreation.shape;
const personShape = personBody.shape;

/** The customer a row describes, in the very shapes of the API. */
const rowShape = z.object({
  type: shape.type,
  name: shape.name,
  phone: shape.phone,
  qq: shape.qq,
  wechat: shape.wechat,
  email: shape.email,
  gender: shape.gender,
  area: shape.area,
  address: shape.address,
  postCode: shape.postCode,
  website: shape.website,
  source: shape.source,
  level: shape.level,
  externalId: shape.externalId,
  notes: shape.notes,
  courses: z.array(z.string().max(64)).max(50).optional(),
  tags: shape.tags,
  education: personShape.education,
  graduationSchool: personShape.graduationSchool,
  major: personShape.major,
  experience: personShape.experience,
  workStatus: personShape.workStatus,
  company: personShape.company,
  salary: personShape.salary,
});
export type Draft = z.output<typeof rowShape>;

const translations = (pairs: Record<string, readonly string[]>): ReadonlyMap<string, string> => new Map(Object.entries(pairs).flatMap(([value, words]) => [value, ...words].map((w) => [w.toLowerCase(), value] as const)));
const inOrder = (values: readonly string[], words: readonly string[]) => translations(Object.fromEntries(values.map((v, i) => [v, [words[i]!]])));

/** What people write in a cell for a fixed choice. */
const WORDS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  type: translations({ person: ['个人', '1', '学员'], company: ['企业', '公司', '2', '单位'] }),
  gender: translations({ male: ['男', 'm', '男性', '先生'], female: ['女', 'f', '女性', '女士'] }),
  workStatus: translations({ employed: ['在职'], unemployed: ['无业', '离职', '待业'] }),
  education: inOrder(EDUCATIONS, ['重点大学', '普通本科', '独立院校', '民办本科', '大专', '民办专科', '高中', '其他']),
  experience: inOrder(EXPERIENCES, ['在校生', '应届毕业', '半年以内', '半年至一年', '一年至三年', '三年至五年', '五年以上']),
};

export interface Choices {
  /** Field → what a cell may say (value or label, lower case) → the dictionary's value. */
  readonly dictionaries: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly courses: ReadonlyMap<string, number>;
  readonly unknown: 'refuse' | 'keep' | 'empty';
}

export interface Drafted {
  readonly draft?: Draft & { courseIds: number[] };
  readonly faults: Fault[];
  /** Dictionary values that are new and shall be kept. */
  readonly kept: { field: string; value: string }[];
}

const fault = (path: string, code: string, language: Language): Fault => ({ path, code, message: ruleText(code, language) });

/** One row's values as a customer, or all that is wrong with them. Pure, so that the preview and the run say the same. */
export function draftOf(values: ReadonlyMap<string, string>, choices: Choices, language: Language): Drafted {
  const faults: Fault[] = [];
  const kept: Drafted['kept'] = [];
  const record: Record<string, unknown> = {};
  const courseIds: number[] = [];
  for (const [name, raw] of values) {
    const text = raw.trim();
    const dictionary = choices.dictionaries.get(name);
    if (dictionary) {
      const value = dictionary.get(text.toLowerCase());
      if (value !== undefined) record[name] = value;
      else if (choices.unknown === 'refuse') faults.push(fault(name, 'import.value-unknown', language));
      else if (choices.unknown === 'keep') {
        record[name] = text.slice(0, 40);
        kept.push({ field: name, value: text.slice(0, 40) });
      }
    } else if (name === 'courses') {
      for (const course of split(text)) {
        const id = choices.courses.get(course.toLowerCase());
        if (id !== undefined) courseIds.push(id);
        else if (choices.unknown === 'refuse') faults.push(fault(name, 'import.course-unknown', language));
      }
    } else if (importField(name).list) record[name] = split(text);
    else record[name] = WORDS[name]?.get(halfWidth(text).toLowerCase()) ?? text;
  }
  const parsed = rowShape.safeParse(record);
  if (!parsed.success) faults.push(...faultsOf(parsed.error, language));
  return parsed.success && !faults.length ? { draft: { ...parsed.data, courseIds: [...new Set(courseIds)] }, faults, kept } : { faults, kept: [] };
}

const split = (text: string): string[] => text.split(/[,，;；、]/).map((s) => s.trim()).filter(Boolean);
