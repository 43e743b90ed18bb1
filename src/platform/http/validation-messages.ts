import type { z } from 'zod';
import { type Language, say, type Text } from '../context/language.js';
import type { Fault } from '../errors/domain-error.js';

/** Texts of the rules that schemas name by `{ error: 'code' }`. Modules add theirs with `defineRules`. */
const rules = new Map<string, Text>();

export function defineRules(texts: Record<string, Text>): void {
  for (const [code, text] of Object.entries(texts)) {
    if (rules.has(code)) throw new Error(`the rule ${code} has a text already`);
    rules.set(code, text);
  }
}

defineRules({
  'phone.invalid': { 'zh-CN': '电话号码格式不正确', en: 'The phone number is not valid' },
  'email.invalid': { 'zh-CN': '邮箱格式不正确', en: 'The e-mail address is not valid' },
  'qq.invalid': { 'zh-CN': 'QQ 号应为 5 至 12 位数字', en: 'A QQ number has 5 to 12 digits' },
  'day.invalid': { 'zh-CN': '日期应为 YYYY-MM-DD', en: 'A day is written YYYY-MM-DD' },
  'instant.invalid': { 'zh-CN': '时间应为 ISO 8601 格式并带时区', en: 'A time is written in ISO 8601 with its zone' },
  'sort.unknown': { 'zh-CN': '不能按此字段排序', en: 'Sorting by this field is not possible' },
  'reference.unknown': { 'zh-CN': '所选的项不存在', en: 'There is no such record' },
  'dictionary.unknown': { 'zh-CN': '不在可选范围内', en: 'Not one of the values to choose from' },
  'cursor.invalid': { 'zh-CN': '翻页位置无效', en: 'The cursor is not valid' },
});

const TYPES: Record<string, Text> = {
  string: { 'zh-CN': '文字', en: 'text' },
  number: { 'zh-CN': '数字', en: 'a number' },
  int: { 'zh-CN': '整数', en: 'a whole number' },
  boolean: { 'zh-CN': '是或否', en: 'true or false' },
  array: { 'zh-CN': '列表', en: 'a list' },
  object: { 'zh-CN': '对象', en: 'an object' },
};
const typeText = (type: string, language: Language) => (TYPES[type] ?? { 'zh-CN': type, en: type })[language];

const CODES: Record<string, Text> = {
  required: { 'zh-CN': '必填', en: 'Required' },
  'type.wrong': { 'zh-CN': '应为{expected}', en: 'Expected {expected}' },
  'text.too-short': { 'zh-CN': '至少 {minimum} 个字符', en: 'At least {minimum} characters' },
  'text.too-long': { 'zh-CN': '最多 {maximum} 个字符', en: 'At most {maximum} characters' },
  'list.too-short': { 'zh-CN': '至少 {minimum} 项', en: 'At least {minimum} items' },
  'list.too-long': { 'zh-CN': '最多 {maximum} 项', en: 'At most {maximum} items' },
  'number.in-address': { 'zh-CN': '应为不带前导零的十进制整数', en: 'Expected a whole number in plain digits' },
  'number.too-small': { 'zh-CN': '不能小于 {minimum}', en: 'Not less than {minimum}' },
  'number.too-big': { 'zh-CN': '不能大于 {maximum}', en: 'Not more than {maximum}' },
  'choice.unknown': { 'zh-CN': '只能是：{values}', en: 'One of: {values}' },
  'field.unknown': { 'zh-CN': '不认识的字段', en: 'This field is not known' },
  'format.invalid': { 'zh-CN': '格式不正确', en: 'The format is not valid' },
  invalid: { 'zh-CN': '不正确', en: 'Not valid' },
};

type Issue = z.core.$ZodIssue;
/** For `safeParse`: without it zod does not say what was given, and a wrong kind of value would look like a missing one. */
export const WITH_INPUT = { reportInput: true } as const;

function codeOf(issue: Issue): { code: string; params: Record<string, string | number> } {
  switch (issue.code) {
    case 'invalid_type':
      return (issue.input ?? null) === null
        ? { code: 'required', params: {} }
        : { code: 'type.wrong', params: { expected: issue.expected } };
    case 'too_small': {
      if (issue.origin === 'string' && issue.minimum === 1) return { code: 'required', params: {} };
      const kind =
        issue.origin === 'string'
          ? 'text.too-short'
          : issue.origin === 'array' || issue.origin === 'set'
            ? 'list.too-short'
            : 'number.too-small';
      return { code: kind, params: { minimum: String(issue.minimum) } };
    }
    case 'too_big': {
      const kind =
        issue.origin === 'string'
          ? 'text.too-long'
          : issue.origin === 'array' || issue.origin === 'set'
            ? 'list.too-long'
            : 'number.too-big';
      return { code: kind, params: { maximum: String(issue.maximum) } };
    }
    case 'invalid_value':
      return { code: 'choice.unknown', params: { values: issue.values.map(String).join(', ') } };
    case 'invalid_format':
      return { code: issue.format === 'email' ? 'email.invalid' : 'format.invalid', params: {} };
    default:
      return { code: 'invalid', params: {} };
  }
}

type Params = Readonly<Record<string, string | number>>;
/** A fault that is kept, and told later to whoever reads it, in his language. */
export type KeptFault = Fault & { readonly params: Params };

/** zod's issues as faults; one for each unknown field, and one where two limits say the same of a value: the later, narrower one. */
export function faultsOf(error: z.ZodError, language: Language): Fault[] {
  return keptFaultsOf(error, language).map(({ path, code, message }) => ({ path, code, message }));
}

/** The same with what their texts are filled with. */
export function keptFaultsOf(error: z.ZodError, language: Language): KeptFault[] {
  const faults = error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => keptFault([...path, key].join('.'), 'field.unknown', {}, language));
    // a rule of ours carries its code as the message
    const { code, params } = rules.has(issue.message) ? { code: issue.message, params: {} } : codeOf(issue);
    return [keptFault(path.join('.'), code, params, language)];
  });
  return [...new Map(faults.map((fault) => [`${fault.path} ${fault.code}`, fault])).values()];
}

export const keptFault = (path: string, code: string, params: Params, language: Language): KeptFault => ({
  path,
  code,
  message: ruleText(code, language, params),
  params,
});

/** For screens and imports that speak of a rule without zod. */
export function ruleText(code: string, language: Language, params: Params = {}): string {
  const shown = 'expected' in params ? { expected: typeText(String(params['expected']), language) } : params;
  return say(rules.get(code) ?? CODES[code] ?? CODES['invalid']!, language, shown);
}
