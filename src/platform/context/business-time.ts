import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Config } from '../config/config.js';

/** A business day, `YYYY-MM-DD` in the business time zone. */
export type Day = string;

/** Days and instants in the one business time zone; the process's own zone never matters. */
@Injectable()
export class BusinessTime {
  readonly zone: string;
  private readonly starts = new Map<Day, number>();
  private readonly days = new Map<number, Day>();
  private readonly later = new Map<string, Day>();

  constructor(config: Config) {
    this.zone = config.businessTimeZone;
  }

  /** Offsets and clock changes fall on quarters of an hour: within one the day is the same, and batches ask for the same ones again and again. */
  dayOf(instant: number): Day {
    const quarter = Math.floor(instant / 900_000);
    const known = this.days.get(quarter);
    if (known !== undefined) return known;
    const local = DateTime.fromMillis(instant, { zone: this.zone });
    const day = local.toISODate()!;
    if (local.offset % 15 === 0) this.keep(this.days, quarter, day);
    return day;
  }

  /** The first instant of a day (00:00, or the first that exists where a clock change skips it). */
  startOf(day: Day): number {
    let start = this.starts.get(day);
    if (start === undefined) {
      start = DateTime.fromISO(day, { zone: this.zone }).startOf('day').toMillis();
      this.keep(this.starts, day, start);
    }
    return start;
  }

  /** `hour` o'clock of a day. */
  at(day: Day, hour: number, minute = 0): number {
    return DateTime.fromISO(day, { zone: this.zone }).set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
  }

  addDays(day: Day, days: number): Day {
    const key = `${day} ${days}`;
    const known = this.later.get(key);
    if (known !== undefined) return known;
    const moved = DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate()!;
    this.keep(this.later, key, moved);
    return moved;
  }

  daysBetween(from: Day, to: Day): number {
    return Math.round(DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days);
  }

  /** 1 = Monday … 7 = Sunday. */
  weekday(day: Day): number {
    return DateTime.fromISO(day, { zone: 'utc' }).weekday;
  }

  /** For texts: `2026-11-24 00:00`. */
  format(instant: number, pattern = 'yyyy-LL-dd HH:mm'): string {
    return DateTime.fromMillis(instant, { zone: this.zone }).toFormat(pattern);
  }

  private keep<K, V>(kept: Map<K, V>, key: K, value: V): void {
    if (kept.size >= 5000) kept.clear();
    kept.set(key, value);
  }
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}
