import fc from 'fast-check';
import { BusinessTime } from '../../context/business-time.js';
import type { Config } from '../../config/config.js';
import { DayTimes } from './day-times.js';

const time = new BusinessTime({ businessTimeZone: 'Asia/Shanghai' } as Config);
const times = new DayTimes(time);
const at = (day: string, hour: number, minute = 0) => time.at(day, hour, minute);
const night = { quietFrom: '22:00', quietTo: '07:30' };

describe('times of day', () => {
  it('quiet hours over midnight end in the morning, whichever side of midnight it is', () => {
    expect(times.quietUntil(night, at('2026-03-02', 23))).toBe(at('2026-03-03', 7, 30));
    expect(times.quietUntil(night, at('2026-03-03', 3))).toBe(at('2026-03-03', 7, 30));
    expect([times.quietUntil(night, at('2026-03-03', 7, 30)), times.quietUntil(night, at('2026-03-03', 21, 59))]).toEqual([null, null]);
  });

  it('within a day they end the same day; half of them are none', () => {
    const noon = { quietFrom: '12:00', quietTo: '13:30' };
    expect(times.quietUntil(noon, at('2026-03-02', 12))).toBe(at('2026-03-02', 13, 30));
    expect(times.quietUntil(noon, at('2026-03-02', 13, 30))).toBeNull();
    expect(times.quietUntil({ quietFrom: '12:00', quietTo: null }, at('2026-03-02', 12))).toBeNull();
  });

  it('the next time it is so late lies within a day, and never now', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (hour, minute, now) => {
          const next = times.next(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, now);
          // a clock change (Shanghai had them until 1991) may lengthen a day by an hour
          expect(next - now).toBeGreaterThan(0);
          expect(next - now).toBeLessThanOrEqual(25 * 3_600_000);
        },
      ),
    );
  });
});
