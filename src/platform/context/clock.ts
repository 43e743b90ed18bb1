import { Injectable } from '@nestjs/common';

/** The only source of business time: milliseconds since the epoch, UTC. */
@Injectable()
export class Clock {
  private offset = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  /** What the clocks outside say, wherever the demo or a test has moved business time: for what others count. */
  real(): number {
    return Date.now();
  }

  /** Moves time forward (demo day, tests). Never called by the running product. */
  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }

  /** Sets the present instant (demo day, tests). Time goes on from there. */
  set(instant: number): void {
    this.offset = instant - Date.now();
  }
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `2026-11-20T` by days since 1970: a page has a hundred instants, and Date's own formatting is most of what they cost. */
const dates = new Map<number, string>();
const MOST_DATES = 5000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

function dateOf(day: number): string {
  let date = dates.get(day);
  if (date === undefined) {
    if (dates.size >= MOST_DATES) dates.clear();
    dates.set(day, (date = new Date(day * DAY).toISOString().replace(/T.*/, 'T')));
  }
  return date;
}

/** Instants leave the house as ISO 8601 UTC; null stays null. */
export function iso(instant: number): string;
export function iso(instant: number | null | undefined): string | null;
export function iso(instant: number | null | undefined): string | null {
  if (instant === null || instant === undefined) return null;
  const ms = Math.trunc(Number(instant));
  const day = Math.floor(ms / DAY);
  const rest = ms - day * DAY;
  const two = (unit: number, of: number) => TWO_DIGITS[Math.floor(rest / unit) % of]!;
  return `${dateOf(day)}${two(HOUR, 24)}:${two(MINUTE, 60)}:${two(SECOND, 60)}.${String(rest % SECOND).padStart(3, '0')}Z`;
}

/** ISO 8601 with an offset or Z → milliseconds since the epoch; NaN when it is no instant. */
export function parseInstant(text: string): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
}
