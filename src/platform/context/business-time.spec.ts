import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import type { Config } from '../config/config.js';
import { BusinessTime, isDay } from './business-time.js';
import { DAY, HOUR, iso, parseInstant } from './clock.js';

const timeIn = (businessTimeZone: string) => new BusinessTime({ businessTimeZone } as Config);
const ZONES = ['Asia/Shanghai', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC'];
const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2050, 0, 1) });

describe('business time', () => {
  it.each(ZONES)('every instant lies in its day, also where the clocks change (%s)', (zone) => {
    const time = timeIn(zone);
    fc.assert(
      fc.property(instants, (instant) => {
        const day = time.dayOf(instant);
        const start = time.startOf(day);
        const next = time.startOf(time.addDays(day, 1));
        expect(start <= instant && instant < next).toBe(true);
        expect(time.dayOf(start)).toBe(day);
        expect(time.dayOf(start - 1) < day).toBe(true);
        expect(next - start).toBeGreaterThanOrEqual(DAY - HOUR);
        expect(next - start).toBeLessThanOrEqual(2 * DAY + HOUR); // Apia left out a day
      }),
      { numRuns: 200 },
    );
  });

  it.each(ZONES)('a day that was asked for before is the same (%s)', (zone) => {
    const [time, around] = [timeIn(zone), fc.integer({ min: -2 * HOUR, max: 2 * HOUR })];
    fc.assert(
      fc.property(instants, fc.array(around, { minLength: 2, maxLength: 6 }), (instant, offsets) => {
        const midnight = time.startOf(time.dayOf(instant));
        for (const offset of offsets) expect(time.dayOf(midnight + offset)).toBe(timeIn(zone).dayOf(midnight + offset));
        expect(time.addDays(time.dayOf(instant), offsets.length)).toBe(time.addDays(time.dayOf(instant), offsets.length));
      }),
      { numRuns: 100 },
    );
  });

  it('days are counted, not hours', () => {
    const time = timeIn('America/New_York');
    fc.assert(
      fc.property(instants, fc.integer({ min: -1000, max: 1000 }), (instant, n) => {
        const day = time.dayOf(instant);
        expect(time.daysBetween(day, time.addDays(day, n))).toBe(n);
        expect(time.weekday(time.addDays(day, 7 * n))).toBe(time.weekday(day));
      }),
    );
  });

  it('midnight in Shanghai is 16:00 the day before in UTC', () => {
    const time = timeIn('Asia/Shanghai');
    expect(iso(time.startOf('2026-03-02'))).toBe('2026-03-01T16:00:00.000Z');
    expect([time.dayOf(Date.UTC(2026, 2, 1, 15, 59, 59, 999)), time.dayOf(Date.UTC(2026, 2, 1, 16))]).toEqual(['2026-03-01', '2026-03-02']);
    expect(iso(time.at('2026-03-02', 9))).toBe('2026-03-02T01:00:00.000Z');
    expect(time.format(time.at('2026-03-02', 9, 5))).toBe('2026-03-02 09:05');
  });

  it('does not ask in which zone the process runs', () => {
    const program = `
      import { DateTime } from 'luxon';
      const { BusinessTime } = { BusinessTime: (${BusinessTime.toString().replace(/static \{[^}]*\}/g, '')}) };
      const time = new BusinessTime({ businessTimeZone: 'Asia/Shanghai' });
      const days = ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-12-31'];
      console.log(JSON.stringify(days.map((day) => [time.startOf(day), time.at(day, 2, 30), time.dayOf(time.startOf(day) - 1), time.addDays(day, 1), time.weekday(day), time.format(time.at(day, 23))])));`;
    const inZone = (TZ: string) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program.replace(/luxon_1\./g, '')], {
        env: { ...process.env, TZ, NODE_OPTIONS: '' },
        encoding: 'utf8',
      });
    const [first, ...others] = ['Asia/Shanghai', 'America/New_York', 'Pacific/Apia'].map(inZone);
    expect(JSON.parse(first!)[0][3]).toBe('2026-03-09');
    expect(others).toEqual([first, first]);
  });

  it.each([
    ['2026-02-28', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-2-1', false],
    ['20260201', false],
    ['2026-02-01T00:00', false],
  ])('%s is a day: %s', (text, expected) => expect(isDay(text)).toBe(expected));
});

describe('instants', () => {
  it('leave as ISO 8601 UTC and come back the same', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseInstant(iso(instant))).toBe(instant);
      }),
    );
    expect([iso(null), iso(undefined)]).toEqual([null, null]);
  });
  it('need their zone', () => {
    expect(parseInstant('2026-03-01T10:00:00+08:00')).toBe(Date.UTC(2026, 2, 1, 2));
    for (const text of ['2026-03-01T10:00:00', '2026-03-01', '1772330400000', '2026-13-01T00:00:00Z', 'now'])
      expect(parseInstant(text)).toBeNaN();
  });
});
