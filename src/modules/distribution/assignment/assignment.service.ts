import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock } from '../../../platform/context/clock.js';
import { Settings } from '../../../platform/settings/settings.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { AssignmentLog } from './assignment-log.service.js';
import { AssignmentRepository, type Place, START } from './assignment.repository.js';
import { strategySetting } from '../distribution.settings.js';
import type { Plan, Waiting } from './plan.js';
import { plan } from './planner.js';
import type { QuotaDraft } from '../quota/quota.dto.js';
import type { Roster } from './roster.js';
import { RosterService } from './roster.service.js';
import type { Strategy } from '../strategies/candidate.js';
import { STRATEGIES } from '../strategies/strategies.js';

export interface BatchResult {
  assigned: number;
  unassigned: number;
  /** Newly without anybody to take them. */
  stranded: number;
  /** What was decided, and who could have taken part; nothing where nobody waited. */
  decided?: { plan: Plan; roster: Roster };
  /** Where the next batch begins; null when nobody waits behind this one. */
  next: Place | null;
}

/** Hands out pending customers in batches, each one transaction: killed anywhere, the next run goes on in the same round. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly roster: RosterService,
    private readonly log: AssignmentLog,
    private readonly ownership: OwnershipService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** One batch behind `after`. The lock of the rotation makes it the only one, in all processes. */
  async batch(after: Place, limit = this.assignments.batchSize): Promise<BatchResult> {
    const strategy = STRATEGIES[await this.settings.get(strategySetting)]!;
    return this.assign(strategy, after, limit);
  }

  @Transactional()
  protected async assign(strategy: Strategy, after: Place, limit: number): Promise<BatchResult> {
    const at = this.clock.now();
    await this.roster.lockRotation();
    const waiting = await this.assignments.waiting(after, limit, { lock: true });
    if (!waiting.length) return { assigned: 0, unassigned: 0, stranded: 0, next: null };
    const roster = await this.roster.present(at, lastOwnersOf(waiting), strategy, { lock: true });
    const planned = plan(waiting, roster.members, strategy, at, roster.formers);
    const { decisions, refusals } = planned;
    if (decisions.length) {
      await this.ownership.begin(decisions, { by: 'distributed', caps: 'ignore' });
      await this.log.record(at, strategy.code, planned, roster);
      await this.roster.keep(roster, strategy);
    }
    await this.assignments.markUnassignable(refusals);
    const known = new Map(waiting.map((w) => [w.id, w.unassignableReason]));
    const last = waiting.at(-1)!;
    return {
      assigned: decisions.length,
      unassigned: refusals.length,
      stranded: refusals.filter((r) => known.get(r.customerId) !== r.reason).length,
      decided: { plan: planned, roster },
      next: waiting.length < limit ? null : { since: last.since, id: last.id },
    };
  }

  /** Who would get what now; with `drafts` by quotas, with `code` in an order that nobody has saved yet. Nothing is written. */
  async preview(
    limit: number,
    drafts: readonly QuotaDraft[] = [],
    code?: string,
  ): Promise<{ plan: Plan; roster: Roster; strategy: string }> {
    const at = this.clock.now();
    const strategy = STRATEGIES[code ?? (await this.settings.get(strategySetting))]!;
    const waiting = await this.assignments.waiting(START, limit, { lock: false });
    const before = lastOwnersOf(waiting);
    const roster = drafts.length
      ? await this.roster.imagined(at, before, strategy, drafts)
      : await this.roster.present(at, before, strategy, { lock: false });
    return { plan: plan(waiting, roster.members, strategy, at, roster.formers), roster, strategy: strategy.code };
  }
}

const lastOwnersOf = (waiting: readonly Waiting[]): number[] => [...new Set(waiting.flatMap((w) => w.lastOwnerId ?? []))];
