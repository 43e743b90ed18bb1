import fc from 'fast-check';
import type { Config } from '../config/config.js';
import { BusinessTime } from '../context/business-time.js';
import { WorkCalendar } from './work-calendar.js';

const time = new BusinessTime({ businessTimeZone: 'Asia/Shanghai' } as Config);
/** Around National Day 2026: seven days off, two weekend days worked. */
const calendar = new WorkCalendar(
  time,
  new Map<string, 'holiday' | 'workday'>([
    ...['01', '02', '03', '04', '05', '06', '07'].map((day) => [`2026-10-${day}`, 'holiday'] as const),
    ['2026-09-27', 'workday'],
    ['2026-10-10', 'workday'],
  ]),
);
const days = fc.integer({ min: 0, max: 400 }).map((n) => time.addDays('2026-01-01', n));
const leave = fc.uniqueArray(days, { maxLength: 30 }).map((list) => new Set(list));

describe('working days', () => {
  it.each([
    ['2026-09-30', 0, '2026-09-30'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-09-25', 1, '2026-09-27'],
    ['2026-10-10', 1, '2026-10-12'],
    ['2026-10-03', 1, '2026-10-08'],
  ])('from %s, %i working days on is %s', (from, n, expected) => expect(calendar.addWorkdays(from, n)).toBe(expected));

  it('leave days never count', () => {
    expect(calendar.addWorkdays('2026-11-02', 3, new Set(['2026-11-03', '2026-11-04']))).toBe('2026-11-09');
  });

  it('counting back gives what was added, with any leave', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), leave, (from, n, except) => {
        const to = calendar.addWorkdays(from, n, except);
        expect(calendar.workdaysBetween(from, to, except)).toBe(n);
        if (n > 0) expect(calendar.isWorkday(to) && !except.has(to)).toBe(true);
        expect(calendar.workdaysBetween(to, from, except)).toBe(n === 0 ? 0 : -n);
      }),
    );
  });

  it('a calendar without working days says so instead of searching for ever', () => {
    const everyDay = new Set(Array.from({ length: 2000 }, (_, n) => time.addDays('2026-01-01', n)));
    expect(() => calendar.addWorkdays('2026-01-01', 1, everyDay)).toThrow('no working day');
  });
});
