import type { BusinessTime, Day } from '../../../platform/context/business-time.js';
import { say, type Text, type TextParams } from '../../../platform/context/language.js';
import { earlier, lastDay } from './deadline.js';
import type { DeadlineRuleTerms } from './deadline-rule-choice.js';
import type { DeadlineSnapshot } from './deadlines.service.js';
import type { HeldRow } from '../ownership/ownership.repository.js';

/** Why a customer falls due just then. */
export type Cause = 'follow-up' | 'received' | 'handed-on' | 'deal' | 'locked' | 'put-off' | 'exempt' | 'none';

export interface DeadlineExplanation {
  readonly cause: Cause;
  /** Day from which the deciding clock counts, and how many days the rule gives. */
  readonly from: Day | null;
  readonly days: number | null;
  readonly text: Text;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const inChinese = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const inEnglish = (day: Day): string => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;

const BECAUSE: Record<Exclude<Cause, 'exempt' | 'none'>, Text> = {
  'follow-up': {
    'zh-CN': '因为最近一次跟进是 {from}，规则为 {days} 天内跟进',
    en: 'because the last follow-up was on {from} and the rule is {days}',
  },
  received: {
    'zh-CN': '因为 {from} 接收后还没有跟进，规则为 {days} 天内跟进',
    en: 'because nobody followed up since the customer was received on {from}, and the rule is {days}',
  },
  'handed-on': {
    'zh-CN': '因为转交、恢复或合并不重新计时，跟进期限从 {from} 起算，规则为 {days} 天内跟进',
    en: 'because handing on, restoring or merging restarts no clock: it runs since {from}, and the rule is {days} to follow up',
  },
  deal: {
    'zh-CN': '因为成单期限从 {from} 起算，规则为 {days} 天内成单',
    en: 'because the deal clock runs since {from} and the rule is {days} to close',
  },
  locked: { 'zh-CN': '因为主管将归属锁定到 {from}', en: 'because a manager has locked the customer to the owner until {from}' },
  'put-off': {
    'zh-CN': '因为规则、休假、日历变动或系统停机，期限已顺延到 {from}',
    en: 'because it was put off to {from} when a rule, leave or the calendar changed, or the system was down',
  },
};
const EXEMPT: Text = { 'zh-CN': '没有期限：客户已报名', en: 'No deadline: the customer is enrolled' };
const NO_CLOCK: Text = { 'zh-CN': '没有期限：目前没有计时的规则', en: 'No deadline: no clock runs by the present rules' };

const LOST: Text = { 'zh-CN': '没有期限：客户已标记为流失', en: 'No deadline: the customer is closed as lost' };
const UNOWNED: Partial<Record<HeldRow['holding'], Text>> = {
  pool: { 'zh-CN': '没有期限：客户在公海，没有归属人', en: 'No deadline: nobody owns the customer, who is in the public pool' },
  pending: {
    'zh-CN': '没有期限：客户还没有归属人，正在等待分配',
    en: 'No deadline: nobody owns the customer yet, who waits to be distributed',
  },
};

/** Says in both languages why the stored deadline is what it is (spec 02: a deadline always says why). */
export function explain(row: HeldRow, rule: DeadlineRuleTerms | null, snapshot: DeadlineSnapshot, time: BusinessTime): DeadlineExplanation {
  const none = (cause: 'exempt' | 'none', text: Text): DeadlineExplanation => ({ cause, from: null, days: null, text });
  if (row.status !== 'open') return none('exempt', row.status === 'lost' ? LOST : EXEMPT);
  if (row.holding !== 'owned') return none('none', UNOWNED[row.holding] ?? NO_CLOCK);
  const last = lastDay(row, row.lockedUntil);
  if (last === null) return none('none', NO_CLOCK);
  const due = earlier(row.followUpDueOn, row.dealDueOn)!;
  const said = (cause: Exclude<Cause, 'exempt' | 'none'>, from: Day, days: number | null): DeadlineExplanation => ({
    cause,
    from,
    days,
    text: textOf(cause, time.addDays(last, 1), from, days, rule, snapshot.leaveOf(row.ownerId!)),
  });
  if (last > due) return said('locked', last, null);
  if (!rule) return said('put-off', due, null);
  const computed = snapshot.due(
    {
      ownerId: row.ownerId!,
      departmentId: row.departmentId,
      source: row.clockSource,
      ownedSince: row.ownedSince!,
      dealClockOn: row.dealClockOn!,
      followUpClockOn: row.followUpClockOn,
      lastFollowUpAt: row.lastFollowUpAt,
      exemption: null,
    },
    rule,
  );
  if (row.dealDueOn === due) return computed.dealDueOn === due ? said('deal', row.dealClockOn!, rule.dealDays) : said('put-off', due, null);
  if (computed.followUpDueOn !== due) return said('put-off', due, null);
  const from = snapshot.followUpFrom({ ...row, ownedSince: row.ownedSince! });
  if (row.lastFollowUpAt !== null) return said('follow-up', from, rule.followUpDays);
  return said(from === time.dayOf(row.ownedSince!) ? 'received' : 'handed-on', from, rule.followUpDays);
}

function textOf(
  cause: Exclude<Cause, 'exempt' | 'none'>,
  at: Day,
  from: Day,
  days: number | null,
  rule: DeadlineRuleTerms | null,
  leave: ReadonlySet<Day> | undefined,
): Text {
  const working = rule?.dayKind === 'working';
  const away = days !== null && leave !== undefined && [...leave].some((day) => day > from && day < at);
  const params = (language: 'zh-CN' | 'en'): TextParams =>
    language === 'en'
      ? { from: inEnglish(from), days: `${days} ${working ? 'working ' : ''}day${days === 1 ? '' : 's'}` }
      : { from: inChinese(from), days: working ? `${days} 个工作` : days };
  const zh = `${inChinese(at)} 00:00，${say(BECAUSE[cause], 'zh-CN', params('zh-CN'))}${away ? '（休假日不计）' : ''}`;
  const en = `00:00 on ${inEnglish(at)}, ${say(BECAUSE[cause], 'en', params('en'))}${away ? ' (days of leave do not count)' : ''}`;
  return { 'zh-CN': zh, en };
}
