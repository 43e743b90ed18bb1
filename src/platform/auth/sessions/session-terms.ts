import { DAY, HOUR } from '../../context/clock.js';

/** How long a sign-in lasts without use, and at most. */
const TERMS = { normal: { idle: 12 * HOUR, most: 7 * DAY }, remembered: { idle: 30 * DAY, most: 180 * DAY } } as const;

export function startOfTerm(now: number, rememberMe: boolean): { expiresAt: number; endsAt: number } {
  const { idle, most } = rememberMe ? TERMS.remembered : TERMS.normal;
  return { expiresAt: now + idle, endsAt: now + most };
}

export function prolonged(now: number, session: { rememberMe: boolean; endsAt: number }): number {
  return Math.min(startOfTerm(now, session.rememberMe).expiresAt, session.endsAt);
}
