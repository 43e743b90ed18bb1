import fc from 'fast-check';
import { BusinessTime } from '../../../platform/context/business-time.js';
import type { Config } from '../../../platform/config/config.js';
import { WorkCalendar } from '../../../platform/settings/work-calendar.js';
import { DayCounter, dueDays, eased, lastDay, overdueOutcome, resumedClock, type Terms } from './deadline.js';
import { chooseRule, departmentsOf } from './deadline-rule-choice.js';

const zone = (businessTimeZone: string) => new BusinessTime({ businessTimeZone } as Config);
const china = zone('Asia/Shanghai');
const plain = new WorkCalendar(china, new Map());
const counter = new DayCounter((day, n) => china.addDays(day, n), plain);
const BASE: Terms = { followUpDays: 3, dealDays: 15, dayKind: 'calendar' };
const WORKING: Terms = { ...BASE, dayKind: 'working' };
const facts = (day: string) => ({ followUpFrom: day, dealFrom: day, exemption: null });
const someDay = fc.integer({ min: 0, max: 2000 }).map((n) => china.addDays('2024-01-01', n));

describe('deadlines', () => {
  it('REQ-E6 received on day D: the last days are D + 3 and D + 15, reclaimed at 00:00 of the day after', () => {
    const due = dueDays(facts('2026-11-20'), BASE, counter);
    expect(due).toEqual({ followUpDueOn: '2026-11-23', dealDueOn: '2026-12-05' });
    expect(china.startOf(china.addDays(lastDay(due, null)!, 1))).toBe(Date.parse('2026-11-24T00:00:00+08:00'));
  });

  it('working days skip weekends and holidays, count worked weekend days, and never count leave', () => {
    const calendar = new WorkCalendar(
      china,
      new Map([
        ['2026-10-01', 'holiday'],
        ['2026-10-02', 'holiday'],
        ['2026-10-10', 'workday'],
      ]),
    );
    const own = new DayCounter((day, n) => china.addDays(day, n), calendar);
    expect(own.after('2026-09-30', 3, 'working')).toBe('2026-10-07');
    expect(own.after('2026-10-08', 2, 'working')).toBe('2026-10-10');
    expect(own.after('2026-10-08', 2, 'working', new Set(['2026-10-09']))).toBe('2026-10-12');
    expect(own.after('2026-10-01', 3, 'calendar', new Set(['2026-10-02', '2026-10-04']))).toBe('2026-10-06');
  });

  it('an exempt customer has no clocks, a submitted enrollment pauses the deal clock only, a rule may switch a clock off', () => {
    expect(dueDays({ ...facts('2026-03-02'), exemption: 'exempt' }, BASE, counter)).toEqual({ followUpDueOn: null, dealDueOn: null });
    expect(dueDays({ ...facts('2026-03-02'), exemption: 'deal-paused' }, BASE, counter)).toEqual({
      followUpDueOn: '2026-03-05',
      dealDueOn: null,
    });
    expect(dueDays(facts('2026-03-02'), { ...BASE, followUpDays: null }, counter)).toEqual({
      followUpDueOn: null,
      dealDueOn: '2026-03-17',
    });
    expect(lastDay({ followUpDueOn: null, dealDueOn: null }, '2026-03-09')).toBeNull();
  });

  it('property: more days, more leave, a later follow-up never make a deadline earlier', () => {
    const leave = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        someDay,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(BASE, WORKING),
        leave,
        fc.integer({ min: 0, max: 10 }),
        (day, n, terms, away, later) => {
          const off = new Set(away.map((d) => china.addDays(day, d)));
          const at = (from: string, days: number, set = off) => counter.after(from, days, terms.dayKind, set);
          expect(at(day, n + 1) > at(day, n)).toBe(true);
          expect(at(day, n) >= at(day, n, new Set())).toBe(true);
          expect(at(china.addDays(day, later), n) >= at(day, n)).toBe(true);
          expect(off.has(at(day, n))).toBe(false);
          expect(at(day, n) >= china.addDays(day, n)).toBe(true);
        },
      ),
    );
  });

  it('property: a changed rule brings nobody due before the grace day, and takes back no day sooner than that', () => {
    fc.assert(
      fc.property(someDay, fc.option(someDay), someDay, (computed, stored, grace) => {
        const result = eased(computed, stored, grace)!;
        expect(result >= computed).toBe(true);
        if (stored === null || computed < stored) expect(result >= (stored !== null && stored < grace ? stored : grace)).toBe(true);
        else expect(result).toBe(computed);
        expect(eased(computed, result, grace)).toBe(result); // running it again changes nothing
      }),
    );
    expect(eased(null, '2026-01-01', '2026-01-02')).toBeNull();
  });

  it('the earlier clock names the outcome; both on one day count as the deal’s', () => {
    expect(overdueOutcome({ followUpDueOn: '2026-03-05', dealDueOn: '2026-03-17' })).toBe('follow-up-overdue');
    expect(overdueOutcome({ followUpDueOn: '2026-03-17', dealDueOn: '2026-03-17' })).toBe('deal-overdue');
    expect(overdueOutcome({ followUpDueOn: null, dealDueOn: '2026-03-17' })).toBe('deal-overdue');
    expect(overdueOutcome({ followUpDueOn: '2026-03-18', dealDueOn: null })).toBe('follow-up-overdue');
  });

  it('a re-claim goes on with the days left', () => {
    expect(resumedClock('2026-04-19', 3, (day, n) => china.addDays(day, n))).toBe('2026-04-16');
    expect(resumedClock('2026-04-19', -1, (day, n) => china.addDays(day, n))).toBe('2026-04-19');
  });

  it('the most specific rule wins: source and department, source, nearest department, neither', () => {
    const rule = (name: string, source: string | null, departmentId: number | null) => ({ name, source, departmentId });
    const rules = [
      rule('base', null, null),
      rule('top', null, 1),
      rule('team', null, 4),
      rule('baidu', 'baidu', null),
      rule('baidu in top', 'baidu', 1),
    ];
    const path = departmentsOf('/1/4/9/');
    expect(path).toEqual([1, 4, 9]);
    expect(chooseRule(rules, 'baidu', path)?.name).toBe('baidu in top');
    expect(chooseRule(rules, 'seo', path)?.name).toBe('team');
    expect(chooseRule(rules, 'baidu', [2])?.name).toBe('baidu');
    expect(chooseRule(rules, null, [1])?.name).toBe('top');
    expect(chooseRule(rules, null, [])?.name).toBe('base');
    expect(chooseRule([], null, [])).toBeNull();
  });
});
