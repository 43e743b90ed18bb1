import type { BusinessTime } from '../../../platform/context/business-time.js';
import type { WorkCalendar } from '../../../platform/settings/work-calendar.js';

export const WORK_FROM = 9;
const WORK_TO = 18;

/** Milliseconds of working time in [from, to); stops counting once `enough` is passed. */
export function workingTime(
  from: number,
  to: number,
  time: BusinessTime,
  calendar: Pick<WorkCalendar, 'isWorkday'>,
  enough: number,
): number {
  let worked = 0;
  for (let day = time.dayOf(from); worked <= enough && time.startOf(day) < to; day = time.addDays(day, 1)) {
    if (!calendar.isWorkday(day)) continue;
    const [opens, closes] = [time.at(day, WORK_FROM), time.at(day, WORK_TO)];
    worked += Math.max(0, Math.min(to, closes) - Math.max(from, opens));
  }
  return worked;
}
