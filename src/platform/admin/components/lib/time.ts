import { session, useLanguage } from './client';

/** Times on pages of ours are of the business time zone, whatever the browser's own is. */

/** An instant for people: `2026年11月24日 00:00`. */
export const timeText = (at: string | null | undefined): string =>
  at ? new Date(at).toLocaleString(useLanguage(), { dateStyle: 'medium', timeStyle: 'short', timeZone: session().timeZone }) : '—';

/** Minutes that a zone is ahead of UTC at an instant. */
function ahead(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const { year, month, day, hour, minute } = Object.fromEntries(
    parts.formatToParts(instant).map((p) => [p.type, Number(p.value)]),
  ) as Record<string, number>;
  return (Date.UTC(year!, month! - 1, day!, hour, minute) - Math.floor(instant / 60_000) * 60_000) / 60_000;
}

/** What a `datetime-local` field holds (`2026-11-24T09:30`), as an instant. */
export function instantOf(local: string): string {
  const asUtc = Date.parse(`${local}Z`);
  const first = asUtc - ahead(asUtc, session().timeZone) * 60_000;
  return new Date(asUtc - ahead(first, session().timeZone) * 60_000).toISOString();
}
