import { session } from './client';

/** Times on pages of ours are of the business time zone, whatever the browser's own is. */

/** An instant for people, as lists write it: `2026-11-24 00:00`. */
export function timeText(at: string | null | undefined): string {
  if (!at) return '—';
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: session().timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}`;
}

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
