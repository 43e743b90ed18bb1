import { defineErrors } from '../errors/domain-error.js';
import { defineRules } from '../http/validation-messages.js';

export const settingsErrors = defineErrors({
  'dictionary.value-taken': { status: 409, text: { 'zh-CN': '该值已存在：{value}', en: 'This value exists already: {value}' } },
  'dictionary.item-in-use': {
    status: 409,
    text: { 'zh-CN': '仍被使用，不能删除，请改为停用：{item}', en: 'Still in use, cannot be deleted; deactivate it: {item}' },
  },
  'dictionary.order-incomplete': {
    status: 400,
    text: { 'zh-CN': '请给出该字典的全部条目，每个一次', en: 'Give every item of the dictionary, each once' },
  },
});

defineRules({
  'calendar.other-year': { 'zh-CN': '日期不属于该年份', en: 'The day is not in this year' },
  'calendar.day-twice': { 'zh-CN': '该日期出现了两次', en: 'The day is given twice' },
  'calendar.source': { 'zh-CN': '请提供 days 或 csv 之一', en: 'Give either days or csv' },
  'calendar.line': { 'zh-CN': '每行应为：日期,holiday 或 workday,名称', en: 'A line is: day,holiday or workday,name' },
  'value.invalid': {
    'zh-CN': '只能包含字母、数字、汉字和 _ . : / + # -，且不能以空格开头或结尾',
    en: 'Letters, digits and _ . : / + # - or spaces within only',
  },
});
