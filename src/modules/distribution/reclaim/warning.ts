import type { BusinessTime } from '../../../platform/context/business-time.js';
import { HOUR } from '../../../platform/context/clock.js';
import { WORK_FROM } from './working-time.js';

/** When the step of `hours` before a deadline goes out: not at night, but at 09:00 of that day (the last day's, for the step before midnight). */
export function warnAt(reclaimAt: number, hours: number, time: BusinessTime): number {
  const at = reclaimAt - hours * HOUR;
  return Math.max(at, time.at(time.dayOf(at), WORK_FROM));
}

/** How many steps of a rule are due at `now`; the largest number of hours comes first. */
export const stepsDue = (reclaimAt: number, warnHours: readonly number[], now: number, time: BusinessTime): number =>
  warnHours.filter((hours) => warnAt(reclaimAt, hours, time) <= now).length;
