import { BusinessTime } from '../../../platform/context/business-time.js';
import type { Config } from '../../../platform/config/config.js';
import { WorkCalendar } from '../../../platform/settings/work-calendar.js';
import { DayCounter } from './deadline.js';
import { explain } from './deadline-explanation.js';
import type { DeadlineRuleTerms } from './deadline-rule-choice.js';
import { DeadlineSnapshot } from './deadlines.service.js';
import type { HeldRow } from '../ownership/ownership.repository.js';

const time = new BusinessTime({ businessTimeZone: 'Asia/Shanghai' } as Config);
const rule: DeadlineRuleTerms = {
  id: 1,
  version: 1,
  name: 'base',
  source: null,
  departmentId: null,
  followUpDays: 3,
  dealDays: 15,
  dayKind: 'calendar',
  warnHours: [24],
  barDays: null,
};
const counter = new DayCounter((d, n) => time.addDays(d, n), new WorkCalendar(time, new Map()));
const snapshot = new DeadlineSnapshot([rule], counter, new Map(), new Map([[9, new Set(['2026-11-21'])]]), time);
const at = (text: string) => Date.parse(`${text}+08:00`);
const row = (change: Partial<HeldRow>): HeldRow => ({
  id: 1,
  status: 'open',
  holding: 'owned',
  source: null,
  clockSource: null,
  ownerId: 7,
  departmentId: null,
  ownedSince: at('2026-11-18T09:00:00'),
  dealClockOn: '2026-11-18',
  followUpClockOn: null,
  lastFollowUpAt: at('2026-11-20T15:00:00'),
  followUpDueOn: '2026-11-23',
  dealDueOn: '2026-12-03',
  reclaimAt: at('2026-11-24T00:00:00'),
  deadlineRuleId: 1,
  deadlineRuleVersion: 1,
  lockedUntil: null,
  deletedAt: null,
  ...change,
});
const said = (change: Partial<HeldRow>) => explain(row(change), rule, snapshot, time);

describe('why a deadline is what it is', () => {
  it('REQ-E6 names the last follow-up and the rule, in both languages', () => {
    expect(said({})).toMatchObject({
      cause: 'follow-up',
      from: '2026-11-20',
      days: 3,
      text: {
        en: '00:00 on 24 Nov, because the last follow-up was on 20 Nov and the rule is 3 days',
        'zh-CN': '11月24日 00:00，因为最近一次跟进是 11月20日，规则为 3 天内跟进',
      },
    });
  });

  it('names the receipt, the deal clock, a lock, a putting-off, leave, and enrollment', () => {
    expect(said({ lastFollowUpAt: null, followUpDueOn: '2026-11-21' }).text.en).toBe(
      '00:00 on 22 Nov, because nobody followed up since the customer was received on 18 Nov, and the rule is 3 days',
    );
    expect(said({ lastFollowUpAt: null, followUpClockOn: '2026-11-17', followUpDueOn: '2026-11-20' })).toMatchObject({
      cause: 'handed-on',
      text: {
        en: '00:00 on 21 Nov, because handing on, restoring or merging restarts no clock: it runs since 17 Nov, and the rule is 3 days to follow up',
        'zh-CN': '11月21日 00:00，因为转交、恢复或合并不重新计时，跟进期限从 11月17日 起算，规则为 3 天内跟进',
      },
    });
    expect(said({ followUpDueOn: '2026-12-05', lastFollowUpAt: at('2026-12-02T09:00:00') }).text.en).toBe(
      '00:00 on 4 Dec, because the deal clock runs since 18 Nov and the rule is 15 days to close',
    );
    expect(said({ lockedUntil: '2026-12-31' })).toMatchObject({
      cause: 'locked',
      text: { en: '00:00 on 1 Jan, because a manager has locked the customer to the owner until 31 Dec' },
    });
    expect(said({ followUpDueOn: '2026-11-25' })).toMatchObject({ cause: 'put-off', from: '2026-11-25' });
    expect(said({ ownerId: 9, followUpDueOn: '2026-11-24' }).text['zh-CN']).toContain('休假日不计');
    expect(said({ status: 'enrolled', followUpDueOn: null, dealDueOn: null, reclaimAt: null }).cause).toBe('exempt');
    expect(said({ status: 'lost' }).text.en).toBe('No deadline: the customer is closed as lost');
    const nobody = { ownerId: null, followUpDueOn: null, dealDueOn: null, reclaimAt: null };
    expect(said({ ...nobody, holding: 'pool' }).text.en).toBe('No deadline: nobody owns the customer, who is in the public pool');
    expect(said({ ...nobody, holding: 'pending' }).text['zh-CN']).toBe('没有期限：客户还没有归属人，正在等待分配');
    expect(said({ followUpDueOn: null, dealDueOn: null, reclaimAt: null }).cause).toBe('none');
  });
});
