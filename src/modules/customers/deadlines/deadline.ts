import type { Day } from '../../../platform/context/business-time.js';
import type { DAY_KINDS } from './deadline-rule.entity.js';

export type DayKind = (typeof DAY_KINDS)[number];

/** What a deadline rule says about the two clocks; `null` days: this clock does not run. */
export interface Terms {
  readonly followUpDays: number | null;
  readonly dealDays: number | null;
  readonly dayKind: DayKind;
}

/** `exempt`: neither clock runs (enrolled); `deal-paused`: an enrollment has been submitted. */
export type Exemption = 'exempt' | 'deal-paused';

/** What has happened to a customer, in business days. */
export interface Facts {
  /** Day of the last counting follow-up by the owner, before the first the day he received the customer. */
  readonly followUpFrom: Day;
  readonly dealFrom: Day;
  readonly exemption: Exemption | null;
}

/** The last days to act. */
export interface DueDays {
  readonly followUpDueOn: Day | null;
  readonly dealDueOn: Day | null;
}

const NO_DUE_DAYS: DueDays = { followUpDueOn: null, dealDueOn: null };
const NO_LEAVE: ReadonlySet<Day> = new Set();
/** Nobody is away longer; a leave without end would be searched for ever. */
const LONGEST_LEAVE = 1100;

export interface CountingCalendar {
  addWorkdays(day: Day, n: number, except?: ReadonlySet<Day>): Day;
}

/** Counts days as rules mean them: whole business days, the owner's leave left out (REQ-E6). */
export class DayCounter {
  private readonly known = new Map<string, Day>();

  constructor(
    private readonly addDays: (day: Day, days: number) => Day,
    private readonly calendar: CountingCalendar,
  ) {}

  /** The `n`-th counted day after `from`. */
  after(from: Day, n: number, kind: DayKind, leave: ReadonlySet<Day> = NO_LEAVE): Day {
    if (leave.size) return this.count(from, n, kind, leave);
    const key = `${from}${kind}${n}`;
    let day = this.known.get(key);
    if (!day) this.known.set(key, (day = this.count(from, n, kind, NO_LEAVE)));
    return day;
  }

  private count(from: Day, n: number, kind: DayKind, leave: ReadonlySet<Day>): Day {
    if (kind === 'working') return this.calendar.addWorkdays(from, n, leave);
    if (!leave.size) return this.addDays(from, n);
    let day = from;
    for (let counted = 0, looked = 0; counted < n && looked < LONGEST_LEAVE + n; looked++) {
      day = this.addDays(day, 1);
      if (!leave.has(day)) counted++;
    }
    return day;
  }
}

/** The last days to follow up and to close (REQ-E6). With both anchors on day D and 3/15 days: D + 3 and D + 15. */
export function dueDays(facts: Facts, terms: Terms | null, counter: DayCounter, leave?: ReadonlySet<Day>): DueDays {
  if (!terms || facts.exemption === 'exempt') return NO_DUE_DAYS;
  const after = (from: Day, days: number | null) => (days === null ? null : counter.after(from, days, terms.dayKind, leave));
  return {
    followUpDueOn: after(facts.followUpFrom, terms.followUpDays),
    dealDueOn: facts.exemption === 'deal-paused' ? null : after(facts.dealFrom, terms.dealDays),
  };
}

export const earlier = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null ? a : a < b ? a : b);
export const later = (a: Day, b: Day | null): Day => (b !== null && b > a ? b : a);

/** The last day on which the owner still has him: the earlier due day, or the lock's last day where that is later. */
export function lastDay(due: DueDays, lockedUntil: Day | null): Day | null {
  const day = earlier(due.followUpDueOn, due.dealDueOn);
  return day === null ? null : later(day, lockedUntil);
}

/** `follow-up-overdue` (3天未跟进) or `deal-overdue` (15天未成单): whichever day comes first; both on one day count as the deal's. */
export const overdueOutcome = (due: DueDays): 'follow-up-overdue' | 'deal-overdue' =>
  due.followUpDueOn !== null && (due.dealDueOn === null || due.followUpDueOn < due.dealDueOn) ? 'follow-up-overdue' : 'deal-overdue';

/**
 * The due day after a rule, department, calendar or leave has changed: nobody falls due before the end of `notBefore` because of it,
 * and a day that has been granted is not taken back sooner (spec 06, Deadlines).
 */
export function eased(computed: Day | null, stored: Day | null, notBefore: Day): Day | null {
  if (computed === null || (stored !== null && computed >= stored)) return computed;
  return later(computed, stored !== null && stored < notBefore ? stored : notBefore);
}

/**
 * The due day of a clock that goes on with another owner or after an interruption: what the former owner had been granted beyond the rule
 * stays, and nobody loses a customer before the day on which he receives him is over.
 */
export function goingOn(computed: Day | null, today: Day, granted: Day | null): Day | null {
  return computed === null ? null : later(later(computed, today), granted);
}

/** Days of a clock that were used up before it stood still; it goes on from there (spec 06, End of an ownership). */
export const resumedClock = (resumedOn: Day, used: number, addDays: (day: Day, days: number) => Day): Day =>
  addDays(resumedOn, -Math.max(0, used));
