import { BusinessTime } from '../platform/context/business-time.js';
import { HOUR } from '../platform/context/clock.js';
import { instantsOf, lastDayOfWork } from './hours.js';

describe('the hours of the demo', () => {
  const time = new BusinessTime({ businessTimeZone: 'Asia/Shanghai' } as ConstructorParameters<typeof BusinessTime>[0]);
  const midnight = time.startOf('2026-03-18');
  const at = (hour: number) => midnight + hour * HOUR;

  it('REQ-SY8 whoever starts at night finds the evening before, in the working hours of that day', () => {
    for (const now of [at(0.6), at(9.9)]) {
      expect(lastDayOfWork(time, now)).toBe('2026-03-17');
      const instant = instantsOf(time, '2026-03-17', now);
      expect([0, 9, 10, 17].map((hour) => instant(hour) - at(-24))).toEqual([0, 9, 10, 17].map((hour) => hour * HOUR));
    }
  });

  it('REQ-SY8 a day that is not over is told in what has passed of its working hours', () => {
    expect(lastDayOfWork(time, at(13.5))).toBe('2026-03-18');
    const noon = instantsOf(time, '2026-03-18', at(13.5));
    expect([noon(0), noon(9), noon(18)]).toEqual([midnight, at(9), at(13.5)]);
    expect(instantsOf(time, '2026-03-18', at(23))(17)).toBe(at(17));
  });
});
