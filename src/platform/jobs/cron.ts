import { CronExpressionParser } from 'cron-parser';

const parse = (cron: string, zone: string, at: number) => CronExpressionParser.parse(cron, { tz: zone, currentDate: at });

/** Five fields that cron-parser understands. */
export function isCron(text: string): boolean {
  if (text.trim().split(/\s+/).length !== 5) return false;
  try {
    parse(text, 'UTC', 0).next();
    return true;
  } catch {
    return false;
  }
}

/** The latest slot at or before `at`. */
export function slotAt(cron: string, zone: string, at: number): number {
  return parse(cron, zone, at + 1)
    .prev()
    .getTime();
}

/** The first slot after `at`. */
export function slotAfter(cron: string, zone: string, at: number): number {
  return parse(cron, zone, at).next().getTime();
}
