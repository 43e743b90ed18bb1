import { BusinessTime } from '../../../platform/context/business-time.js';
import type { Config } from '../../../platform/config/config.js';
import { WorkCalendar } from '../../../platform/settings/work-calendar.js';
import { stepsDue, warnAt } from './warning.js';
import { workingTime } from './working-time.js';

const time = new BusinessTime({ businessTimeZone: 'Asia/Shanghai' } as Config);
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const HOUR = 3_600_000;

describe('warnings', () => {
  it('the step before midnight goes out at 09:00 of the last day, none at night', () => {
    const midnight = at('2026-11-24 00:00');
    expect(warnAt(midnight, 24, time)).toBe(at('2026-11-23 09:00'));
    expect(warnAt(midnight, 48, time)).toBe(at('2026-11-22 09:00'));
    expect(warnAt(midnight, 6, time)).toBe(at('2026-11-23 18:00'));
    expect(stepsDue(midnight, [48, 24, 6], at('2026-11-23 08:59'), time)).toBe(1);
    expect(stepsDue(midnight, [48, 24, 6], at('2026-11-23 09:00'), time)).toBe(2);
    expect(stepsDue(midnight, [48, 24, 6], at('2026-11-23 18:00'), time)).toBe(3);
  });
});

describe('working time', () => {
  const calendar = new WorkCalendar(time, new Map([['2026-11-23', 'holiday']]));
  const worked = (from: string, to: string, enough = 1000 * HOUR) => workingTime(at(from), at(to), time, calendar, enough) / HOUR;
  it('counts 09:00 to 18:00 of working days only', () => {
    expect(worked('2026-11-24 08:00', '2026-11-24 09:30')).toBe(0.5);
    expect(worked('2026-11-24 20:00', '2026-11-25 09:00')).toBe(0);
    expect(worked('2026-11-20 17:00', '2026-11-24 10:00')).toBe(2); // Friday to Tuesday, Monday a holiday
    expect(worked('2026-11-24 17:00', '2026-11-25 09:45')).toBe(1.75);
    expect(worked('2020-01-01 00:00', '2026-11-24 00:00', HOUR)).toBe(9); // stops once it is enough
  });
});
