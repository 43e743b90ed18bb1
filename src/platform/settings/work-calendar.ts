import type { BusinessTime, Day } from '../context/business-time.js';

const NO_DAYS: ReadonlySet<Day> = new Set();
/** Longer than any run of holidays; a calendar without a working day would otherwise be searched for ever. */
const LONGEST_GAP = 400;

/** Working days as the calendar stood at one moment: Monday to Friday, but for the days that say otherwise. For batches, without waiting. */
export class WorkCalendar {
  constructor(
    private readonly time: BusinessTime,
    private readonly exceptions: ReadonlyMap<Day, 'holiday' | 'workday'>,
  ) {}

  isWorkday(day: Day): boolean {
    const said = this.exceptions.get(day);
    return said ? said === 'workday' : this.time.weekday(day) <= 5;
  }

  /** The `n`-th day after `day` that counts: working days outside `except` (leave). `n` = 0 is `day` itself. */
  addWorkdays(day: Day, n: number, except: ReadonlySet<Day> = NO_DAYS): Day {
    let at = day;
    let gap = 0;
    for (let counted = 0; counted < n;) {
      at = this.time.addDays(at, 1);
      if (this.isWorkday(at) && !except.has(at)) {
        counted++;
        gap = 0;
      } else if (++gap > LONGEST_GAP) throw new Error(`the calendar has no working day within ${LONGEST_GAP} days before ${at}`);
    }
    return at;
  }

  /** How many days count in (from, to]; negative when `to` is earlier. Undoes `addWorkdays`. */
  workdaysBetween(from: Day, to: Day, except: ReadonlySet<Day> = NO_DAYS): number {
    if (to < from) return -this.workdaysBetween(to, from, except);
    let counted = 0;
    for (let at = from; at < to;) {
      at = this.time.addDays(at, 1);
      if (this.isWorkday(at) && !except.has(at)) counted++;
    }
    return counted;
  }
}
