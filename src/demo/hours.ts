import type { BusinessTime } from '../platform/context/business-time.js';
import { HOUR } from '../platform/context/clock.js';

/** Hours of the house. */
export const OPENS = 9;
const CLOSES = 18;

/** Nobody works at night: whoever looks before the morning's first hour is over finds the evening before. */
export function lastDayOfWork(time: BusinessTime, now: number): string {
  const today = time.dayOf(now);
  return now < time.startOf(today) + (OPENS + 1) * HOUR ? time.addDays(today, -1) : today;
}

/** The instant of an hour of a day; a day that is not over is told in what has passed of its working hours. */
export function instantsOf(time: BusinessTime, day: string, now: number): (hour: number) => number {
  const midnight = time.startOf(day);
  const passed = Math.min((now - midnight) / HOUR, CLOSES);
  const told = (hour: number) => (hour < OPENS ? hour : OPENS + ((hour - OPENS) * (passed - OPENS)) / (CLOSES - OPENS));
  return (hour) => Math.floor(midnight + told(hour) * HOUR);
}
