import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { type DueDays, eased, type Exemption } from './deadline.js';
import { refreshDeadlines } from './deadline.jobs.js';
import { DeadlineRefreshRepository } from './deadline-refresh.repository.js';
import { Deadlines, type DeadlineSnapshot } from './deadlines.service.js';
import { type HeldRow, OwnershipRepository, type StoredDeadline } from '../ownership/ownership.repository.js';

const REFRESH_BATCH = 2000;

/** Applies a changed rule, department, calendar or leave to customers already held; nobody falls due at once because of it. */
@Injectable()
export class DeadlineRefresh {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly batches: DeadlineRefreshRepository,
    private readonly deadlines: Deadlines,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly time: BusinessTime,
  ) {}

  /** In the transaction of the change. `staffId`: only his customers. */
  async later(staffId: number | null = null): Promise<void> {
    this.deadlines.changed();
    await this.jobs.enqueue(refreshDeadlines, { staffId }, { key: `deadlines.refresh.${staffId ?? 'all'}`, rerun: true });
  }

  /** All of them, in batches of one transaction each; may be run again or go on anywhere. @returns customers whose deadline moved. */
  async run(staffId: number | null, run: Pick<JobRun, 'progress' | 'stopped'>): Promise<{ seen: number; moved: number }> {
    let [after, seen, moved] = [0, 0, 0];
    const total = await this.batches.count(staffId);
    while (!run.stopped()) {
      const ids = await this.batches.held(staffId, after, REFRESH_BATCH);
      if (!ids.length) break;
      moved += await this.batch(ids);
      after = ids.at(-1)!;
      run.progress((seen += ids.length), Math.max(total, seen));
    }
    return { seen, moved };
  }

  /** Puts off every deadline before the end of `day` to it. @returns how many. */
  putOff(day: Day): Promise<number> {
    return this.batches.putOff(day, this.time.startOf(this.time.addDays(day, 1)));
  }

  /** After a changed source, in its transaction: an owner's own change moves no clock of his, nor does his changing it back (REQ-E6). */
  async sourceChanged(ids: readonly number[], byStaffId: number | null): Promise<void> {
    await this.repository.countBySource(ids, byStaffId);
    await this.customers(ids);
  }

  /** These, now. @returns customers whose deadline moved. */
  @Transactional()
  async customers(ids: readonly number[]): Promise<number> {
    // a deadline that has passed is carried out: what is changed afterwards takes it back as little as the owner can (spec 06, the instant decides)
    const rows = (await this.repository.lock(ids, ['owned'], { deleted: false })).filter((row) => !this.deadlines.hasPassed(row));
    const snapshot = await this.deadlines.snapshot();
    const exemptions = await this.deadlines.exemptions(rows);
    const grace = await this.deadlines.graceDay();
    const groups = new Map<string, { deadline: StoredDeadline; moved: number[]; renamed: number[] }>();
    for (const row of rows) {
      const deadline = deadlineNow(snapshot, row, exemptions.get(row.id) ?? null, grace);
      const sameDays =
        deadline.reclaimAt === row.reclaimAt && deadline.followUpDueOn === row.followUpDueOn && deadline.dealDueOn === row.dealDueOn;
      if (sameDays && deadline.deadlineRuleId === row.deadlineRuleId && deadline.deadlineRuleVersion === row.deadlineRuleVersion) continue;
      const key = JSON.stringify(deadline);
      const group = groups.get(key) ?? { deadline, moved: [], renamed: [] };
      groups.set(key, group);
      (sameDays ? group.renamed : group.moved).push(row.id);
    }
    let moved = 0;
    for (const group of groups.values()) {
      if (group.moved.length) await this.repository.setDeadline(group.moved, group.deadline);
      if (group.renamed.length) await this.repository.setRule(group.renamed, group.deadline);
      moved += group.moved.length;
    }
    return moved;
  }

  @Transactional()
  private async batch(ids: readonly number[]): Promise<number> {
    const moved = await this.customers(ids);
    const [fromId, toId] = [ids[0]!, ids.at(-1)!];
    if (moved)
      await this.audit.record({
        subject: 'Customer',
        subjectId: `deadlines-${fromId}`,
        action: 'move-deadlines',
        detail: { count: moved, fromId, toId },
      });
    return moved;
  }
}

/** What a customer's deadline becomes by the rules as they stand. */
export function deadlineNow(snapshot: DeadlineSnapshot, row: HeldRow, exemption: Exemption | null, grace: Day): StoredDeadline {
  const rule = snapshot.ruleFor(row.clockSource, row.departmentId);
  const facts = {
    ownerId: row.ownerId!,
    departmentId: row.departmentId,
    source: row.clockSource,
    ownedSince: row.ownedSince!,
    dealClockOn: row.dealClockOn!,
    followUpClockOn: row.followUpClockOn,
    lastFollowUpAt: row.lastFollowUpAt,
    exemption,
  };
  const computed = snapshot.due(facts, rule);
  const due: DueDays = {
    followUpDueOn: eased(computed.followUpDueOn, row.followUpDueOn, grace),
    dealDueOn: eased(computed.dealDueOn, row.dealDueOn, grace),
  };
  return {
    ...due,
    reclaimAt: snapshot.reclaimAt(due, row.lockedUntil),
    deadlineRuleId: rule?.id ?? null,
    deadlineRuleVersion: rule?.version ?? null,
  };
}
