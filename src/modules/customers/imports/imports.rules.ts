import type { Text } from '../../../platform/context/language.js';
import { defineErrors } from '../../../platform/errors/domain-error.js';
import { defineRules } from '../../../platform/http/validation-messages.js';

/** What can be wrong with a row. */
defineRules({
  'import.value-unknown': { 'zh-CN': '字典中没有这个值', en: 'The dictionary does not have this value' },
  'import.course-unknown': { 'zh-CN': '没有这门课程', en: 'There is no such course' },
  'import.mapping-too-long': { 'zh-CN': '列映射内容过多', en: 'The mapping is too long' },
  'import.tag-unknown': { 'zh-CN': '没有这个标签，您无权新增标签', en: 'There is no such tag, and you may make none' },
  'import.duplicate': { 'zh-CN': '客户已存在', en: 'This customer exists already' },
  'import.duplicate-in-file': { 'zh-CN': '与文件中前面的行重复：', en: 'The same as an earlier row of the file:' },
  'import.two-customers': { 'zh-CN': '同时与两个客户相同：', en: 'Matches two different customers:' },
  'import.refused-whole': {
    'zh-CN': '文件中有重复的客户，按所选规则整个文件未导入',
    en: 'The file has duplicates; by the chosen policy nothing of it was imported',
  },
  'import.outside': { 'zh-CN': '您无权录入这样的客户', en: 'You may not enter a customer like this' },
  'import.field-outside': { 'zh-CN': '您无权为这样的客户填写此项', en: 'You may not enter this of a customer like this' },
  'import.not-yours': { 'zh-CN': '客户已存在，您无权修改', en: 'This customer exists, and you may not change it' },
  'import.lost-before': {
    'zh-CN': '客户已存在，其顾问曾失去使用该号码的客户，不能由导入补充：',
    en: 'This customer exists, and the owner lost the customer with this contact before, so that no import fills it in:',
  },
});

export const importErrors = defineErrors({
  'import.state': { status: 409, text: { 'zh-CN': '导入当前状态不允许此操作', en: 'The import is not in a state that allows this' } },
  'import.clearing': {
    status: 409,
    text: {
      'zh-CN': '正在清除一位客户的个人数据，并检查已上传的文件；请几分钟后再开始',
      en: 'Somebody’s personal data are being erased, and uploaded files are looked through for them; start again in a few minutes',
    },
  },
  'import.mapping': { status: 400, text: { 'zh-CN': '列映射有误', en: 'The mapping of columns is not valid' } },
  'import.unreadable': { status: 400, text: { 'zh-CN': '文件无法读取：{why}', en: 'The file cannot be read: {why}' } },
  'import.no-rows': { status: 400, text: { 'zh-CN': '文件中没有数据行', en: 'The file has no rows' } },
});

/** What is not wrong, but must be known before an import is started. */
export const WARNING_TEXTS = {
  'import.status-left-out': {
    'zh-CN': '“{column}”列看起来是报名状态。导入不会采用它：每一行都作为未报名的客户导入，并会参与自动分配。已报名的客户请先从文件中去掉。',
    en: 'The column “{column}” looks like a status. It is not taken over: every row comes in as an open lead, and is distributed as one. Take enrolled customers out of the file first.',
  },
} as const satisfies Record<string, Text>;

/** What can be wrong with a mapping. */
export const MAPPING_TEXTS = {
  'import.column-unknown': { 'zh-CN': '文件中没有列“{column}”', en: 'The file has no column “{column}”' },
  'import.field-twice': { 'zh-CN': '字段“{field}”被映射了两次', en: 'The field “{field}” is mapped twice' },
  'import.name-missing': {
    'zh-CN': '请指定姓名列，或用模板、默认值生成姓名',
    en: 'Say where names come from: a column, a template or a default',
  },
} as const satisfies Record<string, Text>;
