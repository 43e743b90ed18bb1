import { Injectable, Logger } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Clock, HOUR } from '../../../platform/context/clock.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { CustomersCalled } from '../../customers/customers-called.service.js';
import { type BarTerms, barTerms, Deadlines } from '../../customers/deadlines/deadlines.service.js';
import { deadlinesNear, deadlinesNearForATime, deadlinesNearUnderRules } from './reclaim.messages.js';
import { stepsDue } from './warning.js';
import { type NearRow, WarningRepository } from './warning.repository.js';

const BATCH = 5000;

/** What is to be said to one owner: his customers by deadline and step. */
type Due = Map<string, { step: number; rows: NearRow[] }>;

/** Warns owners before a deadline, in the steps of its rule, each once, in one message per owner. */
@Injectable()
export class WarningService {
  private readonly logger = new Logger(WarningService.name);

  constructor(
    private readonly repository: WarningRepository,
    private readonly deadlines: Deadlines,
    private readonly notifications: Notifications,
    private readonly called: CustomersCalled,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  /** Whom one message fails costs nobody else his. @throws when somebody could not be warned; the others have been. */
  async run(run: Pick<JobRun, 'progress' | 'stopped'>): Promise<{ owners: number; customers: number }> {
    const byOwner = await this.due(this.clock.now());
    const failed: number[] = [];
    let [owners, customers] = [0, 0];
    for (const [ownerId, steps] of byOwner) {
      if (run.stopped()) break;
      try {
        const warned = await this.warn(ownerId, steps);
        customers += warned;
        if (warned) owners++;
      } catch (error) {
        failed.push(ownerId);
        this.logger.error(`colleague ${ownerId} could not be warned`, error);
      }
      run.progress(owners, byOwner.size);
    }
    if (failed.length) throw new Error(`${owners} were warned, not so: ${failed.join(', ')}`);
    return { owners, customers };
  }

  /** By owner. What was warned is not read again: deadlines are midnights, so there are few instants, and at each the index tells who is new. */
  private async due(now: number): Promise<Map<number, Due>> {
    const rules = await this.deadlines.activeRules();
    const furthest = now + Math.max(0, ...rules.flatMap(({ warnHours }) => warnHours)) * HOUR;
    const found = new Map<number, Due>();
    for (let at = await this.repository.nextInstant(now, furthest); at !== null; at = await this.repository.nextInstant(at, furthest)) {
      const reclaimAt = at;
      const steps = new Map(rules.map(({ id, warnHours }) => [id, stepsDue(reclaimAt, warnHours, now, this.time)]));
      for (let warned = 0; warned < Math.max(...steps.values()); warned++)
        for await (const row of this.unwarned(reclaimAt, warned, steps)) add(found, row, steps.get(row.deadlineRuleId)!);
    }
    return found;
  }

  private async *unwarned(reclaimAt: number, warned: number, steps: ReadonlyMap<number, number>): AsyncGenerator<NearRow> {
    const ruleIds = [...steps].flatMap(([id, step]) => (step > warned ? [id] : []));
    for (let after = 0, rows: NearRow[] = []; ; after = rows.at(-1)!.id) {
      rows = await this.repository.near(reclaimAt, warned, ruleIds, { after, limit: BATCH });
      yield* rows;
      if (rows.length < BATCH) return;
    }
  }

  @Transactional()
  protected async warn(ownerId: number, steps: Due): Promise<number> {
    const warned: NearRow[] = [];
    for (const { step, rows } of steps.values())
      for (let i = 0; i < rows.length; i += BATCH) warned.push(...(await this.repository.mark(rows.slice(i, i + BATCH), step)));
    if (!warned.length) return 0;
    const instants = warned.map((r) => r.reclaimAt);
    const near = {
      n: warned.length,
      first: this.time.format(Math.min(...instants)),
      names: await this.called.list(ownerId, warned),
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

function add(found: Map<number, Due>, row: NearRow, step: number): void {
  const his: Due = found.get(row.ownerId) ?? new Map();
  found.set(row.ownerId, his);
  const key = `${row.reclaimAt}.${step}`;
  const group = his.get(key) ?? { step, rows: [] };
  his.set(key, group);
  group.rows.push(row);
}
