import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import { Clock } from '../../../platform/context/clock.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import { Calendar } from '../../../platform/settings/calendar.js';
import { FreshCache } from '../../../platform/settings/fresh-cache.js';
import { DayCounter, type DueDays, dueDays, type Exemption, lastDay, type Terms } from './deadline.js';
import { DeadlineExemptions } from './deadline.port.js';
import { chooseRule, departmentsOf, type DeadlineRuleTerms } from './deadline-rule-choice.js';
import { DeadlineRuleRepository } from './deadline-rule.repository.js';
import { FOR_EVER } from '../ownership/ownership.entity.js';
import { OwnershipPeopleRepository } from '../ownership/ownership-people.repository.js';

/** What decides a customer's deadlines, as instants and days on his row. */
export interface ClockFacts {
  readonly ownerId: number;
  readonly departmentId: number | null;
  readonly source: string | null;
  readonly ownedSince: number;
  readonly dealClockOn: Day;
  /** Where the follow-up clock began, when not on the day of receipt. */
  readonly followUpClockOn: Day | null;
  readonly lastFollowUpAt: number | null;
  readonly exemption: Exemption | null;
}

/** Leave older than this moves no clock that could still run. */
const LEAVE_MEMORY_DAYS = 400;

/** Everything deadlines are computed from, as it stood at one moment: nothing is awaited per customer. */
export class DeadlineSnapshot {
  constructor(
    readonly rules: readonly DeadlineRuleTerms[],
    readonly counter: DayCounter,
    private readonly paths: ReadonlyMap<number, string>,
    private readonly leaves: ReadonlyMap<number, ReadonlySet<Day>>,
    private readonly time: BusinessTime,
  ) {}

  /** The rule that holds for a customer of this source in this department. */
  ruleFor(source: string | null, departmentId: number | null): DeadlineRuleTerms | null {
    return chooseRule(this.rules, source, departmentId === null ? [] : departmentsOf(this.paths.get(departmentId)));
  }

  leaveOf(staffId: number): ReadonlySet<Day> | undefined {
    return this.leaves.get(staffId);
  }

  due(facts: ClockFacts, terms: Terms | null): DueDays {
    return dueDays(
      { followUpFrom: this.followUpFrom(facts), dealFrom: facts.dealClockOn, exemption: facts.exemption },
      terms,
      this.counter,
      this.leaveOf(facts.ownerId),
    );
  }

  /** The day from which the follow-up clock counts: the owner's last counting follow-up, before the first the day he received the customer. */
  followUpFrom({
    lastFollowUpAt,
    followUpClockOn,
    ownedSince,
  }: Pick<ClockFacts, 'lastFollowUpAt' | 'followUpClockOn' | 'ownedSince'>): Day {
    if (lastFollowUpAt !== null) return this.time.dayOf(lastFollowUpAt);
    return followUpClockOn ?? this.time.dayOf(ownedSince);
  }

  /** 00:00 of the day after the last one: from this instant on the customer is no longer the owner's. */
  reclaimAt(due: DueDays, lockedUntil: Day | null): number | null {
    const day = lastDay(due, lockedUntil);
    return day === null ? null : this.time.startOf(this.time.addDays(day, 1));
  }

  /** Until when somebody who lost this customer by a deadline at `at` may not have him again: for ever, unless the rule says otherwise (REQ-E8). */
  barredUntil(row: { deadlineRuleId: number | null; clockSource: string | null; departmentId: number | null }, at: number): number {
    const rule = this.rules.find((r) => r.id === row.deadlineRuleId) ?? this.ruleFor(row.clockSource, row.departmentId);
    return rule === null || rule.barDays === null ? FOR_EVER : this.time.startOf(this.time.addDays(this.time.dayOf(at), rule.barDays));
  }
}

/** For how long somebody may not claim customers again: all of them never; all from one instant on; or `never` of them never and the others, the first `from`. */
export type BarTerms =
  | { readonly kind: 'never' }
  | { readonly kind: 'from'; readonly from: number }
  | { readonly kind: 'mixed'; readonly never: number; readonly from: number };

/** `untils`: how many customers by the end of their bar. */
export function barTerms(untils: ReadonlyMap<number, number>): BarTerms {
  const ends = [...untils.keys()].filter((until) => until < FOR_EVER);
  if (!ends.length) return { kind: 'never' };
  const from = Math.min(...ends);
  return untils.size === 1 ? { kind: 'from', from } : { kind: 'mixed', never: untils.get(FOR_EVER) ?? 0, from };
}

/** Deadline rules, calendar, leave and exemptions, ready to compute with. */
@Injectable()
export class Deadlines implements OnApplicationBootstrap {
  private readonly rules = new FreshCache(() => this.ruleRows.active());
  private readonly paths = new FreshCache(() => this.people.departments());
  private readonly leaves = new FreshCache(() => this.loadLeaves());
  private ports: DeadlineExemptions[] = [];

  constructor(
    private readonly ruleRows: DeadlineRuleRepository,
    private readonly people: OwnershipPeopleRepository,
    private readonly calendar: Calendar,
    private readonly declarations: Declarations,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.ports = this.declarations.implementationsOf(DeadlineExemptions);
  }

  /** `rules`: instead of the stored ones (preview of a changed rule). */
  async snapshot(rules?: readonly DeadlineRuleTerms[]): Promise<DeadlineSnapshot> {
    const calendar = await this.calendar.current();
    const counter = new DayCounter((day, n) => this.time.addDays(day, n), calendar);
    return new DeadlineSnapshot(rules ?? (await this.rules.get()), counter, await this.paths.get(), await this.leaves.get(), this.time);
  }

  activeRules(): Promise<readonly DeadlineRuleTerms[]> {
    return this.rules.get();
  }

  /** One rule as it is stored, active or not. */
  rule(id: number) {
    return this.ruleRows.find(id);
  }

  /** Whose clocks do not run, beside those whose status says so. */
  async exemptions(customers: readonly { id: number; status: string }[]): Promise<Map<number, Exemption>> {
    const found = new Map<number, Exemption>();
    const ids = customers.map((c) => c.id);
    for (const port of this.ports)
      for (const [id, exemption] of await port.of(ids)) if (found.get(id) !== 'exempt') found.set(id, exemption);
    for (const { id, status } of customers) if (status !== 'open') found.set(id, 'exempt');
    return found;
  }

  /** The last day on which nobody may fall due because of a change made now: the next business day. */
  async graceDay(): Promise<Day> {
    return this.calendar.addWorkdays(this.time.dayOf(this.clock.now()), 1);
  }

  hasPassed({ reclaimAt }: { reclaimAt: number | null }): boolean {
    return reclaimAt !== null && reclaimAt <= this.clock.now();
  }

  /** After a change of rules or leave: the next computation reads them anew. */
  changed(): void {
    this.rules.drop();
    this.leaves.drop();
    this.paths.drop();
  }

  private async loadLeaves(): Promise<Map<number, Set<Day>>> {
    const since = this.time.addDays(this.time.dayOf(this.clock.now()), -LEAVE_MEMORY_DAYS);
    const days = new Map<number, Set<Day>>();
    for (const { staffId, fromDay, toDay } of await this.people.leaves(since)) {
      const set = days.get(staffId) ?? new Set<Day>();
      for (let day = fromDay, n = 0; day <= toDay && n < LEAVE_MEMORY_DAYS * 3; day = this.time.addDays(day, 1), n++) set.add(day);
      days.set(staffId, set);
    }
    return days;
  }
}
