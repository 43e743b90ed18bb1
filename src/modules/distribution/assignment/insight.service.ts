import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Clock, DAY, iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { ruleText } from '../../../platform/http/validation-messages.js';
import { customerNumber } from '../../customers/customer.entity.js';
import {
  assignmentDto,
  type AssignmentList,
  explanationDto,
  MOST_DAYS,
  NO_QUOTA,
  OUT_TEXTS,
  type Period,
  SKIP_TEXTS,
} from './assignment.dto.js';
import type { RosterEntry } from './assignment.entity.js';
import { AssignmentRepository } from './assignment.repository.js';
import { AssignmentService } from './assignment.service.js';
import type { QuotaDraft } from '../quota/quota.dto.js';
import { fairness } from './fairness.js';
import { InsightRepository } from './insight.repository.js';
import { Obstacles } from './obstacles.js';
import { roundLine } from './round-line.js';
import { STRATEGIES } from '../strategies/strategies.js';

const FAIRNESS_DAYS = 30;
const JOINT = { 'zh-CN': '；', en: '; ' } as const;

/** Distribution as people look at it: the round drawn, what would happen, what happened and why, and whether it was fair. */
@Injectable()
export class InsightService {
  constructor(
    private readonly insights: InsightRepository,
    private readonly assignments: AssignmentRepository,
    private readonly assignment: AssignmentService,
    private readonly context: Context,
    private readonly clock: Clock,
    private readonly time: BusinessTime,
  ) {}

  async list(list: AssignmentList) {
    const page = await this.insights.page(list);
    const names = await this.insights.customerNames(page.items.map((a) => a.customerId));
    return { ...page, items: page.items.map((a) => assignmentDto(a, names.get(a.customerId) ?? null)) };
  }

  /** Which round, position, strategy, quota and passed-over colleagues led to it. @throws not-found (404). */
  async explain(id: number) {
    const found = await this.insights.find(id);
    if (!found) throw commonErrors['not-found']();
    const names = await this.insights.staffNames(found.assignment.skipped.map((s) => s.staffId));
    const { customerId } = found.assignment;
    const reached = await this.insights.customerNames([customerId]);
    return {
      ...explanationDto(found.assignment, reached.get(customerId) ?? null, found.roster, names, this.context.language),
      customerInReach: reached.has(customerId),
    };
  }

  async currentRound() {
    const { strategy, roster } = await this.assignment.preview(0);
    const { round, line } = roundLine(roster.members, STRATEGIES[strategy]!);
    return {
      strategy,
      strategyText: say(STRATEGIES[strategy]!.label, this.context.language),
      round,
      line,
      roster: roster.entries.map((r) => ({
        ...r,
        ...roster.limits.get(r.staffId)!,
        staffName: r.name,
        outText: r.out && say(OUT_TEXTS[r.out], this.context.language),
      })),
      reasonTexts: this.reasonTexts(),
      pending: await this.assignments.countWaiting(),
      strategies: Object.values(STRATEGIES).map(({ code, label }) => ({ code, label: say(label, this.context.language) })),
      allowed: {
        run: this.may('run', 'Distribution'),
        chooseStrategy: this.may('update', 'Setting'),
        fairness: this.may('read', 'Assignment'),
        changeQuotas: this.may('update', 'Quota'),
      },
    };
  }

  /** Who would get what, without writing. @throws quota.staff-unknown (400). */
  async preview(limit: number, drafts: readonly QuotaDraft[] = [], code?: string) {
    const { plan, strategy, roster } = await this.assignment.preview(limit, drafts, code);
    const totals = new Map<number, number>();
    for (const d of plan.decisions) totals.set(d.staffId, (totals.get(d.staffId) ?? 0) + 1);
    const names = await this.insights.staffNames([...totals.keys()]);
    const customers = await this.insights.customerNames([...plan.decisions, ...plan.refusals].map((d) => d.customerId));
    const customer = ({ customerId }: { customerId: number }) => ({
      customerId,
      customerNumber: customerNumber(customerId),
      customerName: customers.get(customerId) ?? null,
    });
    return {
      strategy,
      pending: await this.assignments.countWaiting(),
      decisions: plan.decisions.map((d) => ({
        ...customer(d),
        staffId: d.staffId,
        staffName: names.get(d.staffId) ?? null,
        ...(STRATEGIES[strategy]!.places ? { round: d.round || null, position: d.position || null } : { round: null, position: null }),
        backToOwner: d.returning,
      })),
      refusals: plan.refusals.map((r) => ({
        ...customer(r),
        reason: r.reason,
        text: r.reasons.map((reason) => say(SKIP_TEXTS[reason], this.context.language)).join(JOINT[this.context.language]),
      })),
      obstacles: new Obstacles().add(plan, roster).list(),
      reasonTexts: this.reasonTexts(),
      totals: [...totals].map(([staffId, n]) => ({ staffId, staffName: names.get(staffId) ?? null, n })),
    };
  }

  /** @throws input.invalid (400) for a period that is longer than `MOST_DAYS`. */
  async fairness(period: Period) {
    const to = period.to ?? this.clock.now() + 1;
    const from = period.from ?? this.time.startOf(this.time.dayOf(to - FAIRNESS_DAYS * DAY));
    if (to - from > MOST_DAYS * DAY) {
      const fault = { path: 'from', code: 'period.too-long', message: ruleText('period.too-long', this.context.language) };
      throw commonErrors['input.invalid']({}, { faults: [fault] });
    }
    const { roster } = await this.assignment.preview(0);
    const everybody = await fairness(await this.insights.received(from, to), this.insights.runs(from, to), roster.entries);
    const reached = await this.insights.reached(everybody.map((r) => r.staffId));
    const items = everybody
      .filter((r) => reached.has(r.staffId))
      .map((r) => ({ ...r, out: r.out ?? null, outText: this.stateText(r.out) }));
    return { from: iso(from), to: iso(to), items, total: items.reduce((sum, r) => sum + r.received, 0) };
  }

  /** What the codes of obstacles mean, in the caller's language. */
  private reasonTexts(): Record<string, string> {
    return Object.fromEntries(
      Object.entries({ ...SKIP_TEXTS, ...OUT_TEXTS }).map(([code, text]) => [code, say(text, this.context.language)]),
    );
  }

  private stateText(out: RosterEntry['out'] | undefined): string | null {
    if (out === null) return null;
    return say(out === undefined ? NO_QUOTA : OUT_TEXTS[out], this.context.language);
  }

  private may(action: string, subject: string): boolean {
    return this.context.actor.ability.can(action, subject);
  }
}
