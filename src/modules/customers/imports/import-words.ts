import type { Language } from '../../../platform/context/language.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import { EDUCATIONS, EXPERIENCES } from '../profile.entity.js';
import { FIELD_NAMES } from './import-fields.js';

type Words = ReadonlyMap<string, string>;

const words = (of: Readonly<Record<string, readonly string[]>>): Words =>
  new Map(Object.entries(of).flatMap(([value, texts]) => [value, ...texts].map((text) => [text.toLowerCase(), value] as const)));

const inOrder = (values: readonly string[], texts: readonly (readonly string[])[]): Words =>
  words(Object.fromEntries(values.map((value, i) => [value, texts[i]!])));

const YES_OR_NO = words({ yes: ['是', 'y', 'true', '1', '√'], no: ['否', 'n', 'false', '0', '×'] });

/** What people write in a cell for a fixed choice; half-width and in lower case. */
export const FIXED_CHOICES: Readonly<Record<string, Words>> = {
  doNotCall: YES_OR_NO,
  doNotMail: YES_OR_NO,
  type: words({ person: ['个人', '1', '学员'], company: ['企业', '公司', '2', '单位'] }),
  gender: words({ male: ['男', 'm', '男性', '先生'], female: ['女', 'f', '女性', '女士'] }),
  workStatus: words({ employed: ['在职'], unemployed: ['无业', '离职', '待业'] }),
  education: inOrder(EDUCATIONS, [
    ['重点大学'],
    ['普通本科', '本科'],
    ['独立院校', '独立学院'],
    ['民办本科'],
    ['大专', '专科'],
    ['民办专科'],
    ['高中'],
    ['其他', '其它'],
  ]),
  experience: inOrder(EXPERIENCES, [
    ['在校生'],
    ['应届毕业', '应届毕业生'],
    ['半年以内'],
    ['半年至一年'],
    ['一年至三年', '一至三年'],
    ['三年至五年', '三至五年'],
    ['五年以上'],
  ]),
};

/** Fields whose words are a list of their own: a dictionary, or a fixed choice. */
export const CHOICE_FIELDS = FIELD_NAMES.filter((name) => name in FIXED_CHOICES || name in FIELD_DICTIONARIES) as [string, ...string[]];

/** A fixed choice as it is offered: its values with the word people know them by. */
export function fixedOptions(name: string, language: Language): { value: string; label: string }[] {
  const first = new Map<string, string[]>();
  for (const [word, value] of FIXED_CHOICES[name] ?? []) first.set(value, [...(first.get(value) ?? []), word]);
  return [...first].map(([value, texts]) => ({ value, label: language === 'zh-CN' ? texts[1]! : value }));
}
