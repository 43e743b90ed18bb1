import { type Language, say, type Text } from '../../../platform/context/language.js';
import { CUSTOMER_PROPERTIES } from '../customer-screen.js';
import { INTERACTION_CHOICES } from '../interactions/interaction.admin.js';
import type { Row } from './person.repository.js';

/** A part of what is known of a person: `record`, `interactions` … */
export interface ArchivePart {
  readonly name: string;
  readonly rows: readonly Row[];
}

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

const PARTS: Readonly<Record<string, Text>> = {
  record: text('客户资料', 'Record'),
  merged: text('合并进来的记录', 'Records merged into it'),
  contacts: text('联系人', 'Contacts'),
  interactions: text('跟进记录', 'Interactions'),
  ownerships: text('由谁负责', 'Who looked after it'),
  messages: text('系统发给员工的消息', 'Messages to colleagues'),
  changes: text('资料的变更', 'Changes of the record'),
  others: text('其他', 'Other'),
};
const COLUMNS: Readonly<Record<string, Text>> = {
  action: text('操作', 'What was done'),
  active: text('有效', 'Active'),
  after: text('变更后', 'After'),
  at: text('时间', 'Time'),
  author: text('记录人', 'Written by'),
  before: text('变更前', 'Before'),
  beganAt: text('开始', 'From'),
  body: text('内容', 'Text'),
  createdAt: text('录入时间', 'Entered'),
  endedAt: text('结束', 'Until'),
  field: text('字段', 'Field'),
  kind: text('方式', 'Kind'),
  mobile: text('手机', 'Mobile'),
  name: text('姓名/名称', 'Name'),
  nextFollowUpAt: text('计划下次跟进', 'Next follow-up'),
  notes: text('备注', 'Notes'),
  number: text('客户编号', 'Number'),
  occurredAt: text('时间', 'Time'),
  officePhone: text('办公电话', 'Office phone'),
  owner: text('顾问', 'Owner'),
  place: text('地点', 'Place'),
  position: text('职位', 'Position'),
  subject: text('标题', 'Subject'),
  summary: text('概要', 'Summary'),
};
/** Codes that no field of a customer has. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  kind: Object.fromEntries(INTERACTION_CHOICES.map(({ value, label }) => [value, label])),
};
export const ARCHIVE_WORDS = {
  title: text('{number} 的个人数据', 'Personal data of {number}'),
  lead: text(
    '本文件列出系统中关于此人的全部信息，导出于 {at}。同一内容另有机器可读的 data.json。',
    'Everything the system keeps about this person, as of {at}. The same stands in data.json for machines.',
  ),
  file: text('个人数据', 'personal-data'),
  yes: text('是', 'yes'),
  no: text('否', 'no'),
} as const;

export const partWord = (name: string, language: Language): string => say(PARTS[name] ?? text(name, name), language);

/** As the screens call it; a name that no screen has stays as it is. */
export function columnWord(name: string, language: Language): string {
  const label = COLUMNS[name] ?? CUSTOMER_PROPERTIES.find((property) => property.name === name)?.label;
  return label ? say(label, language) : name;
}

/** Codes in words, where they are few and fixed. */
export function valueWord(name: string, value: string, language: Language): string | undefined {
  const word = VALUES[name]?.[value];
  if (word) return say(word, language);
  const choice = CUSTOMER_PROPERTIES.find((property) => property.name === name)?.choices?.find((one) => one.value === value);
  return choice && say(choice.label, language);
}
