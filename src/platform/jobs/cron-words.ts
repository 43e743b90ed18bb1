import { type Language, say, type Text } from '../context/language.js';

const WEEKDAYS: readonly Text[] = [
  { 'zh-CN': '周日', en: 'Sunday' },
  { 'zh-CN': '周一', en: 'Monday' },
  { 'zh-CN': '周二', en: 'Tuesday' },
  { 'zh-CN': '周三', en: 'Wednesday' },
  { 'zh-CN': '周四', en: 'Thursday' },
  { 'zh-CN': '周五', en: 'Friday' },
  { 'zh-CN': '周六', en: 'Saturday' },
];

type Params = Record<string, string>;
/** The usual ways to set a schedule, each with its words; the groups of a pattern are what the words need. */
const WAYS: readonly [pattern: RegExp, words: Text, params: (groups: readonly string[], language: Language) => Params][] = [
  [/^(?:\*|\*\/1) \* \* \* \*$/, { 'zh-CN': '每分钟', en: 'Every minute' }, () => ({})],
  [/^\*\/(\d+) \* \* \* \*$/, { 'zh-CN': '每 {n} 分钟', en: 'Every {n} minutes' }, ([n]) => ({ n: n! })],
  [/^(\d{1,2}) \*(?:\/1)? \* \* \*$/, { 'zh-CN': '每小时第 {n} 分', en: 'Hourly at minute {n}' }, ([n]) => ({ n: n! })],
  [
    /^(\d{1,2}) \*\/(\d+) \* \* \*$/,
    { 'zh-CN': '每 {hours} 小时，第 {n} 分', en: 'Every {hours} hours at minute {n}' },
    ([n, hours]) => ({ n: n!, hours: hours! }),
  ],
  [/^(\d{1,2}) (\d{1,2}) \* \* \*$/, { 'zh-CN': '每天 {at}', en: 'Daily at {at}' }, (groups) => ({ at: at(groups) })],
  [
    /^(\d{1,2}) (\d{1,2}) (\d{1,2}) \* \*$/,
    { 'zh-CN': '每月 {day} 日 {at}', en: 'On day {day} of each month at {at}' },
    (groups) => ({ at: at(groups), day: groups[2]! }),
  ],
  [
    /^(\d{1,2}) (\d{1,2}) \* \* ([0-7])-([0-7])$/,
    { 'zh-CN': '{first}至{last} {at}', en: '{first} to {last} at {at}' },
    (groups, language) => ({ at: at(groups), first: weekday(groups[2]!, language), last: weekday(groups[3]!, language) }),
  ],
  [
    /^(\d{1,2}) (\d{1,2}) \* \* ([0-7](?:,[0-7])*)$/,
    { 'zh-CN': '每{days} {at}', en: 'Every {days} at {at}' },
    (groups, language) => ({
      at: at(groups),
      days: groups[2]!
        .split(',')
        .map((day) => weekday(day, language))
        .join(language === 'zh-CN' ? '、' : ', '),
    }),
  ],
];

const two = (digits: string): string => digits.padStart(2, '0');
const at = ([minute, hour]: readonly string[]): string => `${two(hour!)}:${two(minute!)}`;
const weekday = (day: string, language: Language): string => say(WEEKDAYS[Number(day) % 7]!, language);

/** When a schedule runs, in words; an unusual one as it is set. */
export function whenText(cron: string, language: Language): string {
  const plain = cron.trim().replace(/\s+/g, ' ');
  for (const [pattern, words, params] of WAYS) {
    const match = pattern.exec(plain);
    if (match) return say(words, language, params(match.slice(1), language));
  }
  return cron;
}
