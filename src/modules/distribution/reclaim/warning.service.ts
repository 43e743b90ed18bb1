import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Clock, HOUR } from '../../../platform/context/clock.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { type BarTerms, barTerms, Deadlines } from '../../customers/deadlines/deadlines.service.js';
import { deadlinesNear, deadlinesNearForATime, deadlinesNearUnderRules } from './reclaim.messages.js';
import { stepsDue } from './warning.js';
import { type NearRow, WarningRepository } from './warning.repository.js';

const BATCH = 5000;

/** Warns owners before a deadline, in the steps of its rule, each once, in one message per owner. */
@Injectable()
export class WarningService {
  constructor(
    private readonly repository: WarningRepository,
    private readonly deadlines: Deadlines,
    private readonly notifications: Notifications,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  async run(run: Pick<JobRun, 'progress' | 'stopped'>): Promise<{ owners: number; customers: number }> {
    const byOwner = await this.due(this.clock.now());
    let [owners, customers] = [0, 0];
    for (const [ownerId, steps] of byOwner) {
      if (run.stopped()) break;
      const warned = await this.warn(ownerId, steps);
      customers += warned;
      if (warned) owners++;
      run.progress(owners, byOwner.size);
    }
    return { owners, customers };
  }

  /** What is to be said to whom: customers by owner, then by deadline and step. */
  private async due(now: number): Promise<Map<number, Map<string, { step: number; rows: NearRow[] }>>> {
    const rules = new Map((await this.deadlines.activeRules()).map((r) => [r.id, r.warnHours]));
    const furthest = Math.max(0, ...[...rules.values()].flat());
    const found = new Map<number, Map<string, { step: number; rows: NearRow[] }>>();
    let after = { reclaimAt: now + 1, id: 0 };
    for (;;) {
      const rows = await this.repository.near(after, now + furthest * HOUR, BATCH);
      for (const row of rows.map((r) => ({ ...r, reclaimAt: Number(r.reclaimAt) }))) {
        const step = stepsDue(row.reclaimAt, rules.get(row.deadlineRuleId ?? 0) ?? [], now, this.time);
        if (step <= row.warnedSteps) continue;
        const steps = found.get(row.ownerId) ?? new Map<string, { step: number; rows: NearRow[] }>();
        found.set(row.ownerId, steps);
        const key = `${row.reclaimAt}.${step}`;
        const group = steps.get(key) ?? { step, rows: [] };
        steps.set(key, group);
        group.rows.push(row);
      }
      if (rows.length < BATCH) return found;
      after = { reclaimAt: Number(rows.at(-1)!.reclaimAt), id: rows.at(-1)!.id };
    }
  }

  @Transactional()
  protected async warn(ownerId: number, steps: ReadonlyMap<string, { step: number; rows: NearRow[] }>): Promise<number> {
    const warned: NearRow[] = [];
    for (const { step, rows } of steps.values())
      for (let i = 0; i < rows.length; i += BATCH) warned.push(...(await this.repository.mark(rows.slice(i, i + BATCH), step)));
    if (!warned.length) return 0;
    const instants = warned.map((r) => r.reclaimAt);
    const near = {
      n: warned.length,
      first: this.time.format(Math.min(...instants)),
      names: warned.map((r) => r.name),
      ownerId,
      hours: Math.ceil((Math.max(...instants) - this.clock.now()) / HOUR),
    };
    const bars = await this.bars(warned);
    if (bars.kind === 'never') await this.notifications.notify(deadlinesNear, [ownerId], near);
    else {
      const from = this.time.format(bars.from);
      if (bars.kind === 'from') await this.notifications.notify(deadlinesNearForATime, [ownerId], { ...near, from });
      else await this.notifications.notify(deadlinesNearUnderRules, [ownerId], { ...near, from, never: bars.never });
    }
    return warned.length;
  }

  /** How long he could not claim them again. */
  private async bars(rows: readonly NearRow[]): Promise<BarTerms> {
    const snapshot = await this.deadlines.snapshot();
    const untils = new Map<number, number>();
    for (const row of rows) {
      const until = snapshot.barredUntil(row, row.reclaimAt);
      untils.set(until, (untils.get(until) ?? 0) + 1);
    }
    return barTerms(untils);
  }
}
