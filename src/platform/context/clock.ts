import { Injectable } from '@nestjs/common';

/** The only source of business time: milliseconds since the epoch, UTC. */
@Injectable()
export class Clock {
  private offset = 0;

  now(): number {
    return Date.now() + this.offset;
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

/** Instants leave the house as ISO 8601 UTC; null stays null. */
export function iso(instant: number): string;
export function iso(instant: number | null | undefined): string | null;
export function iso(instant: number | null | undefined): string | null {
  return instant === null || instant === undefined ? null : new Date(Number(instant)).toISOString();
}

/** ISO 8601 with an offset or Z → milliseconds since the epoch; NaN when it is no instant. */
export function parseInstant(text: string): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
}
